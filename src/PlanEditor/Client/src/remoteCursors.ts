/** Where the others are in a text: a caret with its name for two seconds after a move, then a bar with a dot; and what they selected. */
import { StateEffect, StateField, Transaction, type EditorState, type Extension, type Range } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view";
import type { RemotePlace } from "./presence";
import { remoteAuthor } from "./remote";

export const setPlaces = StateEffect.define<readonly RemotePlace[]>();

interface Cursor { readonly place: RemotePlace; readonly anchor: number; readonly head: number; readonly moves: number }

const cursors = StateField.define<readonly Cursor[]>({
  create: () => [],
  update(value, transaction) {
    let result = transaction.docChanged ? value.map(cursor => mapped(cursor, transaction)) : value;
    for (const effect of transaction.effects) if (effect.is(setPlaces)) result = effect.value.map(place => moved(place, result, transaction.state));
    return result;
  },
  provide: field => EditorView.decorations.from(field, decorate),
});

function mapped(cursor: Cursor, transaction: Transaction): Cursor {
  const own = transaction.annotation(remoteAuthor) === cursor.place.person.user;
  const map = (pos: number) => transaction.changes.mapPos(pos, own ? 1 : -1);
  return { ...cursor, anchor: map(cursor.anchor), head: map(cursor.head) };
}

function moved(place: RemotePlace, before: readonly Cursor[], state: EditorState): Cursor {
  const clip = (pos: number) => Math.min(Math.max(0, pos), state.doc.length);
  const old = before.find(cursor => cursor.place.person.person === place.person.person);
  const anchor = clip(place.anchor), head = clip(place.head);
  return { place, anchor, head, moves: (old?.moves ?? 0) + (old && old.head === head ? 0 : 1) };
}

function decorate(all: readonly Cursor[]): DecorationSet {
  const marks: Range<Decoration>[] = [];
  for (const cursor of all) {
    const { person } = cursor.place;
    const from = Math.min(cursor.anchor, cursor.head), to = Math.max(cursor.anchor, cursor.head);
    if (to > from) marks.push(Decoration.mark({ class: `cm-remote-selection p${person.colour}` }).range(from, to));
    marks.push(Decoration.widget({ widget: new CaretWidget(person.person, person.name, person.colour, cursor.moves), side: -1 }).range(cursor.head));
  }
  return Decoration.set(marks, true);
}

class CaretWidget extends WidgetType {
  constructor(readonly person: string, readonly name: string, readonly colour: number, readonly moves: number) { super(); }

  override eq(other: CaretWidget): boolean { return other.person === this.person && other.moves === this.moves && other.name === this.name; }

  override toDOM(): HTMLElement {
    const caret = document.createElement("span");
    caret.className = `cm-remote-caret p${this.colour}`;
    caret.setAttribute("aria-hidden", "true");
    // Bar, dot and name are drawn by the style sheet, so that nothing of them is ever part of the text.
    caret.dataset["name"] = this.name;
    requestAnimationFrame(() => {
      const column = caret.closest(".cm-content");
      const flagWidth = this.name.length * 7.5 + 12;
      if (column && caret.getBoundingClientRect().left + flagWidth > column.getBoundingClientRect().right) caret.classList.add("flip");
    });
    return caret;
  }

  override ignoreEvent(): boolean { return true; }
}

export const remoteCursors: Extension = cursors;
