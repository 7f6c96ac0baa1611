// Puts each thread beside the words or the field that it is about, one below the other, and tells the circuit of clicks and keys in the texts.

let page = null;
let watch = null;
let active = "";
let outside = null;
let sought = null;
let isFar = false;
let held = null;

const MOVES = ["wheel", "touchmove", "keydown", "pointerdown"];
const SOUGHT_FRAMES = 600;
const AWAY_PX = 120;

const margin = () => document.querySelector("[data-margin]");
const isBeside = () => matchMedia("(min-width: 1024px)").matches;

const wordsOf = thread => document.querySelector(`plan-text .cm-thread[data-thread="${CSS.escape(thread)}"]`);
const fieldOf = card => card.dataset.for ? document.getElementById(card.dataset.for) : null;

// Words far from what is on screen are not drawn: only their text knows where they are, about.
function topOf(card) {
  const { thread } = card.dataset, words = thread && wordsOf(thread);
  if (words) return words.getBoundingClientRect().top;
  const far = thread ? globalThis.ogdPlans.threadTop(thread) : null;
  if (far !== null) isFar = true;
  return far ?? fieldOf(card)?.getBoundingClientRect().top;
}

// The open one keeps its line; those above it go up as far as they must, out of sight where there are too many, the rest go down.
function layOut() {
  const aside = margin();
  const list = aside?.querySelector(".cards");
  if (!list) return;
  const cards = [...list.children];
  if (!isBeside()) {
    for (const card of cards) card.style.removeProperty("top");
    list.style.removeProperty("height");
    return;
  }
  const top = list.getBoundingClientRect().top;
  isFar = false;
  const placed = cards.map((card, at) => ({ card, at, want: Math.max(0, (topOf(card) ?? top) - top), height: card.offsetHeight }));
  placed.sort((a, b) => a.want - b.want || a.at - b.at);
  let down = 0;
  for (const one of placed) {
    one.top = Math.max(one.want, down);
    down = one.top + one.height + 10;
  }
  const kept = placed.findIndex(held?.isConnected ? one => one.card === held : one => one.card.dataset.thread === active || one.card.dataset.new !== undefined);
  if (kept > 0 && placed[kept].top > placed[kept].want) {
    placed[kept].top = placed[kept].want;
    for (let at = kept - 1; at >= 0; at--) placed[at].top = Math.min(placed[at].top, placed[at + 1].top - placed[at].height - 10);
    down = placed[kept].top + placed[kept].height + 10;
    for (const one of placed.slice(kept + 1)) {
      one.top = Math.max(one.want, down);
      down = one.top + one.height + 10;
    }
  }
  let isMoved = false;
  for (const { card, top: y, want } of placed) {
    card.style.top = `${y}px`;
    // Where many stand at one place, those that had to move say what they are about.
    const isAway = Math.abs(y - want) > AWAY_PX;
    isMoved ||= isAway !== (card.dataset.away !== undefined);
    if (isAway) card.dataset.away = "";
    else delete card.dataset.away;
  }
  if (isMoved) soon();
  list.style.height = `${down}px`;
}

// It is where it goes before anybody scrolls to it.
function atOnce(card) {
  card.style.transition = "none";
  requestAnimationFrame(() => card.style.removeProperty("transition"));
}

let due = 0;
function soon() {
  cancelAnimationFrame(due);
  due = requestAnimationFrame(layOut);
}

const onScroll = () => { if (isFar) soon(); };

/** The words of a thread come on screen as soon as their text is there, unless the reader goes elsewhere first. */
function seek(frames) {
  if (!sought) return;
  const words = wordsOf(sought);
  if (words) words.scrollIntoView({ block: "nearest" });
  else if (!globalThis.ogdPlans.revealThread(sought)) {
    if (frames > 0) requestAnimationFrame(() => seek(frames - 1));
    return;
  }
  sought = null;
  requestAnimationFrame(soon);
}

const goesOn = () => { sought = null; };

function onComment(event) {
  const text = event.target.closest("plan-text");
  if (!text || !page) return;
  const node = text.getAttribute("node"), field = text.getAttribute("field");
  const { from, to, quote } = event.detail;
  const stretch = globalThis.ogdPlans.stretch(node, field, from, to);
  if (stretch) page.invokeMethodAsync("Comment", node, field, stretch.from, stretch.to, stretch.revision, quote.slice(0, 1000));
}

const onThread = event => page?.invokeMethodAsync("OpenMarked", event.detail.id);

// Where one was before one went into the comments.
function onFocus(event) {
  if (!margin()?.contains(event.target)) outside = event.target;
  // One that went out of sight comes back to its line.
  const card = event.target.closest?.(".cards > *");
  if (!card || !isBeside() || !(parseFloat(card.style.top) < 0) || !event.target.matches(":focus-visible")) return;
  held = card;
  atOnce(card);
  layOut();
  card.scrollIntoView({ block: "nearest" });
}

// Escape closes what is open, and leads back; in a box it is the box's own.
function onEscape(event) {
  const aside = margin();
  if (!aside?.contains(event.target) || event.target.closest("textarea, input, select, [data-closes]")) return;
  const shut = aside.querySelector(".shut"), open = aside.querySelector(".thread [aria-expanded=true]");
  if (isBeside() && !open) return;
  event.preventDefault();
  (isBeside() ? open : shut).click();
  leave();
}

// Outside a text the keys begin a comment on the field or part that has the focus.
function onKey(event) {
  if (event.key === "Escape" && !event.defaultPrevented) onEscape(event);
  if (event.defaultPrevented || !event.ctrlKey || !event.altKey || event.code !== "KeyM") return;
  const near = event.target.closest?.(".fact, .field, .node") ?? document.querySelector(".node");
  const button = near?.querySelector("button.comment");
  if (!button) return;
  event.preventDefault();
  button.click();
}

export function start(margin) {
  page = margin;
  if (document.activeElement !== document.body) outside = document.activeElement;
  document.addEventListener("plan-comment", onComment);
  document.addEventListener("plan-thread", onThread);
  document.addEventListener("keydown", onKey);
  document.addEventListener("focusin", onFocus);
  addEventListener("resize", soon);
  addEventListener("scroll", onScroll, { capture: true, passive: true });
  for (const move of MOVES) addEventListener(move, goesOn, { capture: true, passive: true });
  watch = new ResizeObserver(soon);
  const node = document.querySelector(".node");
  if (node) watch.observe(node);
}

/** After each rendering: where everything goes, and which thread is open. */
export function place(open, focus) {
  active = open;
  held = null;
  globalThis.ogdPlans.showThread(open || null);
  for (const card of margin()?.querySelectorAll(".cards > *") ?? []) watch?.observe(card);
  const card = focus ? document.getElementById(`t-${open}`) : null;
  if (card) atOnce(card);
  layOut();
  if (!card) return;
  // All of it where there is room; else where it begins.
  card.scrollIntoView({ block: "nearest" });
  (wordsOf(open) ?? fieldOf(card) ?? card).scrollIntoView({ block: "nearest" });
  sought = card.dataset.words === undefined ? null : open;
  seek(SOUGHT_FRAMES);
  if (!card.contains(document.activeElement)) card.focus({ preventScroll: true });
}

/** The sheet was opened from below. */
export function enter() {
  margin()?.focus({ preventScroll: true });
}

/** What was open is closed: the focus goes back to where one came from, unless it is somewhere by now. */
export function leave() {
  const now = document.activeElement;
  if (now && now !== document.body && !margin()?.contains(now)) return;
  for (const place of [outside, margin()?.nextElementSibling, margin()]) {
    place?.focus?.();
    if (place && place === document.activeElement) return;
  }
}

export function stop() {
  page = null;
  outside = null;
  sought = null;
  held = null;
  watch?.disconnect();
  document.removeEventListener("plan-comment", onComment);
  document.removeEventListener("plan-thread", onThread);
  document.removeEventListener("keydown", onKey);
  document.removeEventListener("focusin", onFocus);
  removeEventListener("resize", soon);
  removeEventListener("scroll", onScroll, { capture: true });
  for (const move of MOVES) removeEventListener(move, goesOn, { capture: true });
  globalThis.ogdPlans?.showThread(null);
}
