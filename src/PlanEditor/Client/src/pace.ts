import type { Timers } from "./timers";

/** How often something may be done: so often at once, and from then on so often a second. */
export class Pace {
  private left: number;
  private at: number;

  constructor(private readonly perSecond: number, private readonly atOnce: number, private readonly timers: Timers) {
    this.left = atOnce;
    this.at = timers.now();
  }

  /** Takes one turn; or says in how many ms there is one. 0: taken. */
  take(): number {
    const now = this.timers.now();
    this.left = Math.min(this.atOnce, this.left + (Math.max(0, now - this.at) / 1000) * this.perSecond);
    this.at = now;
    if (this.left < 1) return Math.ceil(((1 - this.left) / this.perSecond) * 1000);
    this.left--;
    return 0;
  }
}
