/**
 * What somebody writes in a box with `data-draft` and did not send: kept in this tab under that name, so that neither a reload, nor a server that was
 * started anew, nor a closed room takes it along. The name says whose it is.
 */
const START = "ogdplans-draft ";

export class Drafts {
  constructor(private readonly tab: Storage | null) {}

  /** What is kept under a name. */
  readonly read = (name: string): string | null => this.tab?.getItem(START + name) ?? null;

  /** The names that begin so. */
  readonly names = (start: string): string[] =>
    Object.keys(this.tab ?? {}).filter(name => name.startsWith(START + start)).map(name => name.slice(START.length)).sort();

  readonly forget = (name: string): void => this.tab?.removeItem(START + name);

  keep(name: string, text: string): void {
    if (text.trim() === "") return this.forget(name);
    try {
      this.tab?.setItem(START + name, text);
    } catch (error) {
      console.warn("This tab keeps no more: what is written stands on the page only.", error);
    }
  }

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
