/**
 * What may enter a text by hand: only what passes the gate, no change that cuts a character in two, one line where there is
 * one line, and no more than the text may have. What is refused is said in words at the field.
 */
import { EditorState, Transaction, type Extension, type TransactionSpec } from "@codemirror/state";
import { aligned } from "./changes";
import { letterStarts, shownSize, sizeAgainst } from "./letters";
import { isRemote } from "./remote";
import { clean } from "./textGate";
import type { Words } from "./words";

export interface EntryRules {
  readonly multiline: boolean;
  readonly max: number;
  readonly words: Words;
  readonly say: (notice: string) => void;
}

export function entryRules(rules: EntryRules): Extension {
  return EditorState.transactionFilter.of(transaction => {
    if (!transaction.docChanged || isRemote(transaction) || transaction.isUserEvent("undo") || transaction.isUserEvent("redo")) return transaction;
    return withinMax(transaction, cleaned(transaction, rules), rules);
  });
}

function cleaned(transaction: Transaction, rules: EntryRules): TransactionSpec | null {
  let removed = 0;
  const specs = aligned(transaction.changes, transaction.startState.doc, text => {
    const result = clean(text);
    removed += result.removed;
    return rules.multiline ? result.text : result.text.replace(/ *\n */g, " ");
  });
  if (!specs) return null;
  if (removed > 0) rules.say(rules.words.removed(removed));
  const changes = transaction.startState.changes(specs);
  let end = 0;
  changes.iterChangedRanges((_fromA, _toA, _fromB, toB) => { end = toB; });
  const userEvent = transaction.annotation(Transaction.userEvent);
  return { changes, selection: { anchor: end }, scrollIntoView: true, ...(userEvent ? { userEvent } : {}) };
}

function withinMax(transaction: Transaction, cleanedSpec: TransactionSpec | null, rules: EntryRules): Transaction | TransactionSpec | readonly TransactionSpec[] {
  const result = cleanedSpec ?? transaction;
  const before = transaction.startState.doc.length;
  const changes = cleanedSpec ? transaction.startState.changes(cleanedSpec.changes) : transaction.changes;
  const after = changes.newLength;
  // A word being composed is never cut short: the text may stand over its limit until the word is done.
  if (after <= rules.max || after <= before || transaction.isUserEvent("input.type.compose")) return result;
  if (sizeAgainst(rules.max, after, () => changes.apply(transaction.startState.doc).toString()) <= rules.max) return result;
  let inserted = 0;
  changes.iterChanges((_fromA, _toA, _fromB, _toB, text) => { inserted += shownSize(rules.max, text.length, () => text.toString()); });
  rules.say(inserted > 1 ? rules.words.pasteTooLong(rules.max, inserted) : rules.words.full(rules.max));
  return [];
}

/** What is over the limit once a composed word is done: the end of it goes, by whole letters. */
export function overflow(state: EditorState, max: number): TransactionSpec | null {
  if (state.doc.length <= max) return null;
  const text = state.doc.toString(), head = state.selection.main.head;
  const without = (from: number) => text.slice(0, from) + text.slice(head);
  const size = (from: number) => sizeAgainst(max, text.length - (head - from), () => without(from));
  if (size(head) <= max) return null;
  const starts = letterStarts(text.slice(0, head));
  let from = head;
  while (from > 0 && size(from) > max) from = starts.pop() ?? 0;
  return head > from ? { changes: { from, to: head }, userEvent: "delete" } : null;
}
