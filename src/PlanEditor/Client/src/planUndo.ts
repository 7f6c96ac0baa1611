/** `<plan-undo>`: takes back my own last act, whatever it was, and says which. */
import { circuit } from "./circuitState";
import { icon } from "./icons";
import { page } from "./page";
import type { UndoEntry } from "./undoOrder";

export class PlanUndoElement extends HTMLElement {
  private readonly undoButton = button("undo");
  private readonly redoButton = button("redo");
  private readonly said = document.createElement("span");
  private stops: (() => void)[] = [];
  private readonly keys = (event: KeyboardEvent) => this.key(event);

  connectedCallback(): void {
    this.said.className = "plan-undo-said";
    this.said.setAttribute("role", "status");
    this.undoButton.onclick = () => void undoLast(words => this.say(words));
    this.redoButton.onclick = () => void redoLast(words => this.say(words));
    this.replaceChildren(this.undoButton, this.redoButton, this.said);
    this.stops = [page.onSession(() => this.follow()), circuit.watch(() => this.render())];
    document.addEventListener("keydown", this.keys);
    this.follow();
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.keys);
    for (const stop of this.stops) stop();
  }

  private follow(): void {
    page.order.onChange = () => this.render();
    this.render();
  }

  private render(): void {
    const { words, order } = page;
    label(this.undoButton, words.undo, order.top);
    label(this.redoButton, words.redo, order.topUndone);
  }

  private say(words: string): void {
    this.said.textContent = words;
    setTimeout(() => { if (this.said.textContent === words) this.said.textContent = ""; }, 5_000);
  }

  /** Inside other text boxes the browser undoes; in our texts their own history has gone first. */
  private key(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey)) return;
    const target = event.target as HTMLElement;
    if (target.closest("input, textarea, select") || (target.isContentEditable && !target.closest("plan-text"))) return;
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) void undoLast(words => this.say(words));
    else if ((key === "z" && event.shiftKey) || key === "y") void redoLast(words => this.say(words));
    else return;
    event.preventDefault();
  }
}

function button(name: "undo" | "redo"): HTMLButtonElement {
  const result = document.createElement("button");
  result.type = "button";
  result.append(icon(name));
  return result;
}

function label(control: HTMLButtonElement, act: string, entry: UndoEntry | null): void {
  control.setAttribute("aria-label", act);
  control.title = entry ? `${act}: ${nameOf(entry)}` : act;
  control.disabled = entry === null || (entry.kind === "act" && circuit.isAway);
}

const nameOf = (entry: UndoEntry): string => entry.kind === "act" ? entry.label
  : [page.words.typing, page.session?.plan.labels.get(entry.key)].filter(Boolean).join(": ");

async function undoLast(say: (words: string) => void): Promise<void> {
  const { order } = page;
  for (let entry = order.top; entry; entry = order.top) {
    if (entry.kind === "text") {
      if (page.texts.get(entry.key)?.undo()) return say(`${page.words.undo}: ${nameOf(entry)}`);
    } else {
      if (circuit.isAway || !circuit.object) return;
      const undone = await circuit.object.invokeMethodAsync("Undo");
      if (undone !== null) { order.undid(null); return say(undone); }
    }
    order.forgetTop();
  }
}

async function redoLast(say: (words: string) => void): Promise<void> {
  const { order } = page;
  for (let entry = order.topUndone; entry; entry = order.topUndone) {
    if (entry.kind === "text") {
      if (page.texts.get(entry.key)?.redo()) return say(`${page.words.redo}: ${nameOf(entry)}`);
    } else {
      if (circuit.isAway || !circuit.object) return;
      const redone = await circuit.object.invokeMethodAsync("Redo");
      if (redone !== null) { order.redid(null); return say(redone); }
    }
    order.forgetTopUndone();
  }
}
