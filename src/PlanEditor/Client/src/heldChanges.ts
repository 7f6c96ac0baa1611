/**
 * Remote changes wait here while somebody composes a word in a text (Bengali, Nepali, accents), because altering the text
 * under an input method breaks the word. The model has them already; the screen gets them when the word is done.
 *
 *     screen ── held 1 ── held 2 ── … = model
 */
import type { ChangeSet } from "@codemirror/state";

export interface Held { changes: ChangeSet; readonly author: string | null }

export class HeldChanges {
  private held: Held[] = [];

  get empty(): boolean { return this.held.length === 0; }

  hold(changes: ChangeSet, author: string | null): void { this.held.push({ changes, author }); }

  /** An edit of what is on screen, as an edit of the model. What is held is mapped over it. */
  toModel(edit: ChangeSet): ChangeSet {
    let through = edit;
    for (const held of this.held) {
      const mapped = through.map(held.changes);
      held.changes = held.changes.map(through, true);
      through = mapped;
    }
    return through;
  }

  /** A position on screen, in the model. */
  posToModel(pos: number): number {
    return this.held.reduce((at, held) => held.changes.mapPos(at), pos);
  }

  release(): Held[] {
    const released = this.held;
    this.held = [];
    return released;
  }
}
