/**
 * The last committed changes of this page's plan, without gaps: what brings a text that was drawn a little earlier, or
 * somebody's place in it, up to now.
 */
import type { Text } from "@codemirror/state";
import { fromWire } from "./changes";
import { type FieldKey, type FieldText, keyOf } from "./fieldText";
import type { CommittedChange, Revision } from "./protocol";

const KEPT = 2000;

export class RecentChanges {
  private changes: CommittedChange[] = [];

  constructor(private newest: Revision) {}

  add(change: CommittedChange): void {
    this.changes.push(change);
    this.newest = change.revision;
    if (this.changes.length > KEPT * 1.5) this.changes = this.changes.slice(-KEPT);
  }

  restart(revision: Revision): void {
    this.changes = [];
    this.newest = revision;
  }

  /** The changes after `after` up to now, or null when some of them are not kept any more. */
  after(after: Revision): readonly CommittedChange[] | null {
    const first = this.newest - this.changes.length;
    return after < first ? null : this.changes.slice(after - first);
  }

  /** Applies what a change does to one text. An edit that does not fit makes the text suspect. */
  apply(change: CommittedChange, field: FieldText): void {
    for (const edit of change.edits) {
      if (field.suspect || keyOf(edit.node, edit.field) !== field.key) continue;
      const changes = fromWire(edit.edit, field.confirmed.length);
      if (changes) field.receive(changes, change.author);
      else field.suspect = true;
    }
  }

  /** Brings a text that stands at an older revision up to `to`, when the changes between are still here. */
  replay(field: FieldText, to: Revision): void {
    if (field.at >= to) return;
    for (const change of this.after(field.at) ?? []) {
      this.apply(change, field);
      field.at = change.revision;
    }
  }

  /** The text at `to` of what was `text` at `from`; null when that cannot be said. */
  bringForward(key: FieldKey, text: Text, from: Revision, to: Revision): Text | null {
    if (from > to) return null;
    const changes = this.after(from);
    if (!changes) return null;
    let result = text;
    for (const change of changes) {
      for (const edit of change.edits) {
        if (keyOf(edit.node, edit.field) !== key) continue;
        const changes = fromWire(edit.edit, result.length);
        if (!changes) return null;
        result = changes.apply(result);
      }
    }
    return result;
  }

  /** A position in a text at `from`, in the same text now. */
  mapForward(key: FieldKey, pos: number, from: Revision, assoc: number): number {
    let result = pos;
    for (const change of this.after(from) ?? []) {
      for (const edit of change.edits) {
        if (keyOf(edit.node, edit.field) !== key) continue;
        const length = lengthBefore(edit.edit);
        const changes = fromWire(edit.edit, length);
        if (changes && result <= length) result = changes.mapPos(result, assoc);
      }
    }
    return result;
  }
}

function lengthBefore(edit: CommittedChange["edits"][number]["edit"]): number {
  let length = 0;
  for (const part of edit) length += typeof part === "number" ? part : part[0];
  return length;
}
