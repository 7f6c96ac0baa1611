/** What is pasted from a word processor, a spreadsheet or a page keeps what Markdown can say: headings, emphasis, links, lists and tables. */
import type { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** With more marks than this a text comes near to where the server shows it as it was typed. */
const MARKS_MAX = 1_000;
const HTML_UNITS_MAX = 4_000_000;
const BLOCKS = new Set("ADDRESS ARTICLE ASIDE BLOCKQUOTE CENTER DD DIV DL DT FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION TABLE TBODY TD TFOOT TH THEAD TR UL".split(" "));
const SILENT = new Set("AUDIO BUTTON HEAD IFRAME IMG INPUT LINK META NOSCRIPT OBJECT SCRIPT SELECT STYLE SVG TEMPLATE TEXTAREA TITLE VIDEO".split(" "));
const LETTER = /[\p{L}\p{N}]/u;

interface Look { readonly bold: boolean; readonly italic: boolean; readonly struck: boolean; readonly address: string }
interface Run { text: string; readonly look: Look }

/** Entries of a list follow one another without an empty line. */
interface Block { readonly text: string; readonly kind: "text" | "entry" | "other" }

const PLAIN: Look = { bold: false, italic: false, struck: false, address: "" };

/** A paste of letters without any look is left to the editor. */
export const richPaste = EditorView.domEventHandlers({
  paste(event, view) {
    if (view.state.readOnly) return false;
    const text = markdownOf(event.clipboardData?.getData("text/html") ?? "", view.state);
    if (text === null) return false;
    view.dispatch(view.state.replaceSelection(text), { userEvent: "input.paste", scrollIntoView: true });
    return true;
  },
});

function markdownOf(html: string, state: EditorState): string | null {
  if (html === "" || html.length > HTML_UNITS_MAX) return null;
  // A document of its own: nothing in it runs or is loaded.
  const reading = new Reading();
  reading.walk(new DOMParser().parseFromString(html, "text/html").body, PLAIN);
  reading.end();
  const { blocks } = reading;
  const [first] = blocks;
  if (!reading.isRich || !first) return null;
  const text = blocks.map((block, at) => at === 0 ? block.text : (block.kind === "entry" && blocks[at - 1]!.kind === "entry" ? "\n" : "\n\n") + block.text).join("");
  if ((text.match(/[[\]*_|`<>~]/g)?.length ?? 0) > MARKS_MAX) return null;
  const { from, to } = state.selection.main, { doc } = state;
  const begin = doc.lineAt(from), end = doc.lineAt(to), isWithin = blocks.length === 1 && first.kind === "text";
  const above = first.kind === "text" ? "" : gap(begin.text.slice(0, from - begin.from), begin.number > 1 ? doc.line(begin.number - 1).text : "");
  const below = isWithin ? "" : gap(end.text.slice(to - end.from), end.number < doc.lines ? doc.line(end.number + 1).text : "");
  return above + text + below;
}

const keepsLines = (parent: Node) => parent instanceof Element && parent.closest("pre, [style*='white-space:pre'], [style*='white-space: pre']") !== null;

/** What is missing of an empty line, by the rest of the line and the one beyond it. */
const gap = (rest: string, beyond: string) => rest.trim() !== "" ? "\n\n" : beyond.trim() !== "" ? "\n" : "";

class Reading {
  readonly blocks: Block[] = [];
  isRich = false;
  private runs: Run[] = [];
  private counts: number[] = [];

  walk(parent: Node, look: Look): void {
    for (const node of parent.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) this.say(keepsLines(parent) ? node.nodeValue!.replaceAll("\r", "").replace(/[^\S\n]+/g, " ") : node.nodeValue!.replace(/\s+/g, " "), look);
      else if (node instanceof Element) this.element(node, look);
    }
    if (parent instanceof Element && isBlock(parent)) this.end();
  }

  private element(element: Element, look: Look): void {
    const tag = element.tagName.toUpperCase(), style = (element.getAttribute("style") ?? "").replace(/\s+/g, "").toLowerCase();
    // What reviewers said in Word comes along behind the words that were copied.
    if (SILENT.has(tag) || /mso-list:ignore|display:none|mso-element:comment|mso-special-character:comment/.test(style) || element.matches(".msocomanchor, a[href*='#_msocom_']")) return;
    if (tag === "BR") return this.say("\n", PLAIN);
    if (isBlock(element)) this.end();
    const level = /mso-list:\S*?level(\d)/.exec(style);
    if (/^H[1-6]$/.test(tag)) this.heading(element, Number(tag[1]));
    else if (tag === "UL" || tag === "OL") this.list(element, look);
    else if (tag === "TABLE" && !element.querySelector("table")) this.table(element as HTMLTableElement);
    else if (tag === "BLOCKQUOTE") this.quote(element, look);
    else if (level && isBlock(element)) this.wordEntry(element, look, Number(level[1]));
    else this.walk(element, lookOf(tag, style, element, look));
  }

  private say(text: string, look: Look): void {
    const last = this.runs.at(-1);
    const said = last && !/\s$/.test(last.text) ? text : text.replace(/^ +/, "");
    if (said === "") return;
    if (last && sameLook(last.look, look)) last.text += said;
    else this.runs.push({ text: said, look });
  }

  end(): void {
    this.add(this.marked(), "text");
  }

  private add(text: string, kind: Block["kind"]): void {
    if (kind !== "text") this.isRich = true;
    if (text.trim() !== "") this.blocks.push({ text, kind });
  }

  /** What was said since the last block, with its marks. */
  private marked(): string {
    const { runs } = this;
    this.runs = [];
    const text = runs.map((run, at) => this.mark(run, runs[at - 1]?.text.at(-1) ?? "", runs[at + 1]?.text[0] ?? "")).join("");
    // A sign at the beginning of a line is one of the text, and no mark.
    return text.replace(/ *\n */g, "\n").replace(/\n{3,}/g, "\n\n").trim().replace(/^(?=>|#{1,6}\s|\+\s)/gm, "\\");
  }

  private mark({ text, look }: Run, before: string, after: string): string {
    if (sameLook(look, PLAIN)) return escaped(text);
    const marks = (look.struck ? "~~" : "") + (look.bold ? "**" : "") + (look.italic ? "*" : "");
    // Marks stand on words: beside a letter, not on the spaces and points at the ends.
    const [, lead, core, trail] = new RegExp(`^(${LETTER.test(before) ? "[\\s\\p{P}\\p{S}]*" : "\\s*"})([^]*?)(${LETTER.test(after) ? "[\\s\\p{P}\\p{S}]*" : "\\s*"})$`, "u").exec(text)!;
    if (core === "") return escaped(text);
    this.isRich = true;
    const said = marks + escaped(core!) + [...marks].reverse().join("");
    if (look.address === "") return escaped(lead!) + said + escaped(trail!);
    return escaped(lead!) + (look.address === core ? core : `[${said.replace(/(?<!\\)[[\]]/g, "\\$&")}](${look.address})`) + escaped(trail!);
  }

  private inside(element: Element, look: Look): Reading {
    const reading = new Reading();
    reading.walk(element, look);
    reading.end();
    return reading;
  }

  private heading(element: Element, level: number): void {
    const words = this.inside(element, PLAIN).blocks.map(block => block.text.replaceAll("**", "")).join(" ").replace(/\s+/g, " ");
    if (words !== "") this.add(`${"#".repeat(Math.max(2, level))} ${words}`, "other");
  }

  private quote(element: Element, look: Look): void {
    const words = this.inside(element, look).blocks.map(block => block.text).join("\n\n");
    if (words !== "") this.add(words.replace(/^/gm, "> "), "other");
  }

  private list(element: Element, look: Look): void {
    let number = Number(element.getAttribute("start") ?? 1) || 1;
    for (const item of element.children) {
      if (item.matches("ul, ol")) {
        const nested = new Reading();
        nested.list(item, look);
        for (const block of nested.blocks) this.add(`   ${indented(block.text, 3)}`, "entry");
      } else this.entry(element.tagName === "OL" ? `${number++}. ` : "- ", this.inside(item, look).blocks);
    }
  }

  private entry(mark: string, blocks: readonly Block[]): void {
    if (blocks.length > 0) this.add(mark + indented(blocks.map(block => block.text).join("\n"), mark.length), "entry");
  }

  /** Word says lists as paragraphs: the level in the style, the sign in a piece of its own. */
  private wordEntry(element: Element, look: Look, level: number): void {
    const sign = [...element.querySelectorAll("[style]")].find(each => /mso-list:\s*ignore/i.test(each.getAttribute("style")!))?.textContent?.trim() ?? "";
    const isNumbered = /^\(?([\p{N}]{1,3}|[a-z]{1,4})[.)]/iu.test(sign);
    this.counts.length = Math.min(this.counts.length, level);
    if (this.blocks.at(-1)?.kind !== "entry") this.counts = [];
    const count = this.counts[level - 1] = Number(/^\(?(\d+)/.exec(sign)?.[1] ?? (this.counts[level - 1] ?? 0) + 1);
    const text = this.inside(element, look).blocks.map(block => block.text).join("\n"), indent = (level - 1) * 3;
    if (text !== "") this.add(indented(`${" ".repeat(indent)}${isNumbered ? `${count}. ` : "- "}${text}`, indent + 3), "entry");
  }

  private table(element: HTMLTableElement): void {
    if (element.caption) for (const block of this.inside(element.caption, PLAIN).blocks) this.add(block.text, block.kind);
    const spans: number[] = [];
    const rows = [...element.rows].map((row, at) => {
      const cells: string[] = [];
      const fill = () => { while ((spans[cells.length] ?? 0) > 0) { spans[cells.length]!--; cells.push(""); } };
      for (const cell of row.cells) {
        fill();
        const reading = this.inside(cell, PLAIN);
        this.isRich ||= reading.isRich;
        const words = reading.blocks.map(block => block.text.replace(/\s+/g, " ")).join(" ").replaceAll("|", "\\|");
        for (let column = 0; column < cell.colSpan; column++) {
          spans[cells.length] = cell.rowSpan - 1;
          cells.push(column > 0 ? "" : at === 0 ? words.replaceAll("**", "") : words);
        }
      }
      fill();
      return cells;
    }).filter(cells => cells.some(cell => cell !== ""));
    const width = Math.max(0, ...rows.map(cells => cells.findLastIndex(cell => cell !== "") + 1));
    // One column is a list of lines, and one cell a word.
    if (width < 2) return this.add(rows.map(cells => cells[0]).join("\n"), "text");
    const lines = rows.map(cells => `| ${Array.from({ length: width }, (_, at) => cells[at] ?? "").join(" | ")} |`);
    this.add([lines[0], `|${" --- |".repeat(width)}`, ...lines.slice(1)].join("\n"), "other");
  }
}

const isBlock = (element: Element) => BLOCKS.has(element.tagName.toUpperCase());

const sameLook = (one: Look, other: Look) => one.bold === other.bold && one.italic === other.italic && one.struck === other.struck && one.address === other.address;

function lookOf(tag: string, style: string, element: Element, look: Look): Look {
  const weight = /font-weight:(\w+)/.exec(style)?.[1], slant = /font-style:(\w+)/.exec(style)?.[1];
  const href = tag === "A" ? element.getAttribute("href")?.trim() ?? "" : "";
  return {
    bold: weight ? weight === "bold" || weight === "bolder" || Number(weight) >= 600 : look.bold || tag === "B" || tag === "STRONG",
    italic: slant ? slant === "italic" : look.italic || tag === "I" || tag === "EM",
    struck: look.struck || tag === "S" || tag === "STRIKE" || tag === "DEL",
    address: /^(https?:\/\/|mailto:)\S/i.test(href) ? href.replace(/[\s()<>]/g, sign => encodeURIComponent(sign).replace("(", "%28").replace(")", "%29")) : look.address,
  };
}

/** What Markdown would take for a mark. */
const escaped = (text: string) => text
  .replace(/\\(?=[!-/:-@[-`{-~])/g, "\\\\")
  .replace(/`|~(?=~)|\*(?=\S)|(?<=\S)\*|(?<![\p{L}\p{N}])_(?=\S)|(?<=\S)_(?![\p{L}\p{N}])|\[(?=[^\]]{0,200}\]\()/gu, "\\$&");

const indented = (text: string, size: number) => text.replace(/\n(?=[^\n])/g, `\n${" ".repeat(size)}`);
