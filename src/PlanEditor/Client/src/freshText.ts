/** What somebody else has just written stands on a tint that fades, without any movement. */
import { StateEffect, StateField, type Extension, type Range } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from "@codemirror/view";
import { remoteAuthor } from "./remote";

const FADED_MS = 1_600;

const forget = StateEffect.define<null>();
const tint = Decoration.mark({ class: "cm-fresh" });

const fresh = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, transaction) {
    if (transaction.effects.some(effect => effect.is(forget))) return Decoration.none;
    const mapped = value.map(transaction.changes);
    if (!transaction.docChanged || !transaction.annotation(remoteAuthor)) return mapped;
    const added: Range<Decoration>[] = [];
    transaction.changes.iterChanges((_fromA, _toA, from, to) => { if (to > from) added.push(tint.range(from, to)); });
    return mapped.update({ add: added, sort: true });
  },
  provide: field => EditorView.decorations.from(field),
});

const cleaner = ViewPlugin.fromClass(class {
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly view: EditorView) {}

  update(update: ViewUpdate): void {
    if (this.timer !== null) {
      if (!update.transactions.some(transaction => transaction.annotation(remoteAuthor))) return;
      clearTimeout(this.timer);
    } else if (update.state.field(fresh).size === 0) return;
    this.timer = setTimeout(() => this.clean(), FADED_MS);
  }

  destroy(): void { if (this.timer !== null) clearTimeout(this.timer); }

  /** A word that is being composed is not disturbed for the sake of a tint. */
  private clean(): void {
    this.timer = null;
    if (this.view.compositionStarted) this.timer = setTimeout(() => this.clean(), FADED_MS);
    else this.view.dispatch({ effects: forget.of(null) });
  }
});

export const freshText: Extension = [fresh, cleaner];
