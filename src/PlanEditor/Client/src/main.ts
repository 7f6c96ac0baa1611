/** The islands of a page: their elements, what the circuit may call, and the offline page. */
import { PlanBannerElement } from "./banner";
import { startBlazor } from "./circuit";
import { circuit, type CircuitObject } from "./circuitState";
import { cleanBoxes } from "./cleanBoxes";
import { showCurrentTab } from "./currentTab";
import { drafts } from "./drafts";
import { keyOf } from "./fieldText";
import { watchSight } from "./hidden";
import { watchUse } from "./inUse";
import { watchAnswers } from "./nextFocus";
import { page } from "./page";
import { watchPastedRows } from "./pastedRows";
import { PlanSyncElement, watchThePage } from "./planSync";
import { PlanUndoElement } from "./planUndo";
import { restoreScroll } from "./returning";
import { watchSignOut } from "./signOut";
import { dropSuggested, setSuggesting, settleSuggestions, watchSuggesting } from "./suggestingMode";
import { PlanTextElement } from "./textField";
import { watchActs } from "./working";

const api = {
  attach(object: CircuitObject): void {
    circuit.set({ object });
    document.documentElement.dataset["awake"] = "";
  },
  detach(): void {
    circuit.set({ object: null });
    delete document.documentElement.dataset["awake"];
  },
  setTitle(title: string): void { document.title = title; },
  focusHeading(): void {
    const heading = document.querySelector("h1");
    if (heading && !heading.hasAttribute("tabindex")) heading.tabIndex = -1;
    heading?.focus({ preventScroll: true });
  },
  showCurrentTab,
  /** A stretch of a text on screen as the plan has it. */
  stretch(node: string, field: string, from: number, to: number): { revision: number; from: number; to: number } | null {
    return page.texts.get(keyOf(node, field))?.toPlan(from, to) ?? null;
  },
  draft: drafts.read, keepDraft: drafts.keep, forgetDraft: drafts.forget,
  drafts: drafts.names, keptDrafts: drafts.begun,
  settleSuggestions: () => settleSuggestions(), dropSuggested, setSuggesting,
  showThread(thread: string | null): void { for (const text of page.texts.values()) text.showActive(thread); },
  threadTop(thread: string): number | null {
    for (const text of page.texts.values()) {
      const top = text.threadTop(thread);
      if (top !== null) return top;
    }
    return null;
  },
  revealThread(thread: string): boolean { return [...page.texts.values()].some(text => text.revealThread(thread)); },
  closePopover(id: string): void { document.getElementById(id)?.hidePopover(); },
  noteAct: (label: string) => page.order.did({ kind: "act", label }),
  /** Gives the focus to an element when what had it is gone; whoever is somewhere stays there. */
  refocus(elementId: string): void {
    if (document.activeElement === null || document.activeElement === document.body) document.getElementById(elementId)?.focus();
  },
  reveal(elementId: string): void {
    const element = document.getElementById(elementId);
    element?.scrollIntoView({ block: "center" });
    element?.focus({ preventScroll: true });
    if (!element || document.activeElement !== element) return;
    // Seen also by those who came by pointer, for whom browsers draw no ring.
    element.dataset["revealed"] = "";
    element.addEventListener("blur", () => delete element.dataset["revealed"], { once: true });
  },
};

const shared = globalThis as { ogdPlans?: object };
shared.ogdPlans = Object.assign(shared.ogdPlans ?? {}, api);

customElements.define("plan-sync", PlanSyncElement);
customElements.define("plan-banner", PlanBannerElement);
customElements.define("plan-undo", PlanUndoElement);
customElements.define("plan-text", PlanTextElement);

cleanBoxes(window);
watchThePage();
drafts.watch(document);
watchActs();
watchPastedRows();
watchAnswers();
watchSight();
watchSignOut();
watchSuggesting();
watchUse();
restoreScroll();
startBlazor();

if ("serviceWorker" in navigator && isSecureContext) {
  navigator.serviceWorker.register(new URL("sw.js", document.baseURI)).catch((error: unknown) => {
    console.warn("There will be no offline page.", error);
  });
}
