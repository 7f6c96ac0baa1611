/**
 * Shows at once that something is being worked on: what was pressed is `aria-busy` until the circuit has done all that it was asked before,
 * however long the line takes. One rule for all acts: the circuit answers in order, so one question behind an act tells when its effect is here.
 */
import { circuit } from "./circuitState";

declare global {
  interface Window { DotNet?: { invokeMethodAsync(assembly: string, method: string): Promise<unknown> } }
}

const PRESSED = "button, a[href], [role=option], [role=menuitem]";
const ROW = "[role=treeitem]";
/** They answer for themselves. */
const ISLANDS = "plan-text, plan-banner, plan-undo, plan-sync";
const ROW_KEYS = new Set(["Enter", "Delete", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

const working = new Map<Element, number>();

export function watchActs(): void {
  document.addEventListener("click", event => begin(closest(event, PRESSED)), true);
  document.addEventListener("change", event => begin(closest(event, "input, select")), true);
  document.addEventListener("drop", event => begin(closest(event, ROW)), true);
  document.addEventListener("keydown", event => {
    const isAct = event.key === "Enter" || event.key === "Delete" || event.altKey;
    if (isAct && ROW_KEYS.has(event.key) && (event.target as Element).matches(ROW)) begin(event.target as Element);
  }, true);
  circuit.watch(() => { if (circuit.isAway) for (const element of [...working.keys()]) end(element, true); });
}

const closest = (event: Event, selector: string): Element | null => event.target instanceof Element ? event.target.closest(selector) : null;

function begin(element: Element | null): void {
  if (!element || element.closest(ISLANDS) || circuit.isAway) return;
  working.set(element, (working.get(element) ?? 0) + 1);
  element.setAttribute("aria-busy", "true");
  // Behind the act itself, which Blazor sends when the event has come all the way.
  setTimeout(() => { answered().then(() => end(element), () => end(element)); });
}

async function answered(): Promise<void> { await window.DotNet?.invokeMethodAsync("PlanEditor", "Answered"); }

function end(element: Element, isForAll = false): void {
  const left = isForAll ? 0 : (working.get(element) ?? 1) - 1;
  if (left > 0) return void working.set(element, left);
  working.delete(element);
  element.removeAttribute("aria-busy");
}
