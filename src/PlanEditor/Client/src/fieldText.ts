/**
 * One text of the plan as this page holds it:
 *
 *     confirmed ── pending 1 ── pending 2 ── … ── unsent = what is on screen
 *
 * `confirmed` is the server's text at revision `at`. `pending` are frozen units, each standing on the one before it.
 * `unsent` is typing that no one has seen yet; only it may be composed with more typing.
 *
 * Laws (docs/protocol.md, section 4): a committed change of somebody else is mapped over the units one by one and they over
 * it, never over their composition; at the same position the committed insertion stands first. What comes out at the
 * end of the row is applied to the screen.
 */
import { ChangeSet, Text } from "@codemirror/state";
import { difference, joined } from "./changes";
import type { Revision } from "./protocol";

export type FieldKey = string;

export const keyOf = (node: string, field: string): FieldKey => `${node}.${field}`;

export function partsOf(key: FieldKey): { node: string; field: string } {
  const dot = key.indexOf(".");
  return { node: key.slice(0, dot), field: key.slice(dot + 1) };
}

/** A frozen edit of this text, in the form it has after everything committed so far. */
export interface Unit { edit: ChangeSet }

/** An edit that the server refused, kept over `confirmed` so that it can be tried again. */
export interface Aside { edit: ChangeSet }

/** A change of what is on screen that did not come from this person's hands. `author` is null for what this page does itself (a refusal taken back, a heal). */
export interface Remote { readonly changes: ChangeSet; readonly author: string | null }

/** Who shows this text. */
export interface FieldScreen {
  /** Changes that follow each other, to be drawn together. */
  applyRemote(remote: readonly Remote[]): void;
  /** Types this edit of the text on screen as if by hand. */
  typeIn(changes: ChangeSet): void;
}

export class FieldText {
  readonly units: Unit[] = [];
  readonly aside: Aside[] = [];
  screen: FieldScreen | null = null;
  /** The server's text is in doubt; nothing more is built on it until a check brings the true one. */
  suspect = false;
  private unsentEdit: ChangeSet | null = null;
  private gathered: Remote[] | null = null;
  private current: Text;

  constructor(readonly key: FieldKey, public confirmed: Text, public at: Revision) {
    this.current = confirmed;
  }

  /** What is on screen. */
  get text(): Text { return this.current; }
  get unsent(): ChangeSet | null { return this.unsentEdit; }
  get idle(): boolean { return this.units.length === 0 && !this.unsentEdit && this.aside.length === 0; }

  /** Typing. The screen has it already. */
  edit(changes: ChangeSet): void {
    this.unsentEdit = this.unsentEdit ? joined(this.unsentEdit.compose(changes)) : changes;
    this.current = changes.apply(this.current);
  }

  /** Makes the unsent typing into units that follow each other; none is composed with anything from now on. */
  freeze(parts: (unsent: ChangeSet) => readonly ChangeSet[]): readonly Unit[] {
    if (!this.unsentEdit) return [];
    const units = parts(this.unsentEdit).map(edit => ({ edit }));
    this.unsentEdit = null;
    this.units.push(...units);
    return units;
  }

  /** Puts back a unit that was kept when a page was left. To be called before any typing. */
  restoreUnit(edit: ChangeSet): Unit {
    const unit = { edit };
    this.units.push(unit);
    this.current = edit.apply(this.current);
    return unit;
  }

  /** A committed change by somebody else. */
  receive(committed: ChangeSet, author: string): void {
    this.confirmed = committed.apply(this.confirmed);
    this.mapAside(committed);
    this.show(this.mapOverUnits(committed), author);
  }

  /**
   * The first unit came back as committed. Its effect is on screen already; if the server's form differs, the difference is
   * mended; if it does not even fit (null), the text is suspect.
   */
  confirmFirst(committed: ChangeSet | null): void {
    const own = this.units.shift()!.edit;
    const mine = own.apply(this.confirmed);
    this.mapAside(own);
    if (!committed) this.suspect = true;
    const truth = committed ? committed.apply(this.confirmed) : mine;
    this.confirmed = mine;
    if (!truth.eq(mine)) this.heal(truth);
  }

  /** The server refused the first unit for good: its effect is taken back, what was typed after it stays. Returns it over `confirmed`. */
  refuseFirst(): Aside {
    const refused: Aside = { edit: this.units.shift()!.edit };
    this.show(this.mapOverUnits(refused.edit.invert(this.confirmed)), null);
    this.aside.push(refused);
    return refused;
  }

  /** A refused edit as it would be now, over what is on screen. */
  overScreen(refused: Aside): ChangeSet {
    let result = refused.edit;
    for (const unit of this.units) result = result.map(unit.edit);
    return this.unsentEdit ? result.map(this.unsentEdit) : result;
  }

  forget(refused: Aside): void {
    const position = this.aside.indexOf(refused);
    if (position >= 0) this.aside.splice(position, 1);
  }

  /** The server's true text, whatever ours was. Pending edits and typing stay, mapped over the difference. */
  heal(truth: Text): void {
    this.suspect = false;
    if (truth.eq(this.confirmed)) return;
    const change = difference(this.confirmed, truth);
    this.confirmed = truth;
    this.mapAside(change);
    this.show(this.mapOverUnits(change), null);
  }

  /** A position on screen, in the confirmed text. */
  toConfirmed(pos: number): number {
    let result = this.unsentEdit ? this.unsentEdit.invertedDesc.mapPos(pos) : pos;
    for (let i = this.units.length - 1; i >= 0; i--) result = this.units[i]!.edit.invertedDesc.mapPos(result);
    return result;
  }

  /** A position in the confirmed text, on screen. */
  toScreen(pos: number, assoc = -1): number {
    let result = pos;
    for (const unit of this.units) result = unit.edit.mapPos(result, assoc);
    return this.unsentEdit ? this.unsentEdit.mapPos(result, assoc) : result;
  }

  private mapOverUnits(committed: ChangeSet): ChangeSet {
    let through = committed;
    for (const unit of this.units) through = this.mapPast(through, unit);
    if (!this.unsentEdit) return through;
    const unsent = this.unsentEdit.map(through);
    through = through.map(this.unsentEdit, true);
    this.unsentEdit = unsent;
    return through;
  }

  private mapPast(through: ChangeSet, unit: Unit): ChangeSet {
    const own = unit.edit;
    unit.edit = own.map(through);
    return through.map(own, true);
  }

  private mapAside(committed: ChangeSet): void {
    for (const refused of this.aside) refused.edit = refused.edit.map(committed);
  }

  /** What comes until `release` is drawn by it, at once. Nothing may be typed between. */
  gather(): void { this.gathered = []; }

  release(): void {
    const gathered = this.gathered ?? [];
    this.gathered = null;
    if (gathered.length > 0) this.screen?.applyRemote(gathered);
  }

  private show(changes: ChangeSet, author: string | null): void {
    if (changes.empty) return;
    this.current = changes.apply(this.current);
    if (this.gathered) this.gathered.push({ changes, author });
    else this.screen?.applyRemote([{ changes, author }]);
  }
}
