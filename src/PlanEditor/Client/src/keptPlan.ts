/** What one page keeps on this device of a plan until the server has it: a row of the outbox, plain JSON. */
import type { FieldKey } from "./fieldText";
import type { Refusal, Revision, Submit, WireEdit } from "./protocol";

export interface KeptField {
  readonly key: FieldKey; readonly label: string; readonly at: Revision;
  /** The confirmed text, at `at`. */
  readonly text: string;
  /** Typing that was never sent, over the text with all pending changes. */
  readonly unsent: WireEdit | null;
  readonly count: number;
}

export interface KeptChange { readonly id: string; readonly key: FieldKey; readonly edit: WireEdit; readonly count: number }

export interface KeptRefused {
  readonly id: string; readonly key: FieldKey; readonly label: string; readonly text: string;
  readonly refusal: Refusal; readonly edit: WireEdit; readonly count: number;
}

export interface KeptPlan {
  readonly base: Revision;
  /** As it was sent, never altered. */
  readonly batch: Submit | null;
  readonly fields: readonly KeptField[];
  /** In the form they have over everything committed up to `base`. */
  readonly pending: readonly KeptChange[];
  readonly tray: readonly KeptRefused[];
}
