/** Hands all that was typed to the server, a moment after the last key: one at a time, and again when it could not be taken then. */
import type { Timers } from "./timers";

export const PAUSE_MS = 1_000;
export const AGAIN_MS = 500;

/** What the server answers when it cannot take it just now, as while it opens the plan anew. */
export const TRY_AGAIN = "";

export interface Taker {
  /** Whether it can be given now. */
  ready(): boolean;
  /** Gives all of it. Null: it is on disk; TRY_AGAIN; else why it is refused. */
  give(): Promise<string | null>;
  /** All that was typed is there. */
  given(): void;
  refused(why: string): void;
}

export class HandOver {
  private dirty = false;
  private sending: Promise<void> | null = null;
  private isRefused = false;
  private cancel = () => {};

  constructor(private readonly taker: Taker, private readonly timers: Timers) {}

  /** Everything is there, or was refused. */
  get isIdle(): boolean { return !this.dirty && this.sending === null; }

  typed(): void {
    this.isRefused = false;
    this.dirty = true;
    this.soon(PAUSE_MS);
  }

  /** Something typed earlier was never given. */
  resume(): void {
    this.dirty = true;
    this.soon(AGAIN_MS);
  }

  now(): Promise<void> {
    if (this.sending) return this.sending;
    if (!this.dirty) return Promise.resolve();
    this.cancel();
    if (!this.taker.ready()) {
      this.soon(AGAIN_MS);
      return Promise.resolve();
    }
    this.dirty = false;
    return this.sending = this.give().finally(() => {
      this.sending = null;
      if (this.dirty) this.soon(AGAIN_MS);
    });
  }

  /** Whether everything that was typed is there, waiting for it at most so long. */
  async settle(withinMs: number): Promise<boolean> {
    let isLate = false;
    const cancel = this.timers.after(withinMs, () => { isLate = true; });
    while (!this.isIdle && !isLate) {
      await this.now();
      if (!this.isIdle) await new Promise<void>(resolve => this.timers.after(AGAIN_MS, resolve));
    }
    cancel();
    return this.isIdle && !this.isRefused;
  }

  /** Nothing is to be given any more. */
  drop(): void {
    this.isRefused = false;
    this.dirty = false;
    this.cancel();
  }

  private async give(): Promise<void> {
    let why: string | null;
    try {
      why = await this.taker.give();
    } catch (error: unknown) {
      console.warn("A suggestion could not be handed over; it is tried again.", error);
      why = TRY_AGAIN;
    }
    if (why === null) {
      if (!this.dirty) this.taker.given();
    } else if (why === TRY_AGAIN) {
      this.dirty = true;
    } else {
      this.isRefused = true;
      this.taker.refused(why);
    }
  }

  private soon(ms: number): void {
    this.cancel();
    this.cancel = this.timers.after(ms, () => void this.now());
  }
}
