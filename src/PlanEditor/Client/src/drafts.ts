/**
 * What somebody writes in a box with `data-draft` and did not send: kept in this tab under that name, so that neither a reload, nor a server that was
 * started anew, nor a closed room takes it along. The name says whose it is.
 */
const START = "ogdplans-draft ";
const SHOWN_UNITS_MAX = 1_000;
/** As much is shown of each, however many there are. */
const SHOWN_UNITS_MIN = 20;
/** In any script less than what one answer to the circuit carries. */
const ANSWER_UNITS_MAX = 8_000;

export class Drafts {
  constructor(private readonly tab: Storage | null) {}

  /** What is kept under a name. */
  readonly read = (name: string): string | null => this.tab?.getItem(START + name) ?? null;

  /** The names that begin so. */
  readonly names = (start: string): string[] =>
    Object.keys(this.tab ?? {}).filter(name => name.startsWith(START + start)).map(name => name.slice(START.length)).sort();

  /** The names that begin so, each with how its text begins: as much of it as one answer has room for. */
  readonly begun = (start: string): [name: string, words: string][] => {
    let room = ANSWER_UNITS_MAX;
    const names = this.names(start).filter(name => {
      const least = name.length + SHOWN_UNITS_MIN;
      if (least > room) return false;
      room -= least;
      return true;
    });
    return names.map(name => {
      const words = (this.read(name) ?? "").slice(0, Math.min(SHOWN_UNITS_MAX, SHOWN_UNITS_MIN + room)).replace(/[\ud800-\udbff]$/, "");
      room += SHOWN_UNITS_MIN - words.length;
      return [name, words];
    });
  };

  readonly forget = (name: string): void => this.tab?.removeItem(START + name);

  readonly keep = (name: string, text: string): void => {
    if (text.trim() === "") return this.forget(name);
    try {
      this.tab?.setItem(START + name, text);
    } catch (error) {
      console.warn("This tab keeps no more: what is written stands on the page only.", error);
    }
  };

  watch(document: Document): void {
    document.addEventListener("input", event => {
      const box = event.target;
      if (box instanceof HTMLTextAreaElement && box.dataset["draft"]) this.keep(box.dataset["draft"], box.value);
    });
  }
}

/** A browser may forbid storage altogether. */
function tab(): Storage | null {
  try {
    return typeof sessionStorage === "undefined" ? null : sessionStorage;
  } catch {
    return null;
  }
}

export const drafts = new Drafts(tab());
