/** The small bar that floats on a selection: also by Alt+F10 from the keyboard, below the text on touch screens. */
import { type Extension, type StateCommand } from "@codemirror/state";
import { EditorView, keymap, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { bold, heading, italic, link, list } from "./formatting";
import { icon, type IconName } from "./icons";
import { askToComment, COMMENT_KEYS } from "./threads";
import type { Words } from "./words";

interface Tool { readonly name: "bold" | "italic" | "heading" | "list" | "link" | "comment"; readonly icon: IconName; readonly keys: string; readonly run: StateCommand }

const COMMENT = { name: "comment", icon: "comment", keys: COMMENT_KEYS } as const;

const TOOLS: readonly Tool[] = [
  { name: "bold", icon: "bold", keys: "Mod-b", run: bold },
  { name: "italic", icon: "italic", keys: "Mod-i", run: italic },
  { name: "heading", icon: "heading", keys: "Mod-Alt-1", run: heading },
  { name: "list", icon: "list", keys: "Mod-Shift-8", run: list },
  { name: "link", icon: "link", keys: "Mod-Shift-k", run: link },
];

class Toolbar {
  private readonly bar = document.createElement("div");
  private pointerDown = false;
  private asked = false;
  private readonly release = () => { this.pointerDown = false; this.place(); };
  private readonly press = () => { this.pointerDown = true; };

  constructor(private readonly view: EditorView, words: Words, formats: boolean) {
    this.bar.className = "plan-text-toolbar";
    this.bar.setAttribute("role", "toolbar");
    this.bar.setAttribute("aria-label", words.toolbar);
    this.bar.hidden = true;
    if (formats) for (const tool of TOOLS) this.bar.append(this.button(tool, words, () => { tool.run(view); view.focus(); }));
    this.bar.append(this.button(COMMENT, words, () => { askToComment(view); }));
    this.bar.addEventListener("keydown", event => this.key(event));
    this.bar.addEventListener("focusout", event => {
      if (!this.bar.contains(event.relatedTarget as Node | null)) { this.asked = false; this.place(); }
    });
    view.dom.append(this.bar);
    view.contentDOM.addEventListener("pointerdown", this.press);
    document.addEventListener("pointerup", this.release);
    document.addEventListener("pointercancel", this.release);
  }

  update(update: ViewUpdate): void {
    if (update.selectionSet || update.focusChanged || update.docChanged || update.geometryChanged) this.place();
  }

  /** From the keyboard: shows the bar, selection or not, and goes there. */
  enter(): boolean {
    this.asked = true;
    this.bar.hidden = false;
    this.showFor();
    this.place();
    this.shownButtons()[0]!.focus();
    return true;
  }

  destroy(): void {
    document.removeEventListener("pointerup", this.release);
    document.removeEventListener("pointercancel", this.release);
    this.view.contentDOM.removeEventListener("pointerdown", this.press);
    this.bar.remove();
  }

  private button(tool: Pick<Tool, "name" | "icon" | "keys">, words: Words, run: () => void): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.tabIndex = -1;
    button.setAttribute("aria-label", words[tool.name]);
    button.title = `${words[tool.name]} (${shown(tool.keys)})`;
    button.append(icon(tool.icon));
    button.addEventListener("pointerdown", event => event.preventDefault());
    button.dataset["tool"] = tool.name;
    button.addEventListener("click", run);
    return button;
  }

  /** Who may only read comments all the same. */
  private showFor(): void {
    for (const button of this.bar.children as HTMLCollectionOf<HTMLElement>) button.hidden = this.view.state.readOnly && button.dataset["tool"] !== "comment";
  }

  private shownButtons(): HTMLElement[] { return ([...this.bar.children] as HTMLElement[]).filter(button => !button.hidden); }

  private key(event: KeyboardEvent): void {
    const buttons = this.shownButtons();
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    if (event.key === "Escape") this.view.focus();
    else if (event.key === "ArrowRight") buttons[(at + 1) % buttons.length]!.focus();
    else if (event.key === "ArrowLeft") buttons[(at + buttons.length - 1) % buttons.length]!.focus();
    else return;
    event.preventDefault();
  }

  private place(): void {
    this.view.requestMeasure({
      key: this,
      read: view => {
        const { main } = view.state.selection;
        const isInside = view.hasFocus || this.bar.contains(document.activeElement);
        if (!isInside || this.pointerDown || (main.empty && !this.asked)) return null;
        const from = view.coordsAtPos(main.from, 1), to = view.coordsAtPos(main.to, -1);
        if (!from || !to) return null;
        const box = view.dom.getBoundingClientRect();
        const isTouch = matchMedia("(pointer: coarse)").matches;
        const isAbove = !isTouch && from.top - 52 > (view.dom.closest(".page")?.getBoundingClientRect().top ?? 0);
        return { left: from.left - box.left, top: isAbove ? from.top - box.top - 48 : to.bottom - box.top + (isTouch ? 28 : 8), width: box.width };
      },
      write: place => {
        this.bar.hidden = place === null;
        if (!place) return;
        this.showFor();
        this.bar.style.left = `${Math.max(0, Math.min(place.left, place.width - this.bar.offsetWidth))}px`;
        this.bar.style.top = `${place.top}px`;
      },
    });
  }
}

const shown = (keys: string) => keys.replace("Mod", /Mac|iP(hone|ad)/.test(navigator.platform) ? "⌘" : "Ctrl").replaceAll("-", "+").replace(/\b[a-z]$/, key => key.toUpperCase());

/** @param formats Whether the text is Markdown; what is one line is only commented on. */
export function toolbar(words: Words, formats: boolean): Extension {
  const plugin = ViewPlugin.define(view => new Toolbar(view, words, formats));
  return [
    plugin,
    keymap.of([
      ...(formats ? TOOLS.map(tool => ({ key: tool.keys, run: tool.run, preventDefault: true })) : []),
      { key: "Alt-F10", run: view => view.plugin(plugin)?.enter() ?? false },
    ]),
  ];
}
