/** A text of the plan with its editor, as its element knows it: one that is written, or one that is suggested. */
import type { EditorView } from "@codemirror/view";
import type { FieldLook } from "./editorSetup";
import type { FieldKey } from "./fieldText";
import type { WrittenSuggestions } from "./suggestions";
import type { WrittenMarks } from "./threads";

export interface TextHost {
  say(notice: string): void;
  textChanged(length: number): void;
  rightsChanged(): void;
  placesChanged(people: readonly { readonly name: string; readonly colour: number }[]): void;
}

export interface ShownText {
  readonly key: FieldKey;
  readonly view: EditorView;
  /** Whether what is typed becomes a suggestion. */
  readonly suggests: boolean;
  host: TextHost | null;
  /** The caret was here when the element was taken away. */
  hadFocus: boolean;
  parkedAt: number;
  /** Nothing would be lost if this editor went. */
  readonly isIdle: boolean;
  setLook(look: FieldLook): void;
  undo(): boolean;
  redo(): boolean;
  refreshPlaces(): void;
  showThreads(written: WrittenMarks): void;
  showSuggestions(written: WrittenSuggestions): void;
  showActive(thread: string | null): void;
  /** Where on screen the words of a thread are, drawn or not. */
  threadTop(thread: string): number | null;
  /** Scrolls to the words of a thread, if they are here. */
  revealThread(thread: string): boolean;
  catchUp(): void;
  toPlan(from: number, to: number): { revision: number; from: number; to: number } | null;
  /** The element was taken away. */
  parked(): void;
  destroy(): void;
}
