import { keep } from "./keptPlan";
import type { LocalPlan } from "./localPlan";
import type { OutboxRow, OutboxStore } from "./outbox";
import { type Timers, within } from "./timers";

const SOON_MS = 80;
const WRITE_MS = 2_000;
const AGAIN_MS = 5_000;

/** Writes one page's row of the outbox: soon after each change, before anything is sent, and again until it succeeds. */
export class Keeper {
  /** False when this device keeps nothing: then the page says so, and asks before it is left. */
  works: boolean;
  /** Called when `works` or `keeping` changed, but not at a change itself. */
  onKept: () => void = () => {};
  private last: Promise<void> = Promise.resolve();
  private cancelSoon: (() => void) | null = null;
  private cancelAgain: (() => void) | null = null;
  private isStopped = false;
  private written: boolean;
  private isForgotten = false;
  private changes = 0;
  private kept = 0;

  constructor(
    private readonly store: OutboxStore | null, private readonly owner: Omit<OutboxRow, "kept" | "updated">,
    private readonly plan: LocalPlan, private readonly timers: Timers, hasRow: boolean) {
    this.works = store !== null;
    this.written = hasRow;
  }

  /** Something was changed that is not on the device yet, but will be soon. */
  get keeping(): boolean { return this.works && !this.isForgotten && this.kept < this.changes; }

  changed(): void {
    this.changes++;
    if (this.store) this.cancelSoon ??= this.timers.after(SOON_MS, () => void this.now());
  }

  /** Resolves when the plan as it is now is on the device, or when the device failed to keep it. */
  now(): Promise<void> {
    this.cancelTimers();
    this.last = this.last.then(() => this.write());
    return this.last;
  }

  /** Keeps nothing from now on, and takes back what was kept. */
  async forget(): Promise<void> {
    this.stop();
    this.isForgotten = true;
    this.works = true;
    await this.last;
    await this.store?.remove(this.owner.id);
  }

  stop(): void {
    this.isStopped = true;
    this.cancelTimers();
  }

  private cancelTimers(): void {
    this.cancelSoon?.();
    this.cancelAgain?.();
    this.cancelSoon = this.cancelAgain = null;
  }

  private async write(): Promise<void> {
    if (!this.store || this.isForgotten) return;
    const [kept, changes] = [keep(this.plan), this.changes];
    if (!kept && !this.written) return this.told(this.works, changes);
    try {
      const work = kept ? this.store.write({ ...this.owner, updated: this.timers.now(), kept }) : this.store.remove(this.owner.id);
      await within(this.timers, WRITE_MS, work);
      this.written = kept !== null;
      this.told(true, changes);
    } catch (error) {
      console.warn("The unsent changes could not be kept on this device.", error);
      this.told(false, changes);
      await this.dropOlder();
      if (!this.isStopped) this.cancelAgain ??= this.timers.after(AGAIN_MS, () => void this.now());
    }
  }

  /** What goes on being sent must not stand in an older row as never sent: after a crash it would be sent again under new ids. */
  private async dropOlder(): Promise<void> {
    if (!this.written) return;
    try {
      await within(this.timers, WRITE_MS, this.store!.remove(this.owner.id));
      this.written = false;
    } catch (error) {
      console.warn("The older unsent changes stay on this device.", error);
    }
  }

  private told(works: boolean, changes: number): void {
    const before = [this.works, this.keeping];
    this.works = works;
    this.kept = changes;
    if (before[0] !== this.works || before[1] !== this.keeping) this.onKept();
  }
}
