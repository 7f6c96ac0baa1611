/**
 * Starts Blazor, and while its circuit is away: what needs it waits and says so, what does not goes on. A circuit that is
 * gone for good means a reload by itself, but only when nothing is unsent.
 */
import { circuit } from "./circuitState";
import { untilThereIsRoom } from "./firstLine";
import { page } from "./page";
import { rememberPlace } from "./returning";

declare global {
  interface Window { Blazor?: { start(options: object): Promise<void> } }
}

const RETRY_MS = [300, 1000, 2000, 4000, 8000];
const EVENT = "components-reconnect-state-changed";

export function startBlazor(): void {
  document.addEventListener(EVENT, event => changed((event as CustomEvent<{ state: string }>).detail.state), true);
  // Blazor gives up when its very first connection fails and says so only like this. Of a plan the hub's line tells when a new try makes sense.
  let isWaiting = false;
  addEventListener("unhandledrejection", event => {
    if (circuit.object || !String(event.reason).includes("Circuit host not initialized")) return;
    event.preventDefault();
    if (isWaiting) return;
    isWaiting = true;
    void untilThereIsRoom(sayFull).then(waited => { if (waited || page.session) reloadWhenSaved(); });
  });
  void window.Blazor?.start({
    circuit: {
      reconnectionOptions: {
        maxRetries: undefined,
        // Null gives up: who is signed out gets no circuit, however often it is tried.
        retryIntervalMilliseconds: (attempt: number) => page.session?.connection.isSignedOut ? null : RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)]! * (0.75 + Math.random() / 2),
      },
    },
  });
}

function sayFull(): void {
  setAway(true);
  const note = document.createElement("p");
  note.className = "problem";
  note.setAttribute("role", "alert");
  note.textContent = page.words.tooManyPages;
  document.querySelector("main")?.prepend(note);
}

function changed(state: string): void {
  if ((state === "show" || state === "retrying") && !page.session) void leaveIfSignedOut();
  if (state === "show") setAway(true);
  else if (state === "hide") setAway(false);
  else if (state === "rejected" || state === "resume-failed" || state === "failed") reloadWhenSaved();
}

/** A page without a plan has no line that would say so: it is asked for again, and leads to the sign-in page. */
async function leaveIfSignedOut(): Promise<void> {
  try {
    const answer = await fetch(location.href, { method: "HEAD", redirect: "manual", cache: "no-store" });
    if (answer.type === "opaqueredirect" || answer.status === 401) location.reload();
  } catch {
    // There is no way to the server: the circuit goes on trying.
  }
}

function setAway(isAway: boolean): void {
  if (circuit.waitsToReload) return;
  for (const element of document.querySelectorAll<HTMLElement>("[data-needs-circuit]")) {
    element.inert = isAway;
    element.classList.toggle("waits-for-circuit", isAway);
  }
  circuit.set({ isAway });
}

function reloadWhenSaved(): void {
  if (circuit.waitsToReload) return;
  setAway(true);
  circuit.set({ waitsToReload: true });
  const { session } = page;
  if (!session) return void reloadWhenReachable();
  const tryNow = () => {
    if (!session.saved || session.plan.tray.length > 0) return;
    stop();
    void reloadWhenReachable();
  };
  const stop = session.watch(tryNow);
  tryNow();
}

async function reloadWhenReachable(): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      if ((await fetch(new URL("health", document.baseURI), { cache: "no-store" })).ok) break;
    } catch {
      // Not reachable yet; the page stays as it is meanwhile.
    }
    await new Promise(resolve => setTimeout(resolve, RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)]));
  }
  if (page.session && !page.session.saved) return void waitAgain();
  const focused = [...page.texts.values()].find(text => text.view.hasFocus);
  const id = focused?.view.dom.parentElement?.id;
  rememberPlace(focused && id ? { id, ...selectionOf(focused.view.state.selection.main) } : null);
  location.reload();
}

function waitAgain(): void {
  circuit.set({ waitsToReload: false });
  reloadWhenSaved();
}

const selectionOf = ({ anchor, head }: { anchor: number; head: number }) => ({ anchor, head });
