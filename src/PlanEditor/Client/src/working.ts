/**
 * Shows at once that something is being worked on: what was pressed is `aria-busy` until the circuit has done all that it was asked before,
 * however long the line takes. One rule for all acts: the circuit answers in order, so one question behind an act tells when its effect is here.
 */
import { circuit } from "./circuitState";

declare global {
  interface Window { DotNet?: { invokeMethodAsync(assembly: string, method: string): Promise<unknown> } }
}

const PRESSED = "button, a[href], [role=option], [role=menuitem]";
const WRITES = "[data-writes]";
const ROW = "[role=treeitem]";
/** They answer for themselves. */
const ISLANDS = "plan-text, plan-banner, plan-undo, plan-sync";
const ROW_KEYS = new Set(["Enter", "Delete", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

const working = new Map<Element, number>();

/** What was set in controls that write to the plan, and the circuit has not begun: they show it already. */
class SetInControls {
  private readonly acts = new Set<object>();
  private readonly watchers = new Set<() => void>();

  get count(): number { return this.acts.size; }

  /** @returns Says that the circuit has begun it, and counts it from now on itself. */
  add(): () => void {
    const act = {};
    this.acts.add(act);
    this.tell();
    return () => { if (this.acts.delete(act)) this.tell(); };
  }

  /** The circuit is gone, and what was on its way to it. */
  clear(): void {
    this.acts.clear();
    this.tell();
  }

  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  private tell(): void { for (const watcher of [...this.watchers]) watcher(); }
}

export const setInControls = new SetInControls();

export function watchActs(): void {
  document.addEventListener("click", event => begin(closest(event, PRESSED)), true);
  document.addEventListener("change", event => begin(closest(event, "input, select")), true);
  document.addEventListener("drop", event => begin(closest(event, ROW)), true);
  document.addEventListener("keydown", event => {
    const isAct = event.key === "Enter" || event.key === "Delete" || event.altKey;
    if (isAct && ROW_KEYS.has(event.key) && (event.target as Element).matches(ROW)) begin(event.target as Element);
  }, true);
  circuit.watch(() => {
    if (!circuit.isAway) return;
    for (const element of [...working.keys()]) end(element, true);
    setInControls.clear();
  });
}

const closest = (event: Event, selector: string): Element | null => event.target instanceof Element ? event.target.closest(selector) : null;

function begin(element: Element | null): void {
  if (!element || element.closest(ISLANDS) || circuit.isAway) return;
  working.set(element, (working.get(element) ?? 0) + 1);
  element.setAttribute("aria-busy", "true");
  const begun = element.matches(WRITES) ? setInControls.add() : () => {};
  const done = () => { begun(); end(element); };
  // Behind the act itself, which Blazor sends when the event has come all the way.
  setTimeout(() => { answered().then(done, done); });
}

async function answered(): Promise<void> { await window.DotNet?.invokeMethodAsync("PlanEditor", "Answered"); }

function end(element: Element, isForAll = false): void {
  const left = isForAll ? 0 : (working.get(element) ?? 1) - 1;
  if (left > 0) return void working.set(element, left);
  working.delete(element);
  element.removeAttribute("aria-busy");
}
