/**
 * The one order in which a person's acts of this page are undone: typing, by each text's own history, and the acts of the
 * circuit. It knows only the order; who undoes is told by `top`.
 */
import type { FieldKey } from "./fieldText";

export type UndoEntry = { readonly kind: "text"; readonly key: FieldKey } | { readonly kind: "act"; readonly label: string };

const KEPT = 500;

export class UndoOrder {
  private done: UndoEntry[] = [];
  private undone: UndoEntry[] = [];
  onChange: () => void = () => {};

  get top(): UndoEntry | null { return this.done.at(-1) ?? null; }
  get topUndone(): UndoEntry | null { return this.undone.at(-1) ?? null; }

  did(entry: UndoEntry): void {
    this.done.push(entry);
    if (this.done.length > KEPT) this.done.shift();
    this.undone = [];
    this.onChange();
  }

  /** The last act, or the last typing in one text, was undone: through the button or by that text's own keys. */
  undid(key: FieldKey | null): void { this.move(this.done, this.undone, key); }
  redid(key: FieldKey | null): void { this.move(this.undone, this.done, key); }

  /** The top cannot be undone any more. */
  forgetTop(): void { this.done.pop(); this.onChange(); }
  forgetTopUndone(): void { this.undone.pop(); this.onChange(); }

  names(key: FieldKey): boolean {
    return this.done.some(entry => entry.kind === "text" && entry.key === key) || this.undone.some(entry => entry.kind === "text" && entry.key === key);
  }

  private move(from: UndoEntry[], to: UndoEntry[], key: FieldKey | null): void {
    const position = from.findLastIndex(entry => key === null ? entry.kind === "act" : entry.kind === "text" && entry.key === key);
    if (position < 0) return;
    to.push(...from.splice(position, 1));
    this.onChange();
  }
}
