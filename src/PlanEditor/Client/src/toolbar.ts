/** The small bar that floats on a selection: also by Alt+F10 from the keyboard, below the text on touch screens. */
import { type Extension, type StateCommand } from "@codemirror/state";
import { EditorView, keymap, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { bold, heading, italic, link, list } from "./formatting";
import { icon, type IconName } from "./icons";
import type { Words } from "./words";

interface Tool { readonly name: "bold" | "italic" | "heading" | "list" | "link"; readonly icon: IconName; readonly keys: string; readonly run: StateCommand }

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

  constructor(private readonly view: EditorView, words: Words) {
    this.bar.className = "plan-text-toolbar";
    this.bar.setAttribute("role", "toolbar");
    this.bar.setAttribute("aria-label", words.toolbar);
    this.bar.hidden = true;
    for (const tool of TOOLS) this.bar.append(this.button(tool, words));
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
    if (this.view.state.readOnly) return false;
    this.asked = true;
    this.bar.hidden = false;
    this.place();
    (this.bar.firstElementChild as HTMLElement).focus();
    return true;
  }

  destroy(): void {
    document.removeEventListener("pointerup", this.release);
    document.removeEventListener("pointercancel", this.release);
    this.view.contentDOM.removeEventListener("pointerdown", this.press);
    this.bar.remove();
  }

  private button(tool: Tool, words: Words): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.tabIndex = -1;
    button.setAttribute("aria-label", words[tool.name]);
    button.title = `${words[tool.name]} (${shown(tool.keys)})`;
    button.append(icon(tool.icon));
    button.addEventListener("pointerdown", event => event.preventDefault());
    button.addEventListener("click", () => {
      tool.run(this.view);
      this.view.focus();
    });
    return button;
  }

  private key(event: KeyboardEvent): void {
    const buttons = [...this.bar.children] as HTMLElement[];
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
        if (view.state.readOnly || !isInside || this.pointerDown || (main.empty && !this.asked)) return null;
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
        this.bar.style.left = `${Math.max(0, Math.min(place.left, place.width - this.bar.offsetWidth))}px`;
        this.bar.style.top = `${place.top}px`;
      },
    });
  }
}

const shown = (keys: string) => keys.replace("Mod", /Mac|iP(hone|ad)/.test(navigator.platform) ? "⌘" : "Ctrl").replaceAll("-", "+").replace(/\b[a-z]$/, key => key.toUpperCase());

export function toolbar(words: Words): Extension {
  const plugin = ViewPlugin.define(view => new Toolbar(view, words));
  return [
    plugin,
    keymap.of([
      ...TOOLS.map(tool => ({ key: tool.keys, run: tool.run, preventDefault: true })),
      { key: "Alt-F10", run: view => view.plugin(plugin)?.enter() ?? false },
    ]),
  ];
}
