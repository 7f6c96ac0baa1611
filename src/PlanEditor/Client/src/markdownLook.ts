/** Markdown as it reads: headings, emphasis, lists, quotes and links show as such; their marks stand only on the caret's line. */
import { defineLanguageFacet, HighlightStyle, Language, syntaxHighlighting, syntaxTree } from "@codemirror/language";
import type { EditorState, Extension, Range } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, WidgetType, type DecorationSet, type ViewUpdate } from "@codemirror/view";
import type { SyntaxNode } from "@lezer/common";
import { tags } from "@lezer/highlight";
import { parser, Strikethrough } from "@lezer/markdown";

const markdown = new Language(defineLanguageFacet(), parser.configure([Strikethrough]), [], "markdown");

const look = HighlightStyle.define([
  { tag: tags.strong, class: "md-strong" },
  { tag: tags.emphasis, class: "md-em" },
  { tag: tags.strikethrough, class: "md-strike" },
  { tag: tags.monospace, class: "md-code" },
  { tag: tags.link, class: "md-link" },
]);

const INLINE_MARKS = new Set(["EmphasisMark", "StrikethroughMark", "CodeMark", "LinkMark", "HeaderMark", "QuoteMark", "URL", "LinkTitle"]);
const HEADING = /^ATXHeading([1-6])$/;

class Bullet extends WidgetType {
  override eq(): boolean { return true; }
  override toDOM(): HTMLElement {
    const bullet = document.createElement("span");
    bullet.className = "md-bullet";
    bullet.textContent = "•";
    return bullet;
  }
  override ignoreEvent(): boolean { return false; }
}

// Drawn without size, not taken out: a replaced range would let a line break before the comma that follows.
const hidden = Decoration.mark({ class: "md-hidden" });
const faded = Decoration.mark({ class: "md-mark" });
const fadedBullet = Decoration.mark({ class: "md-mark md-bullet" });
const bullet = Decoration.replace({ widget: new Bullet() });
const line = (name: string) => Decoration.line({ class: name });

function decorate(view: EditorView): DecorationSet {
  const marks: Range<Decoration>[] = [];
  const { state } = view;
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(state).iterate({
      from, to,
      enter(node) {
        const heading = HEADING.exec(node.name);
        if (heading) marks.push(line(`md-h md-h${Math.min(3, Number(heading[1]))}`).range(state.doc.lineAt(node.from).from));
        else if (node.name === "Blockquote") eachLine(state, node.from, node.to, at => marks.push(line("md-quote").range(at)));
        else if (node.name === "ListItem") marks.push(line(`md-item md-level${Math.min(4, depth(node.node))}`).range(state.doc.lineAt(node.from).from));
        else if (node.name === "ListMark") listMark(node.from, node.to, node.node.parent?.parent?.name === "BulletList", marks, view);
        else if (INLINE_MARKS.has(node.name) && hides(node.name, node.node.parent?.name)) {
          const end = node.name === "HeaderMark" || node.name === "QuoteMark" ? afterSpace(state, node.to) : node.to;
          if (end > node.from) marks.push((isActive(view, node.from) ? faded : hidden).range(node.from, end));
        }
      },
    });
  }
  return Decoration.set(marks, true);
}

/** A bare address has no text beside itself, so it stays. */
const hides = (name: string, parent: string | undefined) => (name !== "URL" && name !== "LinkTitle") || parent === "Link" || parent === "Image";

function listMark(from: number, to: number, isBullet: boolean, marks: Range<Decoration>[], view: EditorView): void {
  if (!isBullet || isActive(view, from)) marks.push((isBullet ? fadedBullet : faded).range(from, to));
  else marks.push(bullet.range(from, to));
}

function isActive(view: EditorView, pos: number): boolean {
  if (!view.hasFocus || view.state.readOnly) return false;
  const { from, to } = view.state.doc.lineAt(pos);
  return view.state.selection.ranges.some(range => range.from <= to && range.to >= from);
}

const afterSpace = (state: EditorState, pos: number) => state.sliceDoc(pos, pos + 1) === " " ? pos + 1 : pos;

function eachLine(state: EditorState, from: number, to: number, visit: (lineStart: number) => void): void {
  for (let pos = from; pos <= to;) {
    const current = state.doc.lineAt(pos);
    visit(current.from);
    pos = current.to + 1;
  }
}

function depth(node: SyntaxNode): number {
  let count = 0;
  for (let at: SyntaxNode | null = node; at; at = at.parent) if (at.name === "ListItem") count++;
  return count;
}

const marks = ViewPlugin.fromClass(class {
  decorations: DecorationSet;
  private tree: unknown;

  constructor(view: EditorView) {
    this.decorations = decorate(view);
    this.tree = syntaxTree(view.state);
  }

  update(update: ViewUpdate): void {
    const tree = syntaxTree(update.state);
    if (!update.docChanged && !update.viewportChanged && !update.selectionSet && !update.focusChanged && tree === this.tree) return;
    this.tree = tree;
    this.decorations = decorate(update.view);
  }
}, { decorations: plugin => plugin.decorations });

/** A link opens with Ctrl or ⌘ and a click, or a plain click where nothing can be written. */
const links = EditorView.domEventHandlers({
  click(event, view) {
    if (!(event.ctrlKey || event.metaKey || view.state.readOnly)) return false;
    const pos = view.posAtCoords({ x: event.clientX, y: event.clientY });
    const address = pos === null ? null : addressAt(view.state, pos);
    if (!address) return false;
    window.open(address, "_blank", "noopener,noreferrer");
    return true;
  },
});

function addressAt(state: EditorState, pos: number): string | null {
  for (let node: SyntaxNode | null = syntaxTree(state).resolveInner(pos, 1); node; node = node.parent) {
    const url = node.name === "URL" ? node : node.name === "Link" || node.name === "Autolink" ? node.getChild("URL") : null;
    if (!url) continue;
    const address = state.sliceDoc(url.from, url.to);
    return /^(https?:\/\/|mailto:)/i.test(address) ? address : null;
  }
  return null;
}

export const markdownLook: Extension = [markdown, syntaxHighlighting(look), marks, links];
