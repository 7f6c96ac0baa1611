/** The few acts of the small toolbar on Markdown text, as commands. Each undoes itself when it is already there. */
import { EditorSelection, type ChangeSpec, type EditorState, type StateCommand } from "@codemirror/state";

export const bold: StateCommand = target => surround(target, "**");
export const italic: StateCommand = target => surround(target, "*");
export const heading: StateCommand = target => prefix(target, "## ", /^#{1,6} +/);
export const list: StateCommand = target => prefix(target, "- ", /^[-*+] +/);

export const link: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false;
  const { from, to } = state.selection.main;
  const text = state.sliceDoc(from, to);
  const isAddress = /^(https?:\/\/|mailto:)\S+$/.test(text);
  const insert = isAddress ? `[](${text})` : `[${text}](https://)`;
  const caret = isAddress ? from + 1 : from + insert.length - 1;
  dispatch(state.update({
    changes: { from, to, insert }, userEvent: "input.format", scrollIntoView: true,
    selection: isAddress ? { anchor: caret } : { anchor: caret - "https://".length, head: caret },
  }));
  return true;
};

function surround({ state, dispatch }: Parameters<StateCommand>[0], mark: string): boolean {
  if (state.readOnly) return false;
  dispatch(state.update(state.changeByRange(range => {
    const { from, to } = trimmed(state, range.from, range.to);
    const size = mark.length;
    const isOutside = isMark(state, from - size, from, mark) && isMark(state, to, to + size, mark);
    if (isOutside) {
      return {
        changes: [{ from: from - size, to: from }, { from: to, to: to + size }],
        range: EditorSelection.range(from - size, to - size),
      };
    }
    const text = state.sliceDoc(from, to), plain = mark === "**" ? text.replaceAll(mark, "") : text;
    if (plain !== text && text.startsWith(mark) && text.endsWith(mark)) {
      return { changes: { from, to, insert: plain }, range: EditorSelection.range(from, from + plain.length) };
    }
    return { changes: { from, to, insert: mark + plain + mark }, range: EditorSelection.range(from + size, from + size + plain.length) };
  }), { userEvent: "input.format", scrollIntoView: true }));
  return true;
}

/** `**` counts as the mark `**`, never as two of the mark `*`. */
function isMark(state: EditorState, from: number, to: number, mark: string): boolean {
  if (from < 0 || state.sliceDoc(from, to) !== mark) return false;
  if (mark.length > 1) return true;
  let run = 1;
  for (let at = from - 1; at >= 0 && state.sliceDoc(at, at + 1) === mark; at--) run++;
  for (let at = to; state.sliceDoc(at, at + 1) === mark; at++) run++;
  return run % 2 === 1;
}

/** Marks stand on words, not on the spaces around them. */
function trimmed(state: EditorState, from: number, to: number): { from: number; to: number } {
  const text = state.sliceDoc(from, to);
  if (text.trim() === "") return { from, to };
  return { from: from + (text.length - text.trimStart().length), to: to - (text.length - text.trimEnd().length) };
}

function prefix({ state, dispatch }: Parameters<StateCommand>[0], mark: string, present: RegExp): boolean {
  if (state.readOnly) return false;
  const { main } = state.selection;
  const lines = [];
  for (let at = state.doc.lineAt(main.from); ; at = state.doc.lineAt(at.to + 1)) {
    lines.push(at);
    if (at.to >= main.to) break;
  }
  const written = lines.filter(line => lines.length === 1 || line.text.trim() !== "");
  const all = written.every(line => present.test(line.text));
  const changes: ChangeSpec[] = written.map(line => all
    ? { from: line.from, to: line.from + present.exec(line.text)![0].length }
    : { from: line.from, to: line.from + (present.exec(line.text)?.[0].length ?? 0), insert: mark });
  dispatch(state.update({ changes, userEvent: "input.format", scrollIntoView: true }));
  return true;
}
