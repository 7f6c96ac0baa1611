/**
 * The hub in memory: one plan of texts, the sequencer of docs/protocol.md, and lines to it that delay, double, drop and fall
 * silent. Messages on one connection keep their order, as on a socket; what is on its way when a connection breaks may still arrive
 * later, at either end, after much has happened on the next one.
 */
import { Text } from "@codemirror/state";
import { fromWire, toText, toWire } from "../src/changes";
import { keyOf } from "../src/fieldText";
import { hashOf } from "../src/hash";
import type { EditText, Refusal, SubmittedChange } from "../src/protocol";
import type { Timers } from "../src/timers";
import { CallFailed, LineLost, type Transport, type TransportListener } from "../src/transport";
import type { Random } from "./random";

export interface Committed { revision: number; id: string; author: string; session: string; at: string; ops: EditText[] }

interface Caller { readonly user: string; session: string | null }

export interface Weather {
  delayMs: [number, number];
  /** What a line carries each way; without it, anything at once. */
  bytesPerSecond?: number;
  /** How often a message is lost on the way. It is missed and sent again later and later, as TCP does, and what is behind it waits. */
  lost?: number;
  /** How often a message comes twice. */
  doubled: number;
  /** How often what was on its way when its connection broke arrives all the same. */
  stragglers: number;
  /** How much later than it would have. */
  lateMs: [number, number];
}

export class FakeHub {
  readonly log: Committed[] = [];
  readonly texts = new Map<string, Text>();
  readonly calls: { method: string; argument: unknown; session: string | null }[] = [];
  weather: Weather = { delayMs: [1, 5], doubled: 0, stragglers: 0, lateMs: [0, 1500] };
  /** Says no to a change, for a test. */
  rule: (change: SubmittedChange, author: string) => Refusal | null = () => null;
  /** Refuses a whole Submit, for a test. */
  gate: () => Refusal | null = () => null;
  /** What the hub says of everybody's right to edit. */
  mayEdit = true;
  reachable = true;
  private readonly lines = new Set<FakeLine>();
  /** The newest connection of each session: what comes on an older one is not done. */
  private readonly speakers = new Map<string, Caller>();

  /** By how much the clocks of those who have a page were set back. */
  setBackMs = 0;

  /** So many changes are in one answer at most. */
  pageMost = 7;

  constructor(readonly time: Timers, readonly random: Random) {}

  get revision(): number { return this.log.length; }

  textOf(key: string): string { return (this.texts.get(key) ?? Text.empty).toString(); }

  transport(user: string): FakeLine { return new FakeLine(this, user); }

  enter(line: FakeLine): void { this.lines.add(line); }
  leave(line: FakeLine): void { this.lines.delete(line); }

  dropAll(): void { for (const line of [...this.lines]) line.drop(); }

  answer(line: Caller, method: string, argument: unknown): unknown {
    this.calls.push({ method, argument, session: line.session });
    const json = argument as Record<string, unknown>;
    if (method === "Open") return this.open(line, json);
    if (!line.session || this.speakers.get(`${line.user} ${line.session}`) !== line) return { refusal: { code: "notOpen", words: "Open first." } };
    if (method === "Changes") return this.page(json["after"] as number);
    if (method === "Submit") return this.submit(line, json["base"] as number, json["changes"] as SubmittedChange[]);
    if (method === "Check") return this.check(json);
    return { refusal: null };
  }

  private open(line: Caller, json: Record<string, unknown>): unknown {
    const after = json["after"] as number | null;
    if (after !== null && after > this.revision) return { refusal: { code: "badBase", words: "The plan is not there yet." } };
    line.session = json["session"] as string;
    this.speakers.set(`${line.user} ${line.session}`, line);
    const nodes: Record<string, { fields: Record<string, string> }> = {};
    for (const [key, text] of this.texts) {
      const [node, field] = key.split(".") as [string, string];
      (nodes[node] ??= { fields: {} }).fields[field] = text.toString();
    }
    return {
      refusal: null, plan: "p", slug: "plan", revision: this.revision, document: after === null ? { schema: "actionPlan", nodes } : null,
      ...(after === null ? { changes: [], more: false } : this.page(after)), people: [],
      you: { user: line.user, person: `person-${line.user}`, name: line.user, initials: "AB", colour: 1, role: "focalPoint", mayEdit: this.mayEdit, why: null },
    };
  }

  private page(after: number): { refusal: null; changes: Committed[]; more: boolean } {
    const changes = this.log.slice(after, after + this.pageMost);
    return { refusal: null, changes, more: after + changes.length < this.revision };
  }

  private check(json: Record<string, unknown>): unknown {
    const revision = json["revision"] as number;
    const wrong: { node: string; field: string; text: string }[] = [];
    for (const { node, field, hash } of json["texts"] as { node: string; field: string; hash: number }[]) {
      const text = this.textAt(keyOf(node, field), revision);
      if (hashOf(text) !== hash) wrong.push({ node, field, text: text.toString() });
    }
    return { refusal: null, revision: this.revision, verified: true, wrong };
  }

  textAt(key: string, revision: number): Text {
    let text: Text = Text.empty;
    for (const change of this.log.slice(0, revision)) {
      for (const op of change.ops) if (keyOf(op.node, op.field) === key) text = fromWire(op.edit, text.length)!.apply(text);
    }
    return text;
  }

  private submit(line: Caller, base: number, changes: SubmittedChange[]): unknown {
    const refused = this.gate();
    if (refused) return { refusal: refused, refused: null, accepted: [] };
    if (base > this.revision) return { refusal: { code: "badBase", words: "" }, refused: null, accepted: [] };
    const accepted: { id: string; revision: number }[] = [];
    let chain = changes.map(change => change.ops.map(op => ({ ...op })));
    let known = 0;
    for (const committed of this.log.slice(base)) {
      if (known < changes.length && committed.author === line.user && committed.id === changes[known]!.id) {
        accepted.push({ id: committed.id, revision: committed.revision });
        known++;
        chain = chain.slice(1);
      } else mapOver(chain, committed.ops);
    }
    for (const [i, ops] of chain.entries()) {
      const change = changes[known + i]!;
      const refusal = this.rule(change, line.user) ?? this.misfit(ops);
      if (refusal) return { refusal, refused: change.id, accepted };
      this.commit({ revision: this.revision + 1, id: change.id, author: line.user, session: line.session!, at: "2017-10-12T09:14:03.120Z", ops });
      accepted.push({ id: change.id, revision: this.revision });
    }
    return { refusal: null, refused: null, accepted };
  }

  private misfit(ops: EditText[]): Refusal | null {
    for (const op of ops) {
      if (!isCanonical(op.edit)) return { code: "malformed", words: "The edit is not in its one form." };
      if (!fromWire(op.edit, this.textOf(keyOf(op.node, op.field)).length)) return { code: "badEdit", words: "The edit does not fit the text." };
    }
    return null;
  }

  /** Commits somebody's change at once and tells everybody. */
  commit(change: Committed): void {
    this.log.push(change);
    for (const op of change.ops) {
      const key = keyOf(op.node, op.field);
      const text = this.texts.get(key) ?? Text.empty;
      this.texts.set(key, fromWire(op.edit, text.length)!.apply(text));
    }
    for (const line of this.lines) line.tell("changed", { changes: [change] });
  }

  /** Somebody without a session in the test replaces part of a text. */
  write(key: string, from: number, to: number, insert: string, author = "somebody"): void {
    const length = this.textOf(key).length;
    const [node, field] = key.split(".") as [string, string];
    const edit: unknown[] = [];
    if (from > 0) edit.push(from);
    edit.push([to - from, ...(insert ? insert.split("\n") : [])]);
    if (to < length) edit.push(length - to);
    this.commit({
      revision: this.revision + 1, id: `w${this.revision}`, author, session: "x", at: "",
      ops: [{ op: "editText", node, field, edit: edit as EditText["edit"] }],
    });
  }

  /** What was committed after `revision` never arrived. */
  forgetAfter(revision: number): void {
    this.log.splice(revision);
    for (const key of this.texts.keys()) this.texts.set(key, this.textAt(key, revision));
  }

  setText(key: string, text: string): void { this.write(key, 0, this.textOf(key).length, text); }
}

function mapOver(chain: EditText[][], committed: readonly EditText[]): void {
  for (const op of committed) {
    let other = fromWire(op.edit, lengthBefore(op.edit))!;
    for (const ops of chain) {
      for (const own of ops) {
        if (own.node !== op.node || own.field !== op.field) continue;
        const mine = fromWire(own.edit, lengthBefore(own.edit))!;
        (own as { edit: EditText["edit"] }).edit = toWire(mine.map(other));
        other = other.map(mine, true);
      }
    }
  }
}

const lengthBefore = (edit: EditText["edit"]): number => edit.reduce<number>((sum, part) => sum + (typeof part === "number" ? part : part[0]), 0);

/** docs/protocol.md, section 3: nothing empty, and no neighbours that could be one. */
function isCanonical(edit: EditText["edit"]): boolean {
  const kind = (part: EditText["edit"][number]) => typeof part === "number" ? "keep" : part.length === 1 ? "delete" : part[0] === 0 ? "insert" : "replace";
  return edit.every((part, i) => {
    const own = kind(part), before = i > 0 ? kind(edit[i - 1]!) : null;
    const isEmpty = typeof part === "number" ? part === 0 : part.length === 1 ? part[0] === 0 : part.length === 2 && part[1] === "";
    return !isEmpty && (own === "replace" || own !== before);
  });
}

/** One connection of a line, as its two ends know it. */
interface Wire extends Caller { readonly listener: TransportListener; isCut: boolean; upFree: number; downFree: number; readonly waiting: Set<(error: Error) => void> }

/** One client's line, one connection after the other. */
export class FakeLine implements Transport {
  private wire: Wire | null = null;
  private attempt = 0;
  /** Silent: nothing arrives any more, and nobody says so. */
  silent = false;
  /** Until then nothing arrives; it all comes afterwards. */
  heldUntil = 0;
  private unplugged = false;

  /** `user`: who is signed in in the browser when the line connects. */
  constructor(private readonly hub: FakeHub, public user: string) {}

  async connect(listener: TransportListener): Promise<void> {
    const attempt = ++this.attempt;
    this.silent = false;
    await new Promise<void>((resolve, reject) => this.hub.time.after(this.delay(), () =>
      this.hub.reachable && !this.unplugged && attempt === this.attempt ? resolve() : reject(new LineLost("no way"))));
    this.wire = { user: this.user, session: null, listener, isCut: false, upFree: 0, downFree: 0, waiting: new Set() };
    this.hub.enter(this);
  }

  call(method: string, argument: object): Promise<unknown> {
    const bytes = JSON.stringify(argument);
    const { wire } = this;
    return new Promise((resolve, reject) => {
      if (!wire) return void reject(new LineLost("not connected"));
      const fail = (error: Error) => { wire.waiting.delete(fail); reject(error); };
      wire.waiting.add(fail);
      this.carry(wire, "up", bytes, () => {
        let answer: string;
        try {
          answer = JSON.stringify(this.hub.answer(wire, method, JSON.parse(bytes)));
        } catch (error) {
          return this.carry(wire, "down", "", () => fail(new CallFailed(String(error))));
        }
        this.carry(wire, "down", answer, () => { wire.waiting.delete(fail); resolve(JSON.parse(answer)); });
      });
    });
  }

  tell(target: string, argument: object): void {
    const { wire } = this;
    if (!wire?.session) return;
    const bytes = JSON.stringify(argument);
    const times = this.hub.random.chance(this.hub.weather.doubled) ? 2 : 1;
    for (let i = 0; i < times; i++) this.carry(wire, "down", bytes, () => wire.listener.message(target, JSON.parse(bytes)));
  }

  close(): void { this.cut(); }

  drop(): void {
    const { wire } = this;
    this.cut();
    wire?.listener.lost();
  }

  /** The tab is gone, and whatever in it would connect again. */
  unplug(): void {
    this.unplugged = true;
    this.drop();
  }

  private cut(): void {
    const { wire } = this;
    this.attempt++;
    this.wire = null;
    this.hub.leave(this);
    if (!wire) return;
    wire.isCut = true;
    const fail = () => { for (const waiting of [...wire.waiting]) waiting(new LineLost("cut")); };
    const { stragglers, lateMs, delayMs } = this.hub.weather;
    if (stragglers > 0) this.hub.time.after(lateMs[1] + delayMs[1] + 1, fail);
    else fail();
  }

  private carry(wire: Wire, way: "up" | "down", message: string, arrive: () => void): void {
    const { time, random, weather } = this.hub;
    const takesMs = weather.bytesPerSecond ? message.length / weather.bytesPerSecond * 1_000 : 0;
    const at = Math.max(this.heldUntil, time.now() + this.delay(), way === "up" ? wire.upFree : wire.downFree) + takesMs;
    if (way === "up") wire.upFree = at; else wire.downFree = at;
    time.after(at - time.now(), () => {
      if (!wire.isCut && !this.silent) arrive();
      else if (wire.isCut && random.chance(weather.stragglers)) {
        const late = Math.max(time.now() + random.between(...weather.lateMs), way === "up" ? wire.upFree : wire.downFree);
        if (way === "up") wire.upFree = late; else wire.downFree = late;
        time.after(late - time.now(), arrive);
      }
    });
  }

  private delay(): number {
    const { random, weather } = this.hub;
    let delay = random.between(...weather.delayMs);
    for (let missed = 2 * delay + 200; random.chance(weather.lost ?? 0); missed *= 2) delay += missed;
    return delay;
  }
}

export const seedText = (hub: FakeHub, key: string, text: string): void => { hub.setText(key, toText(text).toString()); };
