/** `<plan-banner>`: slim banners under the bars, and in them what could not be sent. Never a curtain. */
import { circuit } from "./circuitState";
import { icon, type IconName } from "./icons";
import type { TrayEntry } from "./localPlan";
import { page } from "./page";
import { keepSteady } from "./steady";
import { suggestedRows, suggestedWords } from "./suggestedRows";
import { discardSuggestion, refusedSuggestions, suggestAgain } from "./suggestingMode";
import type { Words } from "./words";

interface Act { readonly name: string; readonly words: string; readonly run?: () => void; readonly href?: string; readonly expanded?: boolean }

interface Entry { readonly id: string; readonly label: string; readonly text: string; readonly why: string; readonly acts: readonly Act[] }

interface Banner {
  readonly id: string; readonly tone: "amber" | "accent" | "red" | "grey"; readonly icon: IconName; readonly text: string;
  readonly acts: readonly Act[]; readonly entries: readonly Entry[];
}

const BACK_MS = 12_000;

export class PlanBannerElement extends HTMLElement {
  private stops: (() => void)[] = [];
  private open = new Set<string>();
  private back = "";
  private shown = "";

  connectedCallback(): void {
    this.stops = [page.onSession(() => this.follow()), circuit.watch(() => this.render())];
    this.render();
  }

  disconnectedCallback(): void {
    for (const stop of this.stops) stop();
    this.unfollow();
  }

  private unfollow = () => {};

  private follow(): void {
    this.unfollow();
    const { session } = page;
    if (!session) return;
    const stops = [
      session.watch(() => this.render()),
      suggestedRows.watch(() => this.render()),
      session.watchReturn(({ saved, writers }) => { if (saved + writers > 0) this.sayBack(page.words.back(saved, writers)); }),
    ];
    this.unfollow = () => { for (const stop of stops) stop(); };
    this.render();
  }

  private sayBack(text: string): void {
    this.back = text;
    this.render();
    setTimeout(() => { if (this.back === text) { this.back = ""; this.render(); } }, BACK_MS);
  }

  private render(): void {
    const banners = this.banners(page.words);
    const now = JSON.stringify(banners);
    if (now === this.shown) return;
    this.shown = now;
    const focused = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>("[data-act]")?.dataset["act"];
    keepSteady(() => null, () => this.replaceChildren(...banners.map(banner => this.draw(banner))));
    if (focused && document.activeElement === document.body) this.querySelector<HTMLElement>(`[data-act="${CSS.escape(focused)}"]`)?.focus();
  }

  private banners(words: Words): Banner[] {
    const banners: Banner[] = [];
    const { session } = page;
    if (session) {
      const { state, unsaved, kept, refusal } = session.status;
      if (state === "refused") {
        const isSafe = kept || unsaved === 0;
        const toSignIn = refusal?.code === "notSignedIn" ? words.signedOut(isSafe) : refusal?.code === "otherUser" ? words.otherUser(isSafe) : null;
        const signIn = { name: "sign-in", words: words.signIn, href: `account/sign-in?return=${encodeURIComponent(location.pathname + location.search)}` };
        banners.push(plain("refused", "red", "alert", toSignIn ?? (refusal?.words || words.refused), toSignIn ? [signIn] : []));
      } else if (state === "offline" || state === "recovering") {
        banners.push(this.expandable("offline", "amber", "cloudOff", `${words.offline(unsaved, kept)}. ${this.offlineHint(kept || unsaved === 0, words)}`, unsaved > 0, () => unsent(words), words));
      } else if (this.back) {
        banners.push(plain("back", "accent", "cloud", this.back, [{ name: "close-back", words: words.dismiss, run: () => { this.back = ""; this.render(); } }]));
      }
      if (state === "online" && !kept) banners.push(plain("not-kept", "amber", "alert", words.notKept, []));
      const first = session.plan.tray[0];
      if (first) banners.push(this.expandable("tray", "red", "alert", `${words.couldNotBeSent(session.plan.tray.length, kept)}: ${reason(first, words)}`, true, () => refused(words), words));
      const suggested = refusedSuggestions(), why = suggested[0]?.row.refusal;
      if (why) banners.push(this.expandable("suggested", "red", "alert", `${words.couldNotBeSent(suggested.length, true)}: ${why}`, true, () => notSuggested(words), words));
    }
    const isSaidAlready = banners.some(banner => banner.id === "offline") && !circuit.waitsToReload;
    if (circuit.isAway && !isSaidAlready && !session?.connection.isSignedOut) banners.push(plain("circuit", "grey", "clock", circuit.waitsToReload ? words.reloadSoon : words.circuitAway, []));
    return banners;
  }

  private offlineHint(isSafe: boolean, words: Words): string {
    if (!isSafe) return words.notKept;
    return circuit.isAway ? words.circuitAway : words.offlineHint;
  }

  private expandable(id: string, tone: Banner["tone"], name: IconName, text: string, hasEntries: boolean, entries: () => readonly Entry[], words: Words): Banner {
    const isOpen = this.open.has(id) && hasEntries;
    const toggle = () => {
      if (!this.open.delete(id)) this.open.add(id);
      this.render();
    };
    const acts = hasEntries ? [{ name: `show-${id}`, words: isOpen ? words.hide : words.show, run: toggle, expanded: isOpen }] : [];
    return { id, tone, icon: name, text, acts, entries: isOpen ? entries() : [] };
  }

  private draw(banner: Banner): HTMLElement {
    const row = element("div", "plan-banner-row", icon(banner.icon), element("span", "plan-banner-text", banner.text), ...banner.acts.map(drawAct));
    const box = element("div", `plan-banner ${banner.tone}`, row);
    box.setAttribute("role", "status");
    if (banner.entries.length > 0) box.append(element("ul", "plan-banner-list", ...banner.entries.map(drawEntry)));
    return box;
  }
}

const plain = (id: string, tone: Banner["tone"], name: IconName, text: string, acts: readonly Act[]): Banner => ({ id, tone, icon: name, text, acts, entries: [] });

function unsent(words: Words): Entry[] {
  const { plan } = page.session!;
  return [...plan.fields.values()].filter(field => field.unsent || field.units.length > 0).map(field => ({
    id: field.key, label: plan.labels.get(field.key) ?? "", text: field.text.toString(), why: "",
    acts: [copy(`copy-${field.key}`, field.text.toString(), words)],
  }));
}

function refused(words: Words): Entry[] {
  const session = page.session!;
  return session.plan.tray.map(entry => ({
    id: entry.id, label: entry.label, text: entry.text || words.deletion, why: reason(entry, words),
    acts: [
      copy(`copy-${entry.id}`, entry.text, words),
      { name: `again-${entry.id}`, words: words.tryAgain, run: () => session.tryAgain(entry.id) },
      { name: `discard-${entry.id}`, words: words.discard, run: () => session.plan.discard(entry.id) },
    ],
  }));
}

function notSuggested(words: Words): Entry[] {
  return refusedSuggestions().map(one => {
    const text = suggestedWords(one.row);
    return {
      id: one.name, label: one.row.label, text: text || words.deletion, why: one.row.refusal ?? "",
      acts: [
        copy(`copy-${one.name}`, text, words),
        { name: `again-${one.name}`, words: words.tryAgain, run: () => suggestAgain(one) },
        { name: `discard-${one.name}`, words: words.discard, run: () => discardSuggestion(one) },
      ],
    };
  });
}

const reason = ({ refusal }: TrayEntry, words: Words): string => refusal.words || words.reasons[refusal.code] || words.reasons["failed"]!;

function copy(name: string, text: string, words: Words): Act {
  return {
    name, words: words.copy, run: () => {
      void navigator.clipboard.writeText(text).then(() => {
        const button = document.querySelector(`[data-act="${CSS.escape(name)}"]`);
        if (button) button.textContent = words.copied;
      });
    },
  };
}

function drawAct(act: Act): HTMLElement {
  const control = document.createElement(act.href ? "a" : "button");
  control.dataset["act"] = act.name;
  control.textContent = act.words;
  if (act.expanded !== undefined) control.setAttribute("aria-expanded", String(act.expanded));
  if (control instanceof HTMLAnchorElement) control.href = act.href!;
  else {
    control.type = "button";
    control.addEventListener("click", () => act.run?.());
  }
  return control;
}

function drawEntry(entry: Entry): HTMLElement {
  return element("li", "plan-banner-entry",
    element("div", "plan-banner-label", [entry.label, entry.why].filter(Boolean).join(" · ")),
    element("div", "plan-banner-quote", entry.text),
    element("div", "plan-banner-acts", ...entry.acts.map(drawAct)));
}

function element(name: string, className: string, ...children: (Node | string)[]): HTMLElement {
  const result = document.createElement(name);
  result.className = className;
  result.append(...children);
  return result;
}
