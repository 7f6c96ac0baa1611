/**
 * What somebody suggests for one text, in the editor: the text as it would be, with what would come underlined and what would go struck.
 *
 *     base = the plan's text ── edit = what is suggested ──> what is on screen
 *
 * Typing is composed into `edit`. A committed change of the plan's text is mapped over it and it over that (docs/protocol.md, section 4), so `edit` always fits `base`.
 */
import { ChangeSet, StateEffect, StateField, type Extension, type Range, type Text } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view";
import { difference, joined } from "./changes";
import { remoteTransaction } from "./remote";

export interface Suggestion { readonly base: Text; readonly edit: ChangeSet }

const moved = StateEffect.define<Suggestion>();

class Words extends WidgetType {
  constructor(private readonly tag: "del" | "ins", private readonly words: string) { super(); }
  override eq(other: Words): boolean { return this.tag === other.tag && this.words === other.words; }
  override ignoreEvent(): boolean { return false; }
  toDOM(): HTMLElement {
    const element = document.createElement(this.tag);
    element.className = this.tag === "del" ? "cm-suggested-out" : "cm-suggested-in";
    element.textContent = this.words;
    return element;
  }
}

/** Words that are not in the text, shown in it. */
export const wordsWidget = (tag: "del" | "ins", words: string): Decoration => Decoration.widget({ widget: new Words(tag, words), side: tag === "del" ? -1 : 1 });

const added = Decoration.mark({ class: "cm-suggested-in", tagName: "ins" });

export const suggestion = StateField.define<Suggestion>({
  create: state => ({ base: state.doc, edit: state.changes() }),
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(moved)) return effect.value;
    return transaction.docChanged ? { base: value.base, edit: joined(value.edit.compose(transaction.changes)) } : value;
  },
  provide: field => EditorView.decorations.from(field, decorate),
});

function decorate({ base, edit }: Suggestion): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  edit.iterChanges((fromA, toA, fromB, toB) => {
    if (toA > fromA) ranges.push(wordsWidget("del", base.sliceString(fromA, toA)).range(fromB));
    if (toB > fromB) ranges.push(added.range(fromB, toB));
  });
  return Decoration.set(ranges, true);
}

/** The editor's state begins with the text as it is suggested. */
export const suggesting = (start: Suggestion): Extension => suggestion.init(() => start);

/** A change of the plan's text, as it reaches who suggests. */
export function receive(view: EditorView, committed: ChangeSet, author: string | null): void {
  const { base, edit } = view.state.field(suggestion);
  const next: Suggestion = { base: committed.apply(base), edit: edit.map(committed) };
  view.dispatch({ ...remoteTransaction(committed.map(edit, true), author), effects: moved.of(next) });
}

/** What is suggested becomes something else than what is typed here: with what came from another device. */
export function catchUpWith(view: EditorView, edit: ChangeSet): void {
  const { base } = view.state.field(suggestion);
  view.dispatch({ ...remoteTransaction(difference(view.state.doc, edit.apply(base)), null), effects: moved.of({ base, edit }) });
}

/** Nothing is suggested any more. */
export function drop(view: EditorView): void {
  const { base, edit } = view.state.field(suggestion);
  view.dispatch({ ...remoteTransaction(edit.invert(base), null), effects: moved.of({ base, edit: ChangeSet.empty(base.length) }) });
}
