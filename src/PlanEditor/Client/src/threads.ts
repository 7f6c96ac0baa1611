/**
 * The stretches of a text on which threads hang: highlighted, and carried along by every edit. Which there are, and where, the page says in an attribute; it says so
 * anew when they change other than by moving along. A click on one, and the wish to comment, are events of the document: the margin hears them.
 */
import { StateEffect, StateField, type Extension, type Range } from "@codemirror/state";
import { Decoration, EditorView, keymap, type DecorationSet } from "@codemirror/view";

/** A thread on screen. */
export interface ThreadMark { readonly id: string; readonly from: number; readonly to: number; readonly severity: string }

/** As the attribute has it: `[revision, [id, from, to, severity], …]`. */
export type WrittenMark = readonly [id: string, from: number, to: number, severity: string];

export const COMMENT_KEYS = "Ctrl-Alt-m";

export const setThreads = StateEffect.define<readonly ThreadMark[]>();
const setActive = StateEffect.define<string | null>();

interface Shown { readonly marks: readonly ThreadMark[]; readonly active: string | null }

const shown = StateField.define<Shown>({
  create: () => ({ marks: [], active: null }),
  update(value, transaction) {
    let { marks, active } = value;
    if (transaction.docChanged) {
      marks = marks.map(mark => {
        const from = transaction.changes.mapPos(mark.from, 1), to = transaction.changes.mapPos(mark.to, -1);
        return { ...mark, from: Math.min(from, to), to };
      });
    }
    for (const effect of transaction.effects) {
      if (effect.is(setThreads)) marks = effect.value.map(mark => ({ ...mark, from: clip(mark.from, transaction.state.doc.length), to: clip(mark.to, transaction.state.doc.length) }));
      if (effect.is(setActive)) active = effect.value;
    }
    return marks === value.marks && active === value.active ? value : { marks, active };
  },
  provide: field => EditorView.decorations.from(field, decorate),
});

const clip = (pos: number, length: number) => Math.min(Math.max(0, pos), length);

function decorate({ marks, active }: Shown): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const mark of marks) {
    if (mark.to <= mark.from) continue;
    const on = mark.id === active ? " on" : "";
    ranges.push(Decoration.mark({ class: `cm-thread ${mark.severity}${on}`, attributes: { "data-thread": mark.id } }).range(mark.from, mark.to));
  }
  return Decoration.set(ranges, true);
}

export interface WrittenMarks { readonly revision: number; readonly marks: readonly WrittenMark[] }

export function parseMarks(written: string | null): WrittenMarks {
  if (!written) return { revision: 0, marks: [] };
  const [revision, ...marks] = JSON.parse(written) as [number, ...WrittenMark[]];
  return { revision, marks };
}

/** Tells the margin that somebody wants to comment on what is selected here, or on the whole. */
export function askToComment(view: EditorView): boolean {
  const { from, to } = view.state.selection.main;
  view.dom.dispatchEvent(new CustomEvent("plan-comment", { bubbles: true, detail: { from, to, quote: view.state.sliceDoc(from, to) } }));
  return true;
}

export const threads: Extension = [
  shown,
  keymap.of([{ key: COMMENT_KEYS, run: askToComment, preventDefault: true }]),
  EditorView.domEventHandlers({
    click(event) {
      const mark = (event.target as Element).closest?.("[data-thread]");
      if (mark) mark.dispatchEvent(new CustomEvent("plan-thread", { bubbles: true, detail: { id: mark.getAttribute("data-thread") } }));
      return false;
    },
  }),
];

/** Where on screen the words of a thread are, drawn or not; null: it hangs on none of this text. */
export function threadTop(view: EditorView, id: string): number | null {
  const mark = markOf(view, id);
  return mark ? view.documentTop + view.lineBlockAt(mark.from).top : null;
}

/** Scrolls to the words of a thread, drawn or not; false: it hangs on none of this text. */
export function revealThread(view: EditorView, id: string): boolean {
  const mark = markOf(view, id);
  if (mark) view.dispatch({ effects: EditorView.scrollIntoView(mark.from, { y: "center" }) });
  return mark !== undefined;
}

const markOf = (view: EditorView, id: string): ThreadMark | undefined => view.state.field(shown).marks.find(mark => mark.id === id && mark.to > mark.from);

/** The thread that is open in the margin stands out. */
export function showActive(view: EditorView, active: string | null): void {
  if (view.state.field(shown).active !== active) view.dispatch({ effects: setActive.of(active) });
}
