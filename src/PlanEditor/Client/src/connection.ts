/**
 * The line of one page to one plan, as a state machine with one `dispatch`:
 *
 *     connecting ──opened──▶ online ──lost──▶ offline ──retry──▶ recovering ──opened──▶ online
 *         └──lost──▶ offline                     ▲──────lost───────┘
 *     any ──refused──▶ refused (──retry──▶ recovering)          any ──close──▶ closed
 *
 * It opens the plan, catches up, fetches what is missing, and notices silence: a `Check` every 5 s carries the hashes of the
 * texts on screen; when nothing was heard for 10 s the line counts as lost, whatever the socket says. What may be large is waited
 * for longer each time that it did not come, so that whatever a line carries arrives in the end.
 */
import { partsOf } from "./fieldText";
import { hashOf } from "./hash";
import type { LocalPlan } from "./localPlan";
import {
  type CommittedChange, type People, type Refusal, type You, PASSING,
  parseChanged, parseChangesAnswer, parseCheckAnswer, parseOpen, parsePeople, parseRights,
} from "./protocol";
import { TimedOut, type Timers, within } from "./timers";
import { NotSignedIn, type Transport } from "./transport";

export type LineState = "connecting" | "online" | "offline" | "recovering" | "refused" | "closed";

export type LineEvent =
  | { readonly type: "opened" | "lost" | "retry" | "close" }
  | { readonly type: "refused"; readonly refusal: Refusal };

const NEXT: Record<LineState, Partial<Record<LineEvent["type"], LineState>>> = {
  connecting: { opened: "online", lost: "offline", refused: "refused", close: "closed" },
  online: { lost: "offline", refused: "refused", close: "closed" },
  offline: { retry: "recovering", refused: "refused", close: "closed" },
  recovering: { opened: "online", lost: "offline", refused: "refused", close: "closed" },
  refused: { retry: "recovering", close: "closed" },
  closed: {},
};

const RETRY_MS = [300, 1000, 2000, 3000, 4000];
const ANSWER_MS = 10_000;
const DOUBLINGS_MAX = 3;
const CHECK_MS = 5_000;
const STEADY_MS = 5_000;
/** Refusals that end when somebody signs in, perhaps in another tab. */
const SIGN_IN = new Set(["notSignedIn", "otherUser"]);
const PAGE = 500;
const TEXTS_MAX = 200;
/** So many changes are applied and drawn before the page may do something else. */
const AT_ONCE = 50;

export interface ConnectionListener {
  stateChanged(state: LineState): void;
  opened(you: You | null): void;
  /** The plan is open and what was missing has been fetched, for the first time or again. */
  caughtUp(): void;
  people(people: People, all: boolean): void;
  rights(mayEdit: boolean): void;
}

export interface ConnectionOptions {
  readonly slug: string; readonly user: string; readonly session: string; readonly transport: Transport;
  readonly timers: Timers; readonly random: () => number; readonly listener: ConnectionListener;
}

export class Connection {
  state: LineState = "connecting";
  refusal: Refusal | null = null;
  private line = 0;
  private failures = 0;
  private doublings = 0;
  private lastHeard = 0;
  private fetching = false;
  private opening = false;
  private applying: Promise<void> | null = null;
  private lostAt = 0;
  private readonly alarms = new Map<string, () => void>();

  constructor(private readonly plan: LocalPlan, private readonly options: ConnectionOptions) {}

  start(): void { void this.attempt(); }

  dispatch(event: LineEvent): void {
    const next = NEXT[this.state][event.type];
    if (!next) return;
    this.state = next;
    this.refusal = event.type === "refused" ? event.refusal : null;
    if (next !== "online") this.cancelAll();
    if (next === "recovering") void this.attempt();
    if (next === "online") this.settleIn();
    if (next === "offline" || next === "refused" || next === "closed") this.hangUp();
    if (next === "offline") this.set("retry", this.backOff(), () => this.dispatch({ type: "retry" }));
    this.options.listener.stateChanged(next);
  }

  /** The network may be back, or somebody who was signed out and has signed in elsewhere: try at once instead of waiting. */
  hurry(): void {
    // An attempt that is under way may have begun too early: the next one does not wait long.
    this.failures = 0;
    if (this.state !== "offline" && !this.isSignedOut) return;
    this.dispatch({ type: "retry" });
  }

  /** The server knows nobody here, or somebody else: nothing is asked again until somebody looks at the page. */
  get isSignedOut(): boolean { return this.refusal !== null && SIGN_IN.has(this.refusal.code); }

  /** The network may be gone: ask now. */
  doubt(): void { if (this.state === "online") void this.check(2_500); }

  /** Asks the hub. Whatever fails but the hub's own answer means that the line is lost. */
  async call(method: string, argument: object, withinMs = ANSWER_MS): Promise<unknown> {
    const answer = await within(this.options.timers, withinMs, this.options.transport.call(method, argument));
    this.lastHeard = this.options.timers.now();
    return answer;
  }

  /** Asks for what may be large. */
  private async callForMuch(method: string, argument: object): Promise<unknown> {
    const { timers } = this.options;
    const asked = timers.now();
    try {
      const answer = await this.call(method, argument, ANSWER_MS * 2 ** this.doublings);
      if (timers.now() - asked < ANSWER_MS / 2) this.doublings = 0;
      return answer;
    } catch (error) {
      if (error instanceof TimedOut) this.doublings = Math.min(this.doublings + 1, DOUBLINGS_MAX);
      throw error;
    }
  }

  /** Opens again on the same line, with the document when the server says that our revision is impossible. */
  async reopen(fresh = false): Promise<void> {
    const line = this.line;
    await this.guard(line, () => this.open(line, fresh));
  }

  /** Fetches what is missing, if anything; `atLeast` asks even when no gap is known. */
  async fetchMissing(atLeast = false): Promise<void> {
    if (this.fetching || this.opening || this.state !== "online") return;
    this.fetching = true;
    const line = this.line;
    await this.guard(line, () => this.fetch(line, atLeast));
    this.fetching = false;
  }

  private async attempt(): Promise<void> {
    const line = ++this.line;
    this.lastHeard = this.options.timers.now();
    await this.guard(line, async () => {
      await within(this.options.timers, ANSWER_MS, this.options.transport.connect({
        message: (target, argument) => { if (line === this.line) this.hear(target, argument); },
        lost: () => { if (line === this.line) this.dispatch({ type: "lost" }); },
      }));
      if (line === this.line) await this.open(line, false);
    });
  }

  private async guard(line: number, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (line !== this.line) return;
      if (error instanceof NotSignedIn) this.dispatch({ type: "refused", refusal: { code: "notSignedIn", words: "" } });
      else this.dispatch({ type: "lost" });
    }
  }

  private async open(line: number, fresh: boolean): Promise<void> {
    this.opening = true;
    try {
      const after = fresh ? null : this.plan.revision;
      const answer = parseOpen(await this.callForMuch("Open", { plan: this.options.slug, session: this.options.session, after }));
      if (line !== this.line) return;
      if (answer.refusal) return await this.openRefused(line, answer.refusal, fresh);
      // Somebody else signed in in this browser: nothing of this page's is theirs to send.
      if (answer.you && answer.you.user !== this.options.user) return this.dispatch({ type: "refused", refusal: { code: "otherUser", words: "" } });
      while (this.applying) await this.applying;
      if (line !== this.line) return;
      if (answer.document) this.plan.rebuild(answer.document, answer.revision);
      await this.apply(line, answer.changes);
      if (answer.more && line === this.line) await this.fetch(line, true);
      if (line !== this.line) return;
      this.options.listener.opened(answer.you);
      this.options.listener.people({ here: answer.people, gone: [] }, true);
    } finally {
      if (line === this.line) this.opening = false;
    }
    this.dispatch({ type: "opened" });
    await this.fetch(line, false);
  }

  private async openRefused(line: number, refusal: Refusal, fresh: boolean): Promise<void> {
    if (refusal.code === "badBase" && !fresh) await this.open(line, true);
    else if (PASSING.has(refusal.code) || refusal.code === "badBase") this.dispatch({ type: "lost" });
    else this.dispatch({ type: "refused", refusal });
  }

  private async fetch(line: number, atLeast: boolean): Promise<void> {
    for (let after = this.plan.missingAfter ?? (atLeast ? this.plan.revision : null); after !== null;) {
      const answer = parseChangesAnswer(await this.callForMuch("Changes", { after, limit: PAGE }));
      if (line !== this.line || answer.refusal) return;
      await this.apply(line, answer.changes);
      if (line !== this.line) return;
      const next: number | null = this.plan.missingAfter ?? (answer.more ? this.plan.revision : null);
      if (next === after) break;
      after = next;
    }
    if (this.state === "online") this.options.listener.caughtUp();
  }

  /** At once where there are few, else in portions, between which the page can do something else; what comes meanwhile waits for its turn. */
  private async apply(line: number, changes: readonly CommittedChange[]): Promise<void> {
    while (this.applying) await this.applying;
    if (line !== this.line) return;
    if (changes.length <= AT_ONCE) return this.plan.receiveAll(changes);
    this.applying = this.applyInPortions(line, changes);
    try {
      await this.applying;
    } finally {
      this.applying = null;
    }
  }

  private async applyInPortions(line: number, changes: readonly CommittedChange[]): Promise<void> {
    for (let from = 0; from < changes.length; from += AT_ONCE) {
      if (from > 0) await this.options.timers.rest();
      if (line !== this.line) return;
      this.plan.receiveAll(changes.slice(from, from + AT_ONCE));
    }
  }

  private hear(target: string, argument: unknown): void {
    this.lastHeard = this.options.timers.now();
    const { line } = this;
    void this.guard(line, async () => {
      if (target === "changed") {
        await this.apply(line, parseChanged(argument));
        if (this.plan.missingAfter !== null) await this.fetchMissing();
      } else if (target === "people") this.options.listener.people(parsePeople(argument), false);
      else if (target === "resync") await this.reopen();
      else if (target === "rights") this.options.listener.rights(parseRights(argument).mayEdit);
      else if (target === "closing") this.dispatch({ type: "lost" });
    });
  }

  private settleIn(): void {
    this.set("steady", STEADY_MS, () => { this.failures = 0; });
    this.set("check", CHECK_MS, () => void this.check());
  }

  private async check(withinMs = 0): Promise<void> {
    const { timers } = this.options;
    const line = this.line;
    this.set("check", CHECK_MS, () => void this.check());
    const within = withinMs || Math.max(CHECK_MS, ANSWER_MS - (timers.now() - this.lastHeard));
    // One more doubt gives the line no more time.
    if (!this.alarms.has("silence") || timers.now() + within < this.lostAt) {
      this.lostAt = timers.now() + within;
      this.set("silence", within, () => this.dispatch({ type: "lost" }));
    }
    await this.guard(line, async () => {
      const revision = this.plan.revision;
      const answer = parseCheckAnswer(await this.call("Check", { revision, texts: this.textsOnScreen() }));
      if (line !== this.line) return;
      this.cancel("silence");
      const isBehind = answer.refusal?.code === "badBase" || (!answer.refusal && answer.revision < revision);
      if (answer.refusal?.code === "notOpen" || isBehind) return await this.reopen();
      if (answer.refusal) return;
      for (const wrong of answer.wrong) this.plan.heal(`${wrong.node}.${wrong.field}`, wrong.text, revision);
      if (answer.revision > this.plan.revision || this.plan.missingAfter !== null) await this.fetchMissing(true);
    });
  }

  private textsOnScreen(): { node: string; field: string; hash: number }[] {
    const texts: { node: string; field: string; hash: number }[] = [];
    for (const field of this.plan.fields.values()) {
      if (field.at !== this.plan.revision || !(field.screen || field.suspect) || texts.length === TEXTS_MAX) continue;
      const hash = hashOf(field.confirmed);
      texts.push({ ...partsOf(field.key), hash: field.suspect ? (hash ^ 1) >>> 0 : hash });
    }
    return texts;
  }

  private hangUp(): void {
    this.line++;
    this.opening = false;
    this.options.transport.close();
  }

  private backOff(): number {
    const wait = RETRY_MS[Math.min(this.failures++, RETRY_MS.length - 1)]!;
    return wait * (0.7 + this.options.random() * 0.3);
  }

  private set(name: string, ms: number, callback: () => void): void {
    this.cancel(name);
    this.alarms.set(name, this.options.timers.after(ms, () => { this.alarms.delete(name); callback(); }));
  }

  private cancel(name: string): void {
    this.alarms.get(name)?.();
    this.alarms.delete(name);
  }

  private cancelAll(): void {
    for (const name of [...this.alarms.keys()]) this.cancel(name);
  }
}
