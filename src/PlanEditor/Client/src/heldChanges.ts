/**
 * Remote changes wait here while somebody composes a word in a text (Bengali, Nepali, accents), because altering the text
 * under an input method breaks the word. The model has them already; the screen gets them when the word is done.
 *
 *     screen ── held 1 ── held 2 ── … = model
 */
import type { ChangeSet } from "@codemirror/state";
import type { Remote } from "./fieldText";

export class HeldChanges {
  private held: Remote[] = [];

  get empty(): boolean { return this.held.length === 0; }

  hold(remote: readonly Remote[]): void { this.held.push(...remote); }

  /** An edit of what is on screen, as an edit of the model. What is held is mapped over it. */
  toModel(edit: ChangeSet): ChangeSet {
    let through = edit;
    this.held = this.held.map(({ changes, author }) => {
      const before = through;
      through = through.map(changes);
      return { changes: changes.map(before, true), author };
    });
    return through;
  }

  /** A position on screen, in the model. */
  posToModel(pos: number): number {
    return this.held.reduce((at, held) => held.changes.mapPos(at), pos);
  }

  release(): Remote[] {
    const released = this.held;
    this.held = [];
    return released;
  }
}
