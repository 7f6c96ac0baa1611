/**
 * Which pages are still there. A page holds a lock named for its session as long as it lives; the browser lets go of it
 * when the page is gone, however it went. Where there are no locks, a page leaves a mark in local storage every few seconds.
 */
import type { Timers } from "./timers";

export interface Liveness {
  /** Says from now on that the page of this session lives. */
  hold(session: string): void;
  /**
   * Runs `work` when the page of `session` is gone, holding its place meanwhile, and from then on when `work` answers true. False when the
   * page lives.
   */
  ifGone(session: string, work: () => Promise<boolean>): Promise<boolean>;
  /** The page is being left, in good order. */
  leave(session: string): void;
}

const lockName = (session: string) => `ogdplans-page-${session}`;

export class LockLiveness implements Liveness {
  private readonly holds = new Map<string, () => void>();

  constructor(private readonly locks: LockManager) {}

  hold(session: string): void {
    void this.locks.request(lockName(session), () => new Promise<void>(resolve => { this.holds.set(session, resolve); }));
  }

  async ifGone(session: string, work: () => Promise<boolean>): Promise<boolean> {
    let gone = false;
    await this.locks.request(lockName(session), { ifAvailable: true }, async lock => {
      gone = lock !== null;
      // Asked for before this lock is given back, so that nobody comes between.
      if (gone && await work()) this.hold(session);
    });
    return gone;
  }

  leave(session: string): void { this.holds.get(session)?.(); }
}

const BEAT_MS = 4_000;
const GONE_MS = 15_000;

export class MarkLiveness implements Liveness {
  private readonly beats = new Map<string, () => void>();

  constructor(private readonly marks: Storage, private readonly timers: Timers) {}

  hold(session: string): void {
    this.marks.setItem(lockName(session), String(this.timers.now()));
    this.beats.set(session, this.timers.after(BEAT_MS, () => this.hold(session)));
  }

  async ifGone(session: string, work: () => Promise<boolean>): Promise<boolean> {
    const last = Number(this.marks.getItem(lockName(session)) ?? 0);
    if (this.timers.now() - last < GONE_MS) return false;
    this.hold(session);
    if (!await work()) this.leave(session);
    return true;
  }

  leave(session: string): void {
    this.beats.get(session)?.();
    this.marks.removeItem(lockName(session));
  }
}
