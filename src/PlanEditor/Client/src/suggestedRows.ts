/**
 * What somebody typed as suggestions and the server does not have yet: kept on this device by person, plan and text, so that neither a reload nor a closed tab
 * takes it along.
 */
import { fromWire, toText } from "./changes";
import type { FieldKey } from "./fieldText";
import type { Revision, WireEdit } from "./protocol";
import type { WireKnown } from "./suggestedMerge";

export interface SuggestedRow {
  readonly label: string;
  /** The text that the edit is made for. */
  readonly text: string;
  readonly edit: WireEdit;
  /** What the server may have of it, as edits of `text`, and what was typed since: the first is what it last said that it has. */
  readonly known: readonly WireKnown[];
  /** The plan's revision that has this text; null: none that is known to have it. */
  readonly at: Revision | null;
  /** The plan does not have this text: its part is itself only suggested. */
  readonly added: boolean;
  /** Why the server did not take it; not there: it was not asked, or could not take it then. */
  readonly refusal?: string;
}

export interface KeptSuggestion { readonly name: string; readonly key: FieldKey; readonly row: SuggestedRow; readonly written: string }

const START = "ogdplans-suggested";

/** Its words as they would be. */
export function suggestedWords({ text, edit }: SuggestedRow): string {
  const start = toText(text);
  return (fromWire(edit, start.length)?.apply(start) ?? start).toString();
}

export class SuggestedRows {
  /** What the device would not keep, full as it is: kept as long as the page lives. */
  private readonly here = new Map<string, string>();
  private readonly watchers = new Set<() => void>();

  constructor(private readonly device: Storage | null) {}

  static nameOf(user: string, plan: string, key: FieldKey): string { return `${START} ${user} ${plan} ${key}`; }

  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  read(name: string): SuggestedRow | null {
    const written = this.written(name);
    return written === null ? null : parse(written);
  }

  /** @returns What was kept, by which it is forgotten and nothing else. */
  keep(name: string, row: SuggestedRow): string {
    const written = JSON.stringify(row);
    this.here.set(name, written);
    try {
      this.device?.setItem(name, written);
      if (this.device) this.here.delete(name);
    } catch (error) {
      // What stands there is older than what is typed.
      this.device?.removeItem(name);
      console.warn("This device is full: the suggestion is kept in the page only.", error);
    }
    this.tell();
    return written;
  }

  /** Nothing of a text is unsent. @param written Only if nothing else was typed since. */
  forget(name: string, written?: string): void {
    const now = this.written(name);
    if (now === null || (written !== undefined && now !== written)) return;
    this.here.delete(name);
    this.device?.removeItem(name);
    this.tell();
  }

  /** All that is kept of a person, in one plan or in all. */
  of(user: string, plan?: string): KeptSuggestion[] {
    const start = plan === undefined ? `${START} ${user} ` : `${START} ${user} ${plan} `;
    const names = new Set([...this.here.keys(), ...Object.keys(this.device ?? {})]);
    return [...names].filter(name => name.startsWith(start)).sort().flatMap(name => {
      const written = this.written(name), row = written === null ? null : parse(written);
      return row && written !== null ? [{ name, key: name.split(" ").slice(3).join(" "), row, written }] : [];
    });
  }

  /** How it is kept now. */
  written(name: string): string | null { return this.here.get(name) ?? this.device?.getItem(name) ?? null; }

  private tell(): void { for (const watcher of [...this.watchers]) watcher(); }
}

function parse(written: string): SuggestedRow | null {
  try {
    const row = JSON.parse(written) as Omit<SuggestedRow, "known"> & Partial<Pick<SuggestedRow, "known">>;
    return { ...row, known: row.known ?? [] };
  } catch {
    return null;
  }
}

/** A browser may forbid storage altogether. */
function device(): Storage | null {
  try {
    return typeof localStorage === "undefined" ? null : localStorage;
  } catch {
    return null;
  }
}

export const suggestedRows = new SuggestedRows(device());
