/** Hands all that was typed to the server, a moment after the last key: one at a time, and again when it could not be taken then. */
import { type Timers, within } from "./timers";

export const PAUSE_MS = 1_000;
export const AGAIN_MS = 500;
export const ANSWER_MS = 10_000;

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
  private refusal: string | null = null;
  private cancel = () => {};

  constructor(private readonly taker: Taker, private readonly timers: Timers) {}

  /** Everything is there, or was refused. */
  get isIdle(): boolean { return !this.dirty && this.sending === null; }

  typed(): void {
    this.refusal = null;
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

  /** Waits until everything that was typed is there, at most so long. Null: it is; TRY_AGAIN: not yet; else why it is refused. */
  async settle(withinMs: number): Promise<string | null> {
    let isLate = false;
    let cancel = () => {};
    const late = new Promise<void>(resolve => { cancel = this.timers.after(withinMs, () => { isLate = true; resolve(); }); });
    while (!this.isIdle && !isLate) {
      await Promise.race([this.now(), late]);
      if (!this.isIdle && !isLate) await Promise.race([new Promise<void>(resolve => this.timers.after(AGAIN_MS, resolve)), late]);
    }
    cancel();
    return this.isIdle ? this.refusal : TRY_AGAIN;
  }

  /** Nothing is to be given any more. */
  drop(): void {
    this.refusal = null;
    this.dirty = false;
    this.cancel();
  }

  private async give(): Promise<void> {
    let why: string | null;
    try {
      // An answer that went out while the line was down never comes, and nobody says so.
      why = await within(this.timers, ANSWER_MS, this.taker.give());
    } catch (error: unknown) {
      console.warn("A suggestion could not be handed over; it is tried again.", error);
      why = TRY_AGAIN;
    }
    if (why === null) {
      if (!this.dirty) this.taker.given();
    } else if (why === TRY_AGAIN) {
      this.dirty = true;
    } else {
      this.refusal = why;
      this.taker.refused(why);
    }
  }

  private soon(ms: number): void {
    this.cancel();
    this.cancel = this.timers.after(ms, () => void this.now());
  }
}
