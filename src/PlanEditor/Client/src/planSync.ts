/** `<plan-sync>`: begins the page's one session with its plan and says in words how my work stands. */
import { icon, type IconName } from "./icons";
import { newId } from "./ids";
import { LockLiveness, MarkLiveness } from "./liveness";
import { BrowserOutbox, type OutboxStore } from "./outbox";
import { page } from "./page";
import { type PlanOptions, PlanSession, type Surroundings } from "./planSession";
import { SignalRTransport } from "./signalrTransport";
import { describe, type StatusKind } from "./status";
import { suggestedRows } from "./suggestedRows";
import { browserTimers, within } from "./timers";
import { setInControls } from "./working";

const ICONS: Record<StatusKind, IconName> = {
  saved: "cloud", saving: "clock", connecting: "clock", back: "cloud", offline: "cloudOff", refused: "alert",
};
const BACK_MS = 2_000;
const GONE_MS = 3_000;

export class PlanSyncElement extends HTMLElement {
  static readonly observedAttributes = ["plan", "user", "node", "acts"];
  private stopWatching = () => {};
  private backUntil = 0;
  private shown = "";

  connectedCallback(): void {
    clearTimeout(retiring);
    this.stopWatching = page.onSession(() => this.follow());
    void beginSession(this.options());
  }

  disconnectedCallback(): void {
    this.stopWatching();
    this.unfollow();
    clearTimeout(retiring);
    retiring = window.setTimeout(() => { if (!document.querySelector("plan-sync")) endSession(); }, GONE_MS);
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after || !this.isConnected) return;
    if (name === "node") page.session?.presence.lookAt(after || null);
    else if (name === "acts") this.render();
    else queueMicrotask(() => { if (this.isConnected) void beginSession(this.options()); });
  }

  private options(): PlanOptions {
    return {
      slug: this.getAttribute("plan") ?? "", user: this.getAttribute("user") ?? "",
      revision: Number(this.getAttribute("revision")) || 0, title: document.title,
    };
  }

  private unfollow = () => {};

  private follow(): void {
    this.unfollow();
    const { session } = page;
    if (!session) return;
    session.presence.lookAt(this.getAttribute("node") || null);
    const stops = [
      session.watch(() => this.render()),
      suggestedRows.watch(() => this.render()),
      setInControls.watch(() => this.render()),
      session.watchReturn(() => {
        this.backUntil = performance.now() + BACK_MS;
        setTimeout(() => this.render(), BACK_MS + 10);
      }),
    ];
    this.unfollow = () => { for (const stop of stops) stop(); };
    this.render();
  }

  private render(): void {
    const { session } = page;
    if (!session) return;
    const suggested = suggestedRows.of(session.options.user, session.options.slug).filter(one => one.row.refusal === undefined).length;
    const acts = Number(this.getAttribute("acts")) + setInControls.count;
    const { kind, text } = describe({ ...session.status, unsaved: session.status.unsaved + suggested, acts }, performance.now() < this.backUntil, page.words);
    if (this.shown === kind + text) return;
    this.shown = kind + text;
    this.dataset["state"] = kind;
    const words = document.createElement("span");
    words.textContent = text;
    // "Saving…" comes and goes with every word; only what it ends in is read out.
    if (kind === "saving") words.setAttribute("aria-hidden", "true");
    this.replaceChildren(icon(ICONS[kind]), words);
  }
}

let retiring = 0;
let beginning: PlanOptions | null = null;

async function beginSession(options: PlanOptions): Promise<void> {
  if (!options.slug || !options.user) return;
  if (beginning?.slug === options.slug && beginning.user === options.user) return;
  endSession();
  beginning = options;
  localStorage.setItem("ogdplans-user", options.user);
  const session = await PlanSession.start(options, await surroundings());
  if (beginning !== options) return void session.leave().then(() => session.stop());
  page.begin(session);
  session.begin();
}

/** Leaves the plan. What is still unsent is sent first, if the line allows; if not, it stays on this device. */
function endSession(): void {
  beginning = null;
  const { session } = page;
  if (!session) return;
  page.end();
  const leave = () => { void session.leave().then(() => session.stop()); };
  if (session.status.unsaved === 0) leave();
  else {
    const stop = session.watch(() => { if (session.status.unsaved === 0 || session.connection.state !== "online") { stop(); leave(); } });
  }
}

let around: Promise<Surroundings> | null = null;

/** The browser that this page is in: its line, what it keeps, its clock. */
export function surroundings(): Promise<Surroundings> {
  return around ??= openStore().then(store => ({
    connect: () => new SignalRTransport(new URL("hubs/plan", document.baseURI).href),
    store,
    liveness: "locks" in navigator ? new LockLiveness(navigator.locks) : new MarkLiveness(localStorage, browserTimers),
    timers: browserTimers, random: Math.random, newId,
  }));
}

async function openStore(): Promise<OutboxStore | null> {
  try {
    return await within(browserTimers, 1_500, BrowserOutbox.open(indexedDB));
  } catch (error) {
    console.warn("This browser keeps nothing on the device.", error);
    return null;
  }
}

export function watchThePage(): void {
  for (const event of ["online", "focus"]) addEventListener(event, () => page.session?.connection.hurry());
  addEventListener("offline", () => page.session?.connection.doubt());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") page.session?.connection.hurry();
    else void page.session?.keeper.now();
  });
  addEventListener("pagehide", () => void page.session?.keeper.now());
  addEventListener("beforeunload", event => {
    const { session } = page;
    if (session && session.status.unsaved > 0 && !session.keeper.works) event.preventDefault();
  });
}
