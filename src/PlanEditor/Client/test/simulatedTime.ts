import type { Timers } from "../src/timers";

interface Alarm { readonly at: number; readonly order: number; readonly callback: () => void; cancelled: boolean }

/** A clock that only moves when a test turns it; between two alarms all promises settle. */
export class SimulatedTime implements Timers {
  private alarms: Alarm[] = [];
  private time = 1_000_000;
  private order = 0;

  now(): number { return this.time; }

  after(ms: number, callback: () => void): () => void {
    const alarm: Alarm = { at: this.time + Math.max(0, ms), order: this.order++, callback, cancelled: false };
    let place = this.alarms.length;
    while (place > 0 && this.alarms[place - 1]!.at > alarm.at) place--;
    this.alarms.splice(place, 0, alarm);
    return () => { alarm.cancelled = true; };
  }

  rest(): Promise<void> { return new Promise(resolve => this.after(0, resolve)); }

  async run(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    while (this.alarms.length > 0 && this.alarms[0]!.at <= end) {
      const alarm = this.alarms.shift()!;
      if (alarm.cancelled) continue;
      this.time = alarm.at;
      alarm.callback();
      await settle();
    }
    this.time = end;
  }

  /** Turns the clock until `condition` holds, at most `ms`. */
  async until(condition: () => boolean, ms: number, what: string | (() => string)): Promise<void> {
    const end = this.time + ms;
    await settle();
    while (!condition()) {
      if (this.time >= end) throw new Error(`not within ${ms} ms: ${typeof what === "string" ? what : what()}`);
      await this.run(Math.min(100, end - this.time));
    }
  }
}

export const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
