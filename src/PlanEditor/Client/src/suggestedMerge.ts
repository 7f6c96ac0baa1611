/**
 * One's own suggestion for a text, from two devices: what this one typed since it last knew what is suggested goes into what the other has suggested meanwhile, so that neither
 * replaces the other's words.
 */
import { ChangeSet, type Text } from "@codemirror/state";
import { difference, fromWire, joined, toText, toWire } from "./changes";
import type { Revision, WireEdit } from "./protocol";

/** The server's answer to a hand-over. `refusal` as of `Taker.give`; `now`: what is suggested there, which this device did not know. */
export interface SuggestAnswer { readonly refusal: string | null; readonly now?: SuggestedNow | null }

/** What the server has: an edit of a text, written; of a text that is itself only suggested, that text. */
export interface SuggestedNow { readonly revision: Revision; readonly text: string; readonly edit: string }

/** What the server may have of a suggestion, and what was typed here since. */
export interface Known { readonly edit: ChangeSet; readonly since: ChangeSet }

/** What is suggested here. Of `known`, the first is what the server last said that it has, the others were given since without an answer. */
export interface OwnSuggestion { readonly edit: ChangeSet; readonly known: readonly Known[] }

export type WireKnown = readonly [edit: WireEdit, since: WireEdit];

/** How many unanswered hand-overs are remembered. */
const KNOWN_MAX = 12;

/** What the server has just so. */
export const asKnown = (edit: ChangeSet): OwnSuggestion => ({ edit, known: [{ edit, since: ChangeSet.empty(edit.newLength) }] });

export const typed = ({ edit, known }: OwnSuggestion, changes: ChangeSet): OwnSuggestion =>
  ({ edit: joined(edit.compose(changes)), known: known.map(one => ({ edit: one.edit, since: one.since.compose(changes) })) });

/** What is given now, the server may have from now on: it is the last that is known. */
export const giving = ({ edit, known: [first, ...rest] }: OwnSuggestion): OwnSuggestion => {
  const given = asKnown(edit).known[0]!;
  return { edit, known: [first ?? given, ...rest.filter(one => !one.since.empty).slice(2 - KNOWN_MAX), given] };
};

/** After a committed change of the plan's text. */
export const over = ({ edit, known }: OwnSuggestion, committed: ChangeSet): OwnSuggestion =>
  ({ edit: edit.map(committed), known: known.map(one => ({ edit: one.edit.map(committed), since: one.since.map(committed.map(one.edit, true)) })) });

/** What the server has, as an edit of `base`. */
export function theirs(base: Text, now: SuggestedNow, isAdded: boolean): ChangeSet {
  const text = toText(now.text);
  return isAdded ? difference(base, text) : readEdit(JSON.parse(now.edit) as WireEdit, text).map(difference(text, base));
}

/** Reads an edit of a text; nothing where it does not fit. */
export const readEdit = (wire: WireEdit, text: Text): ChangeSet => fromWire(wire, text.length) ?? ChangeSet.empty(text.length);

/** Reads what is kept of one for a text. */
export function readOwn(wire: WireEdit, known: readonly WireKnown[], text: Text): OwnSuggestion {
  const edit = readEdit(wire, text), end = edit.newLength;
  const read = known.flatMap(([one, since]) => {
    const before = fromWire(one, text.length), after = before && fromWire(since, before.newLength);
    return before && after?.newLength === end ? [{ edit: before, since: after }] : [];
  });
  return { edit, known: read.length > 0 ? read : [{ edit: ChangeSet.empty(text.length), since: edit }] };
}

export const writeKnown = (known: readonly Known[]): WireKnown[] => known.map(one => [toWire(one.edit), toWire(one.since)]);

/** With what the server turned out to have. */
export function caughtUp(base: Text, mine: OwnSuggestion, there: ChangeSet): OwnSuggestion {
  const now = there.apply(base);
  if (mine.edit.apply(base).eq(now)) return asKnown(mine.edit);
  const same = mine.known.findLast(one => one.edit.apply(base).eq(now));
  if (same) return { edit: mine.edit, known: [same] };
  // What the other device began with: the last that it can have known, as its words are there.
  const start = mine.known.findLast(one => isIn(one.edit, now)) ?? mine.known[0]!;
  const since = start.since.map(difference(start.edit.apply(base), now));
  return { edit: joined(there.compose(since)), known: [{ edit: there, since }] };
}

function isIn(edit: ChangeSet, text: Text): boolean {
  const words: string[] = [], all = text.toString();
  edit.iterChanges((_fromA, _toA, _fromB, _toB, inserted) => { if (inserted.length > 0) words.push(inserted.toString()); });
  return words.length > 0 && words.every(one => all.includes(one));
}
