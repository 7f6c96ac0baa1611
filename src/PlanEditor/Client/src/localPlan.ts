/**
 * This page's copy of a plan's texts and everything that waits to be sent: pure, no line, no storage, no screen.
 *
 * `revision` counts the committed changes that have been applied, strictly in order. `pending` are the frozen units of all
 * texts in the order in which they were typed; the first ones of them, as they were sent, are `batch`. A batch is
 * never altered: it is sent again byte for byte until all of it came back as committed or one of it was refused.
 */
import { fromWire, insertedText, sizeBytes, split, toText, toWire } from "./changes";
import { type Aside, FieldText, type FieldKey, type FieldScreen, type Unit, keyOf, partsOf } from "./fieldText";
import type { CommittedChange, DocumentTexts, EditText, Refusal, Revision, Submit, SubmittedChange } from "./protocol";
import { RecentChanges } from "./recentChanges";

export const LIMITS = { changes: 200, batchBytes: 200 * 1024, insertUnits: 60_000 };

/** A frozen edit of one text. `id` is empty until it is part of a batch. `count`: how many bursts of typing it holds. */
export interface PendingChange { id: string; readonly key: FieldKey; readonly unit: Unit; readonly count: number }

/** A change that the server will never take, kept for the writer to copy, try again or discard. */
export interface TrayEntry {
  readonly id: string; readonly key: FieldKey; readonly label: string; readonly text: string;
  readonly refusal: Refusal; readonly aside: Aside; readonly count: number;
}

export type Received = "applied" | "old" | "gap";

export class LocalPlan {
  readonly fields = new Map<FieldKey, FieldText>();
  readonly pending: PendingChange[] = [];
  readonly tray: TrayEntry[] = [];
  readonly labels = new Map<FieldKey, string>();
  readonly recent: RecentChanges;
  /** Bursts of typing in each text that were never sent. */
  readonly bursts = new Map<FieldKey, number>();
  batch: Submit | null = null;
  /** Called after anything that a reload or the status words would have to know. */
  onChange: () => void = () => {};
  /** Called for each committed change, own ones included, once it is applied. */
  onCommitted: (change: CommittedChange) => void = () => {};
  private readonly ahead = new Map<Revision, CommittedChange>();
  private lastTyped: { key: FieldKey; at: number } | null = null;

  constructor(public revision: Revision, private readonly newId: () => string, private readonly now: () => number) {
    this.recent = new RecentChanges(revision);
  }

  /** Bursts of typing that the server has not acknowledged. */
  get unsaved(): number {
    let count = 0;
    for (const change of this.pending) count += change.count;
    for (const bursts of this.bursts.values()) count += bursts;
    return count;
  }

  /** Bursts of typing that the server refused, and that stand in the tray. */
  get refused(): number { return this.tray.reduce((sum, entry) => sum + entry.count, 0); }

  /** Shows a text of the plan as it was at `at`. A text that is held already keeps what it holds. */
  mount(key: FieldKey, text: string, at: Revision, screen: FieldScreen): FieldText {
    let field = this.fields.get(key);
    if (!field) {
      field = new FieldText(key, toText(text), at);
      this.fields.set(key, field);
      this.recent.replay(field, this.revision);
    }
    field.screen = screen;
    return field;
  }

  unmount(key: FieldKey): void {
    const field = this.fields.get(key);
    if (!field) return;
    field.screen = null;
    this.dropIdle(field);
  }

  edit(key: FieldKey, changes: Parameters<FieldText["edit"]>[0]): void {
    const field = this.fields.get(key)!;
    const now = this.now();
    const goesOn = field.unsent && this.lastTyped?.key === key && now - this.lastTyped.at < 1000;
    field.edit(changes);
    this.bursts.set(key, (this.bursts.get(key) ?? 0) + (goesOn ? 0 : 1));
    this.lastTyped = { key, at: now };
    this.onChange();
  }

  /** The revision after which changes are missing, or null when there is no gap. */
  get missingAfter(): Revision | null {
    let after = this.ahead.size > 0 ? this.revision : Infinity;
    for (const field of this.fields.values()) if (field.at < this.revision) after = Math.min(after, field.at);
    return after === Infinity ? null : after;
  }

  /** Takes committed changes one after the other; screens and watchers hear of all of them once. */
  receiveAll(changes: readonly CommittedChange[]): void {
    const { onChange } = this;
    let isChanged = false;
    this.onChange = () => { isChanged = true; };
    const fields = [...this.fields.values()];
    const problems: unknown[] = [];
    // A screen that fails keeps no other one back.
    const attempt = (work: () => void) => { try { work(); } catch (problem) { problems.push(problem); } };
    for (const field of fields) field.gather();
    attempt(() => { for (const change of changes) this.receive(change); });
    this.onChange = onChange;
    for (const field of fields) attempt(() => field.release());
    if (isChanged) this.onChange();
    if (problems.length > 0) throw problems[0];
  }

  receive(change: CommittedChange): Received {
    if (change.revision <= this.revision) {
      this.fillBehind(change);
      return "old";
    }
    if (change.revision > this.revision + 1) {
      if (this.ahead.size < 2000) this.ahead.set(change.revision, change);
      return "gap";
    }
    this.commit(change);
    for (let next = this.ahead.get(this.revision + 1); next; next = this.ahead.get(this.revision + 1)) {
      this.ahead.delete(next.revision);
      this.commit(next);
    }
    for (const revision of this.ahead.keys()) if (revision <= this.revision) this.ahead.delete(revision);
    this.onChange();
    return "applied";
  }

  private commit(change: CommittedChange): void {
    this.revision = change.revision;
    this.recent.add(change);
    const own = this.pending[0]?.id === change.id ? this.pending.shift()! : null;
    if (own) this.confirm(own, change);
    for (const field of this.fields.values()) {
      if (field.at !== change.revision - 1) continue;
      if (!own || field.key !== own.key) this.recent.apply(change, field);
      field.at = change.revision;
      if (!field.screen) this.dropIdle(field);
    }
    if (this.batch && !this.batch.changes.some(sent => sent.id === this.pending[0]?.id)) this.batch = null;
    this.onCommitted(change);
  }

  private confirm(own: PendingChange, change: CommittedChange): void {
    const field = this.fields.get(own.key)!;
    const edit = change.edits.find(e => keyOf(e.node, e.field) === own.key);
    field.confirmFirst(edit ? fromWire(edit.edit, field.confirmed.length) : null);
  }

  /** A change that the plan has, but a text which was mounted later has not. */
  private fillBehind(change: CommittedChange): void {
    for (const field of this.fields.values()) {
      if (field.at !== change.revision - 1) continue;
      this.recent.apply(change, field);
      field.at = change.revision;
      this.recent.replay(field, this.revision);
    }
  }

  /** True when there is something that `freeze` would send. */
  get hasUnsent(): boolean {
    return this.pending.length > 0 || [...this.fields.values()].some(field => field.unsent && this.isLevel(field));
  }

  /** The batch to send: the one that was sent before, or a new one of all that is unsent. */
  freeze(changesMax = LIMITS.changes): Submit | null {
    if (this.batch) return this.batch;
    for (const field of this.fields.values()) if (field.unsent && this.isLevel(field)) this.freezeField(field);
    const changes: SubmittedChange[] = [];
    let bytes = 0;
    for (const change of this.pending) {
      const submitted = { id: this.newId(), ops: [this.operation(change)] };
      bytes += sizeBytes(submitted);
      if (changes.length === Math.min(changesMax, LIMITS.changes) || (changes.length > 0 && bytes > LIMITS.batchBytes)) break;
      change.id = submitted.id;
      changes.push(submitted);
    }
    if (changes.length === 0) return null;
    this.batch = { base: this.revision, changes };
    this.onChange();
    return this.batch;
  }

  private freezeField(field: FieldText): void {
    const units = field.freeze(unsent => split(unsent, LIMITS.insertUnits));
    const bursts = this.bursts.get(field.key) ?? 0;
    this.bursts.delete(field.key);
    // What was typed is saved when the last of it is.
    units.forEach((unit, i) => this.pending.push({ id: "", key: field.key, unit, count: i === units.length - 1 ? bursts : 0 }));
  }

  private operation(change: PendingChange): EditText {
    return { op: "editText", ...partsOf(change.key), edit: toWire(change.unit.edit) };
  }

  /** Only what stands on the plan's own revision may be sent. */
  private isLevel(field: FieldText): boolean {
    return field.at === this.revision && !field.suspect;
  }

  /** Forgets the batch, when it is certain that none of what is still pending was or will be committed under its ids. */
  unfreeze(): void {
    this.thaw();
    this.onChange();
  }

  private thaw(): void {
    this.batch = null;
    for (const change of this.pending) change.id = "";
  }

  /** The server refused the first pending change for good. False when `id` is not that change. */
  refuse(id: string, refusal: Refusal): boolean {
    const change = this.pending[0];
    if (!change || change.id !== id) return false;
    this.pending.shift();
    // Nobody hears of it before it is in the tray: until then it would pass for saved.
    this.thaw();
    this.putInTray(change, this.fields.get(change.key)!.refuseFirst(), refusal);
    this.onChange();
    return true;
  }

  private putInTray(change: PendingChange, aside: Aside, refusal: Refusal): void {
    const last = this.tray.at(-1);
    let count = change.count;
    if (last && last.key === change.key && last.refusal.code === refusal.code) {
      aside.edit = last.aside.edit.compose(aside.edit.map(last.aside.edit));
      count += last.count;
      this.drop(last.id);
    }
    const label = this.labels.get(change.key) ?? "";
    this.tray.push({ id: this.newId(), key: change.key, label, text: insertedText(aside.edit), refusal, aside, count });
  }

  tryAgain(id: string): void {
    const entry = this.takeFromTray(id);
    if (!entry) return;
    const field = this.fields.get(entry.key)!;
    field.forget(entry.aside);
    const edit = field.overScreen(entry.aside);
    if (field.screen) field.screen.typeIn(edit);
    else this.edit(entry.key, edit);
    this.onChange();
  }

  discard(id: string): void {
    if (this.drop(id)) this.onChange();
  }

  private drop(id: string): boolean {
    const entry = this.takeFromTray(id);
    if (!entry) return false;
    const field = this.fields.get(entry.key)!;
    field.forget(entry.aside);
    if (!field.screen) this.dropIdle(field);
    return true;
  }

  private takeFromTray(id: string): TrayEntry | null {
    const position = this.tray.findIndex(entry => entry.id === id);
    return position < 0 ? null : this.tray.splice(position, 1)[0]!;
  }

  /** The server's text of a field at `revision`, which may be some changes ago. */
  heal(key: FieldKey, truth: string, revision: Revision): void {
    const field = this.fields.get(key);
    if (!field || field.at !== this.revision) return;
    const now = this.recent.bringForward(key, toText(truth), revision, this.revision);
    if (!now) return;
    field.heal(now);
    this.onChange();
  }

  /** Starts again from a whole document, keeping everything unsent. */
  rebuild(document: DocumentTexts, revision: Revision): void {
    this.revision = revision;
    this.ahead.clear();
    this.recent.restart(revision);
    for (const field of this.fields.values()) {
      const { node, field: name } = partsOf(field.key);
      field.heal(toText(document.textOf(node, name)));
      field.at = revision;
    }
    this.unfreeze();
  }

  private dropIdle(field: FieldText): void {
    if (field.idle) this.fields.delete(field.key);
  }
}
