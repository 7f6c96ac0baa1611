/** `<plan-text>`: a text of the plan, one line or many. The element comes and goes as Blazor likes; its editor stays. */
import { type FieldKey, keyOf } from "./fieldText";
import { shownSize } from "./letters";
import { LiveText } from "./liveText";
import type { FieldLook } from "./editorSetup";
import { page } from "./page";
import type { PlanSession } from "./planSession";
import { takeReturn } from "./returning";
import type { ShownText, TextHost } from "./shownText";
import { scrollerOf } from "./steady";
import { SuggestedText } from "./suggestedText";
import { parseSuggestions } from "./suggestions";
import { parseMarks } from "./threads";

const PARKED_MAX = 40;
const WAIT_MS = 200;

const written = ({ words: _, ...look }: FieldLook) => JSON.stringify(look);

const entering = new Set<PlanTextElement>();

/** Makes the texts of a turn together: each new editor asks where the caret is, which lays the page out again if another was put into it just before. */
function enter(element: PlanTextElement): void {
  if (entering.size === 0) queueMicrotask(() => {
    const elements = [...entering];
    entering.clear();
    // One that fails takes no other with it.
    const each = (act: (one: PlanTextElement) => void) => {
      for (const one of elements) {
        try { act(one); } catch (error) { reportError(error); }
      }
    };
    each(one => one.prepare());
    each(one => one.adopt());
  });
  entering.add(element);
}

export class PlanTextElement extends HTMLElement implements TextHost {
  static readonly observedAttributes = ["node", "field", "label", "lang", "max", "readonly", "placeholder", "reveal", "threads", "suggestions", "suggest"];
  private live: ShownText | null = null;
  private stopWatching = () => {};
  private readonly note = document.createElement("div");
  private noticeTimer = 0;
  private adoptTimer = 0;
  private shownLook = "";

  connectedCallback(): void {
    this.stopWatching();
    this.stopWatching = page.onSession(() => this.arrive());
    if (!this.live) this.arrive();
  }

  disconnectedCallback(): void {
    this.stopWatching();
    this.park();
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (!this.live || before === after) return;
    if (name === "node" || name === "field") {
      this.park();
      this.adopt();
    } else if (name === "suggest") {
      // Its other attributes follow in the same turn.
      if ((before === null) !== (after === null)) queueMicrotask(() => { if (this.isConnected) this.adopt(); });
    } else if (name === "suggestions") this.live.showSuggestions(this.suggestions);
    else if (name === "threads") this.live.showThreads(this.threads);
    else if (name === "reveal") { if (after !== null) this.focus(); }
    else this.refreshLook();
  }

  say(notice: string): void {
    clearTimeout(this.noticeTimer);
    this.showNote(notice, "alert");
    this.noticeTimer = window.setTimeout(() => this.textChanged(this.live?.view.state.doc.length ?? 0), 12_000);
  }

  textChanged(length: number): void {
    const size = length <= this.max * 0.9 ? length : shownSize(this.max, length, () => this.live?.view.state.doc.toString() ?? "");
    if (this.note.dataset["kind"] === "alert" && this.noticeTimer && size <= this.max * 0.9) clearTimeout(this.noticeTimer);
    this.toggleAttribute("data-empty", length === 0);
    this.showNote(size > this.max * 0.9 ? page.words.count(size, this.max) : "", "count");
  }

  placesChanged(people: readonly { readonly name: string; readonly colour: number }[]): void {
    const first = people[0];
    this.classList.remove(...[...this.classList].filter(name => /^p\d$/.test(name)));
    this.toggleAttribute("data-here", first !== undefined);
    if (first) {
      this.classList.add(`p${first.colour}`);
      this.dataset["here"] = people.map(person => person.name).join(", ");
    }
    this.nameInHeading(people);
  }

  /** Where the screen is too narrow for flags, the heading of the text says who is in it. */
  private nameInHeading(people: readonly { readonly name: string }[]): void {
    const place = document.querySelector(`[data-writer="${CSS.escape(this.id)}"]`);
    if (place) place.textContent = people.length > 0 ? page.words.isHere(people.map(person => person.name)) : "";
  }

  rightsChanged(): void { this.refreshLook(); }

  private get threads() { return parseMarks(this.getAttribute("threads")); }
  private get suggestions() { return parseSuggestions(this.getAttribute("suggestions")); }
  private get key(): string { return keyOf(this.getAttribute("node") ?? "", this.getAttribute("field") ?? ""); }
  private get max(): number { return Number(this.getAttribute("max")) || 20_000; }

  private look(): FieldLook {
    return {
      multiline: this.hasAttribute("multiline"), max: this.max,
      readOnly: this.hasAttribute("readonly") || (page.session?.mayEdit === false && !this.hasAttribute("suggest")),
      label: this.getAttribute("label") ?? "", lang: this.getAttribute("lang") ?? "",
      placeholder: this.getAttribute("placeholder") ?? "", words: page.words,
    };
  }

  /** One that lives already comes back at once, with its focus. */
  private arrive(): void {
    if (page.session && this.isConnected && !page.texts.has(this.key)) enter(this);
    else this.adopt();
  }

  /** Makes the text, before the element shows it. */
  prepare(): void {
    if (page.session && this.isConnected && !page.texts.has(this.key)) page.texts.set(this.key, this.create(page.session, this.key));
  }

  adopt(): void {
    const { session } = page;
    if (!session || !this.isConnected) {
      this.live = null;
      this.removeAttribute("data-live");
      this.replaceChildren();
      return;
    }
    const key = this.key;
    let live = page.texts.get(key);
    if (live && live.suggests !== this.hasAttribute("suggest")) {
      // What was typed the other way is with the server first.
      if (!live.isIdle) {
        live.parked();
        clearTimeout(this.adoptTimer);
        this.adoptTimer = window.setTimeout(() => { if (this.isConnected) this.adopt(); }, WAIT_MS);
      } else {
        page.texts.delete(key);
        live.destroy();
        live = undefined;
      }
    }
    if (!live) {
      live = this.create(session, key);
      page.texts.set(key, live);
    }
    this.live = live;
    live.host = this;
    this.id ||= `f-${this.getAttribute("node")}-${this.getAttribute("field")}`;
    this.setAttribute("data-live", "");
    this.replaceChildren(live.view.dom, this.note);
    this.refreshLook();
    this.textChanged(live.view.state.doc.length);
    live.refreshPlaces();
    live.showThreads(this.threads);
    live.showSuggestions(this.suggestions);
    this.comeBack(live);
    const isFree = document.activeElement === null || document.activeElement === document.body;
    if (live.hadFocus && isFree) live.view.focus();
    if (this.hasAttribute("reveal")) this.focus();
    this.note.className = "plan-text-note";
  }

  private create(session: PlanSession, key: FieldKey): ShownText {
    const initial = {
      label: this.getAttribute("label") ?? "", text: this.getAttribute("text") ?? "", revision: Number(this.getAttribute("revision")) || 0,
    };
    const nonce = document.querySelector<HTMLMetaElement>("meta[name=csp-nonce]")?.content ?? null;
    const suggest = this.getAttribute("suggest"), look = this.look();
    this.shownLook = written(look);
    return suggest === null ? new LiveText(key, session, page.order, look, initial, nonce) : new SuggestedText(key, session, page.order, look, initial, suggest, nonce);
  }

  /** After a reload of the page's own doing the caret is where it was. */
  private comeBack(live: ShownText): void {
    const place = takeReturn(this.id);
    if (!place) return;
    const clip = (pos: number) => Math.min(pos, live.view.state.doc.length);
    live.view.dispatch({ selection: { anchor: clip(place.anchor), head: clip(place.head) } });
    live.hadFocus = true;
  }

  private park(): void {
    const { live } = this;
    this.live = null;
    this.shownLook = "";
    if (!live || live.host !== this) return;
    live.host = null;
    live.parkedAt = performance.now();
    live.view.dom.remove();
    live.parked();
    const parked = [...page.texts.values()].filter(text => text.host === null && text.isIdle);
    parked.sort((a, b) => a.parkedAt - b.parkedAt);
    for (const old of parked.slice(0, Math.max(0, parked.length - PARKED_MAX))) {
      page.texts.delete(old.key);
      old.destroy();
    }
  }

  private refreshLook(): void {
    const look = this.look(), now = written(look);
    if (now === this.shownLook || !this.live) return;
    this.shownLook = now;
    this.live.setLook(look);
  }

  /** Puts the caret at the text's end and scrolls to it. */
  override focus(): void {
    if (!this.live) return;
    const { view } = this.live;
    const box = this.getBoundingClientRect(), scroller = scrollerOf(this);
    scroller.scrollTop += box.top - scroller.clientHeight / 3;
    view.dispatch({ selection: { anchor: view.state.doc.length } });
    view.focus();
  }

  private showNote(words: string, kind: "alert" | "count"): void {
    this.note.setAttribute("role", kind === "alert" ? "alert" : "status");
    this.note.dataset["kind"] = kind;
    if (this.note.textContent !== words) this.note.textContent = words;
    this.note.hidden = words === "";
  }
}
