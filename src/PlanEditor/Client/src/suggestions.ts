/** What others suggest for a text, in the text: what would go is struck, what would come stands beside it, underlined. Carried along by every edit, as threads are. */
import { StateEffect, StateField, type Extension, type Range } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";
import { wordsWidget } from "./suggestion";

export interface SuggestedEdit { readonly from: number; readonly to: number; readonly insert: string }

/** As the attribute has it: `[revision, [from, to, insert], …]`. */
export interface WrittenSuggestions { readonly revision: number; readonly edits: readonly (readonly [from: number, to: number, insert: string])[] }

export const setSuggestions = StateEffect.define<readonly SuggestedEdit[]>();

const out = Decoration.mark({ class: "cm-suggested-out", tagName: "del" });

export const suggestions: Extension = StateField.define<readonly SuggestedEdit[]>({
  create: () => [],
  update(value, transaction) {
    let edits = value;
    if (transaction.docChanged && edits.length > 0) {
      edits = edits.map(edit => {
        const from = transaction.changes.mapPos(edit.from, 1), to = transaction.changes.mapPos(edit.to, -1);
        return edit.from === edit.to ? { ...edit, from, to: from } : { ...edit, from: Math.min(from, to), to };
      });
    }
    const length = transaction.state.doc.length;
    for (const effect of transaction.effects)
      if (effect.is(setSuggestions)) edits = effect.value.filter(edit => edit.from >= 0 && edit.from <= edit.to && edit.to <= length);
    return edits;
  },
  provide: field => EditorView.decorations.from(field, decorate),
});

function decorate(edits: readonly SuggestedEdit[]): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const { from, to, insert } of edits) {
    if (to > from) ranges.push(out.range(from, to));
    if (insert) ranges.push(wordsWidget("ins", insert).range(to));
  }
  return Decoration.set(ranges, true);
}

export function parseSuggestions(written: string | null): WrittenSuggestions {
  if (!written) return { revision: 0, edits: [] };
  const [revision, ...edits] = JSON.parse(written) as [number, ...[number, number, string][]];
  return { revision, edits };
}
