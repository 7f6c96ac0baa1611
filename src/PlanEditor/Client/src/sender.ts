/**
 * Sends what is unsent, one `Submit` at a time: frozen, kept on this device, sent. The first key goes at once; what is typed while
 * that is under way goes together. What the server could not take just now is sent again byte for byte, later and later; what it
 * will never take goes to the tray.
 */
import type { Connection } from "./connection";
import { LIMITS, type LocalPlan } from "./localPlan";
import type { Pace } from "./pace";
import { PASSING, type Refusal, type Submit, type SubmitAnswer, parseSubmitAnswer } from "./protocol";
import type { Timers } from "./timers";
import { CallFailed } from "./transport";

const ARRIVAL_MS = 2_000;
const HOLD_MS = [500, 1000, 2000, 4000, 8000, 16_000];
const SUBMIT_MS = 20_000;
const FAILURES_MAX = 5;

export class Sender {
  private inFlight = false;
  private attempt: object = {};
  private stopped = false;
  /** The next batch may only be made when this revision has arrived: it stands on all of the one before. */
  private awaited = 0;
  private verdict: { id: string | null; refusal: Refusal } | null = null;
  private holds = 0;
  private failures = 0;
  private badBases = 0;
  private changesMax = LIMITS.changes;
  private cancelTurn: (() => void) | null = null;
  private cancelHold: (() => void) | null = null;
  private cancelArrival = () => {};

  constructor(
    private readonly plan: LocalPlan, private readonly connection: Connection,
    private readonly keep: () => Promise<void>, private readonly pace: Pace, private readonly timers: Timers) {}

  /** Something was typed. What else the same act types, in this text or another, goes with it. */
  typed(): void { this.later(0); }

  /** Does the next thing that can be done now. */
  proceed(): void {
    if (this.stopped || this.inFlight || this.cancelHold || this.cancelTurn || this.connection.state !== "online") return;
    if (this.plan.revision < this.awaited) return;
    if (this.awaited > 0) { this.awaited = 0; this.cancelArrival(); }
    if (this.verdict) this.settle();
    if (this.plan.unsaved === 0) return;
    const wait = this.pace.take();
    if (wait > 0) return this.later(wait);
    const batch = this.plan.freeze(this.changesMax);
    if (batch) void this.submit(batch);
  }

  /** The line is gone: what was in flight will be sent again. */
  lineLost(): void {
    this.inFlight = false;
    this.awaited = 0;
    this.verdict = null;
    this.cancelArrival();
    this.release();
  }

  stop(): void {
    this.stopped = true;
    this.cancelTurn?.();
    this.lineLost();
  }

  private later(ms: number): void {
    this.cancelTurn ??= this.timers.after(ms, () => {
      this.cancelTurn = null;
      this.proceed();
    });
  }

  private async submit(batch: Submit): Promise<void> {
    this.inFlight = true;
    const attempt = this.attempt = {};
    try {
      await this.keep();
      if (this.attempt !== attempt || !this.inFlight) return;
      const answer = parseSubmitAnswer(await this.connection.call("Submit", batch, SUBMIT_MS));
      if (this.attempt !== attempt || !this.inFlight) return;
      this.inFlight = false;
      this.answered(answer);
    } catch (error) {
      if (this.attempt !== attempt || !this.inFlight) return;
      this.inFlight = false;
      if (error instanceof CallFailed) this.failed();
      else this.connection.dispatch({ type: "lost" });
    }
  }

  private answered(answer: SubmitAnswer): void {
    this.failures = 0;
    if (answer.accepted.length > 0) {
      this.awaited = Math.max(...answer.accepted.map(accepted => accepted.revision));
      this.badBases = 0;
    }
    if (!answer.refusal) {
      this.holds = 0;
      if (answer.accepted.length > 0) this.changesMax = LIMITS.changes;
    } else if (PASSING.has(answer.refusal.code)) {
      this.hold(answer.refusal.retryAfterMs);
    } else if (answer.refusal.code === "notOpen") {
      this.hold();
      void this.connection.reopen();
    } else if (answer.refusal.code === "badBase" && this.badBases++ < 2) {
      this.hold();
      void this.connection.reopen(true);
    } else {
      this.verdict = { id: answer.refused, refusal: answer.refusal };
    }
    if (this.plan.revision < this.awaited) {
      this.cancelArrival = this.timers.after(ARRIVAL_MS, () => void this.connection.fetchMissing(true));
    }
    this.proceed();
  }

  /** A refusal for good. All that was accepted before it has arrived, so that the refused change is the first pending one. */
  private settle(): void {
    const { id, refusal } = this.verdict!;
    this.verdict = null;
    const first = this.plan.pending[0];
    if (!first) return;
    if (id === null && this.changesMax > 1 && (this.plan.batch?.changes.length ?? 0) > 1) {
      this.plan.unfreeze();
      this.changesMax = 1;
    } else if (refusal.code === "planLocked") {
      while (this.plan.pending[0]) this.plan.refuse(this.plan.pending[0].id, refusal);
    } else if (!this.plan.refuse(id ?? first.id, refusal)) {
      this.plan.unfreeze();
      this.changesMax = 1;
    }
  }

  /** The server answered that it failed: later again, then one by one, and in the end to the tray. */
  private failed(): void {
    if (++this.failures > FAILURES_MAX) {
      this.failures = 0;
      this.verdict = { id: null, refusal: { code: "failed", words: "" } };
    }
    this.hold();
  }

  private hold(ms?: number): void {
    const wait = ms ?? HOLD_MS[Math.min(this.holds, HOLD_MS.length - 1)]!;
    this.holds++;
    this.cancelHold?.();
    this.cancelHold = this.timers.after(wait, () => { this.release(); this.proceed(); });
  }

  private release(): void {
    this.cancelHold?.();
    this.cancelHold = null;
  }
}
