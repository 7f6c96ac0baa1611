/** One page's session with one plan: its texts, its line, what it keeps on this device, and who else is there. */
import { Connection, type LineState } from "./connection";
import type { FieldKey, FieldScreen, FieldText } from "./fieldText";
import { Keeper } from "./keeper";
import type { Liveness } from "./liveness";
import { restore } from "./keptPlan";
import { LocalPlan } from "./localPlan";
import type { OutboxRow, OutboxStore } from "./outbox";
import { Pace } from "./pace";
import { Presence } from "./presence";
import type { CommittedChange, Refusal, Revision } from "./protocol";
import { Sender } from "./sender";
import type { Timers } from "./timers";
import type { Transport } from "./transport";

export interface Surroundings {
  readonly connect: () => Transport;
  /** Null when this device keeps nothing. */
  readonly store: OutboxStore | null;
  readonly liveness: Liveness;
  readonly timers: Timers;
  readonly random: () => number;
  readonly newId: () => string;
}

export interface PlanOptions { readonly slug: string; readonly user: string; readonly title: string; readonly revision: Revision }

export interface SessionStatus {
  readonly state: LineState;
  /** Changes that the server has not acknowledged. */
  readonly unsaved: number;
  /** This device keeps them. */
  readonly kept: boolean;
  /** But the last of them is not on it yet. */
  readonly keeping: boolean;
  readonly refused: number;
  readonly refusal: Refusal | null;
}

/** What happened while the line was gone, once it is back and everything is saved. */
export interface Returned { readonly saved: number; readonly writers: number }

/** How often a page looks for what another one left behind while this one's line was up. */
const LEFTOVERS_MS = 20_000;

// What is sent and where I am, together; with the line's checks and the odd read that is below the hub's limit of 50 calls a second
// and 200 at once (docs/protocol.md).
const CALLS_PER_SECOND = 46;
const CALLS_AT_ONCE = 150;

export class PlanSession {
  readonly presence: Presence;
  readonly connection: Connection;
  readonly keeper: Keeper;
  mayEdit = true;
  /** My right to write came or went. */
  onRights: () => void = () => {};
  private readonly sender: Sender;
  private readonly pace: Pace;
  private readonly watchers = new Set<() => void>();
  private readonly returnWatchers = new Set<(returned: Returned) => void>();
  private away: { unsaved: number; refused: number; writers: Set<string> } | null = null;
  private cancelLook = () => {};

  private constructor(
    readonly plan: LocalPlan, readonly id: string, readonly options: PlanOptions,
    private readonly around: Surroundings, holder: string, restored: boolean, private readonly headless: boolean) {
    const { timers } = around;
    this.connection = new Connection(plan, {
      slug: options.slug, user: options.user, session: id, transport: around.connect(), timers, random: around.random,
      listener: {
        stateChanged: state => this.stateChanged(state),
        opened: you => {
          this.presence.me = you?.person ?? null;
          if (you) this.setRights(you.mayEdit);
        },
        caughtUp: () => { this.sender.proceed(); this.presence.tellAgain(); this.notify(); },
        people: (news, all) => this.presence.hear(news, all),
        rights: mayEdit => this.setRights(mayEdit),
      },
    });
    this.keeper = new Keeper(around.store, { id, holder, user: options.user, plan: options.slug, title: options.title }, plan, timers, restored);
    this.keeper.onKept = () => this.notify();
    this.pace = new Pace(CALLS_PER_SECOND, CALLS_AT_ONCE, timers);
    this.sender = new Sender(plan, this.connection, () => this.keeper.now(), this.pace, timers);
    this.presence = new Presence(plan, point => void this.point(point), timers);
    plan.onChange = () => { this.keeper.changed(); this.notify(); };
    plan.onCommitted = change => this.committed(change);
  }

  /** Starts with what an earlier page of this user left on this device, if there is any, and goes on with its session. */
  static async start(options: PlanOptions, around: Surroundings): Promise<PlanSession> {
    const holder = around.newId();
    for (const row of await leftovers(options, around)) {
      let plan: LocalPlan | null = null;
      await around.liveness.ifGone(row.id, async () => (plan = await adopt(row, holder, around)) !== null);
      if (plan) return new PlanSession(plan, row.id, options, around, holder, true, false);
    }
    const id = around.newId();
    around.liveness.hold(id);
    return new PlanSession(new LocalPlan(options.revision, around.newId, around.timers.now), id, options, around, holder, false, false);
  }

  begin(): void { this.connection.start(); }

  get status(): SessionStatus {
    return {
      state: this.connection.state, unsaved: this.plan.unsaved, kept: this.keeper.works, keeping: this.keeper.keeping,
      refused: this.plan.tray.length, refusal: this.connection.refusal,
    };
  }

  /** Everything is acknowledged and the line is up. */
  get saved(): boolean { return this.connection.state === "online" && this.plan.unsaved === 0; }

  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  watchReturn(watcher: (returned: Returned) => void): () => void {
    this.returnWatchers.add(watcher);
    return () => this.returnWatchers.delete(watcher);
  }

  mount(key: FieldKey, label: string, text: string, at: Revision, screen: FieldScreen): FieldText {
    this.plan.labels.set(key, label);
    const field = this.plan.mount(key, text, at, screen);
    if (this.plan.missingAfter !== null) void this.connection.fetchMissing();
    return field;
  }

  edit(key: FieldKey, changes: Parameters<FieldText["edit"]>[0]): void {
    this.plan.edit(key, changes);
    this.sender.typed();
  }

  tryAgain(id: string): void {
    this.plan.tryAgain(id);
    this.sender.typed();
  }

  /** The page is being left: what is unsent stays on this device. */
  leave(): Promise<void> {
    this.around.liveness.leave(this.id);
    return this.keeper.now();
  }

  /** The page is being left for good, and what is unsent is given up. */
  discard(): Promise<void> {
    this.stop();
    this.around.liveness.leave(this.id);
    return this.keeper.forget();
  }

  stop(): void {
    this.connection.dispatch({ type: "close" });
    this.sender.stop();
    this.keeper.stop();
    this.presence.stop();
    this.cancelLook();
    this.plan.onChange = this.plan.onCommitted = () => {};
    this.watchers.clear();
  }

  private stateChanged(state: LineState): void {
    if (state === "offline") {
      this.sender.lineLost();
      this.presence.forgetAll();
      this.away ??= { unsaved: 0, refused: 0, writers: new Set() };
    }
    if (state === "online") {
      if (this.away) [this.away.unsaved, this.away.refused] = [this.plan.unsaved, this.plan.refused];
      if (!this.headless) void this.lookForLeftovers();
    }
    this.notify();
  }

  private committed(change: CommittedChange): void {
    if (change.author !== this.options.user) this.away?.writers.add(change.author);
    this.sender.proceed();
    this.presence.tellSoon();
  }

  private setRights(mayEdit: boolean): void {
    this.mayEdit = mayEdit;
    this.onRights();
  }

  private async point(point: object): Promise<void> {
    if (this.connection.state !== "online") return;
    if (this.pace.take() > 0) return this.presence.tellAgain();
    try {
      await this.connection.call("Point", point);
    } catch {
      // Where I am is told again with the next move or the next opening; the line's own silence is noticed by its check.
      this.presence.tellSoon();
    }
  }

  private notify(): void {
    if (this.away && this.saved) {
      // What was refused went to the tray, and is no work that is saved.
      const returned = { saved: Math.max(0, this.away.unsaved - Math.max(0, this.plan.refused - this.away.refused)), writers: this.away.writers.size };
      this.away = null;
      for (const watcher of this.returnWatchers) watcher(returned);
    }
    for (const watcher of this.watchers) watcher();
  }

  private async lookForLeftovers(): Promise<void> {
    this.cancelLook();
    await this.sendLeftovers();
    this.cancelLook();
    if (this.connection.state === "online") this.cancelLook = this.around.timers.after(LEFTOVERS_MS, () => void this.lookForLeftovers());
  }

  /** Sends what pages that are gone left behind, each as the session that it was; others see it arrive as from anybody else. */
  private async sendLeftovers(): Promise<void> {
    for (const row of await leftovers(this.options, this.around)) {
      if (row.id === this.id || !hasUnsent(row)) continue;
      await this.around.liveness.ifGone(row.id, async () => {
        const holder = this.around.newId();
        const plan = await adopt(row, holder, this.around);
        if (plan) await this.sendAll(plan, row.id, holder);
        return false;
      });
    }
  }

  private async sendAll(plan: LocalPlan, id: string, holder: string): Promise<void> {
    const session = new PlanSession(plan, id, this.options, this.around, holder, true, true);
    await new Promise<void>(resolve => {
      session.watch(() => { if (plan.unsaved === 0 || session.connection.state === "refused" || this.connection.state === "closed") resolve(); });
      session.begin();
    });
    await session.keeper.now();
    session.stop();
  }
}

async function leftovers(options: PlanOptions, around: Surroundings): Promise<OutboxRow[]> {
  try {
    const rows = await around.store?.rows(options.user, options.slug) ?? [];
    return rows.sort((a, b) => b.updated - a.updated);
  } catch (error) {
    console.warn("The changes kept on this device could not be read.", error);
    return [];
  }
}

const hasUnsent = ({ kept }: OutboxRow): boolean => kept.pending.length > 0 || kept.fields.some(field => field.unsent !== null);

/** Takes over what a page that is gone left behind; null when another page did, or when it cannot be used. */
async function adopt(row: OutboxRow, holder: string, around: Surroundings): Promise<LocalPlan | null> {
  try {
    const taken = await around.store!.takeOver(row, holder);
    return taken && restore(taken.kept, around.newId, around.timers.now);
  } catch (error) {
    console.warn("A change kept on this device cannot be used; it stays kept.", error);
    return null;
  }
}
