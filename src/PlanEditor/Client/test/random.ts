/** A small seeded generator (mulberry32): the same seed, the same schedule. */
export class Random {
  private state: number;
  constructor(readonly seed: number) { this.state = seed >>> 0; }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  below(limit: number): number { return Math.floor(this.next() * limit); }
  between(least: number, most: number): number { return least + this.below(most - least + 1); }
  chance(probability: number): boolean { return this.next() < probability; }
  pick<T>(items: readonly T[]): T { return items[this.below(items.length)]!; }
  bytes(count: number): Uint8Array { return Uint8Array.from({ length: count }, () => this.below(256)); }
}
