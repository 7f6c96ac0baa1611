// Moving bars with the pointer and by keys, and walking through them: what must not wait for the line. A move is a draft until it is set; the circuit
// hears of it once, with the dates that were there when it began, and has the last word.

const FIRST_OF_1970 = 719162;
const DAY_MS = 86400000;
const HOLD_MS = 450;
const MOUSE_SLOP = 3;
const TOUCH_SLOP = 8;
const EDGE = 36;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

let page = null;
let root = null;
let rows = null;
let press = null;
let draft = null;
let last = { bar: null, at: 0 };

const dateOf = day => new Date((day - FIRST_OF_1970) * DAY_MS);
const dayOf = (year, month, date) => Date.UTC(year, month, date) / DAY_MS + FIRST_OF_1970;
const show = day => `${dateOf(day).getUTCDate()} ${MONTHS[dateOf(day).getUTCMonth()]} ${dateOf(day).getUTCFullYear()}`;
const words = ({ start, due }) => start === null ? `due ${show(due)}` : `${show(start)} to ${show(due)}`;
const number = text => text === undefined ? null : Number(text);
const own = bar => ({ start: number(bar.dataset.start), due: number(bar.dataset.due) });
const same = (one, other) => one.start === other.start && one.due === other.due;
const bars = () => [...root.querySelectorAll("[data-bar]")];
const say = text => { root.querySelector("[data-said]").textContent = text; };

/** A month later or earlier; the last day of a month goes to the last day. */
function addMonths(day, count) {
  const date = dateOf(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const lastHere = dateOf(dayOf(year, month + 1, 0)).getUTCDate();
  const lastThere = dateOf(dayOf(year, month + count + 1, 0)).getUTCDate();
  return dayOf(year, month + count, date.getUTCDate() === lastHere ? lastThere : Math.min(date.getUTCDate(), lastThere));
}

function begin(bar, by) {
  if (document.querySelector(".waits-for-circuit")) return say("Dates can be changed when the line is back");
  const was = own(bar);
  draft = { bar, by, was, from: number(bar.dataset.from), ...was, watch: new MutationObserver(render) };
  draft.watch.observe(bar, { attributes: true });
}

function step(edge, move) {
  if (edge !== "start") draft.due = Math.max(move(draft.due), edge === "due" ? draft.start ?? -Infinity : -Infinity);
  if (edge === "both" && draft.start !== null) draft.start = move(draft.start);
  if (edge === "start") draft.start = Math.min(move(draft.start ?? draft.from ?? draft.due), draft.due);
  render();
}

function render() {
  const { bar, by, was, start, due, from } = draft;
  const box = root.querySelector(".draft");
  const [mark, note] = box.children;
  const lane = bar.parentElement.getBoundingClientRect();
  const body = box.parentElement.getBoundingClientRect();
  const first = Number(bar.closest(".chart").dataset.first);
  const begins = start ?? Math.min(from ?? due + 1, due + 1);
  const left = (begins - first) * perDay(bar);
  box.style.cssText = `left:${lane.left - body.left + left}px;top:${lane.top - body.top}px;height:${lane.height}px`;
  mark.style.width = `${Math.max(4, (due + 1 - begins) * perDay(bar))}px`;
  // The bar itself stays where the document has it, whoever changes that.
  const meanwhile = same(own(bar), was) ? "" : ` · Changed meanwhile: ${words(own(bar))}`;
  note.textContent = words(draft) + (meanwhile || (by === "keys" ? " · Enter sets, Escape leaves" : ""));
  box.hidden = false;
  // The words stay in sight, wherever the frame stands.
  const frame = bar.closest(".frame");
  const [least, most] = [frame.scrollLeft + lane.left - body.left + 4, frame.scrollLeft + frame.clientWidth - note.offsetWidth - 4];
  note.style.left = `${Math.max(least, Math.min(most, box.offsetLeft)) - box.offsetLeft}px`;
  if (by === "keys" || meanwhile) say(words(draft) + meanwhile);
}

const perDay = bar => bar.parentElement.getBoundingClientRect().width / Number(bar.closest(".chart").dataset.days);
const hide = () => root?.querySelector(".draft")?.setAttribute("hidden", "");

/** Ends the draft, and the press that made it. */
function end() {
  const ended = draft;
  draft = null;
  ended?.watch.disconnect();
  if (ended?.by === "pointer") press = null;
  return ended;
}

function leave() {
  end();
  hide();
}

async function set() {
  const { bar, was, start, due } = end();
  try {
    if (!bar.isConnected || same(was, { start, due })) return;
    const isSet = await page.invokeMethodAsync("Move", bar.dataset.bar, was.start, was.due, start, due);
    if (isSet && root) say(`${bar.dataset.number}: ${words({ start, due })}`);
  } catch (error) {
    console.warn("The dates were not set.", error);
  } finally {
    if (!draft) hide();
  }
}

function onDown(event) {
  const bar = event.target.closest(".hit.moves");
  if (!bar || event.button !== 0 || press) return;
  const frame = bar.closest(".frame");
  const touch = event.pointerType === "touch";
  press = { bar, frame, touch, edge: event.target.dataset.edge ?? "both", id: event.pointerId, x: event.clientX, y: event.clientY, scroll: frame.scrollLeft };
  if (touch) press.timer = setTimeout(lift, HOLD_MS);
}

function lift() {
  if (draft) leave();
  const { bar, id } = press;
  begin(bar, "pointer");
  if (!draft) return void (press = null);
  press.lifted = true;
  bar.setPointerCapture(id);
  bar.focus({ preventScroll: true });
  render();
}

function onMove(event) {
  if (!press || event.pointerId !== press.id) return;
  const far = Math.hypot(event.clientX - press.x, event.clientY - press.y);
  if (!press.lifted && press.touch) {
    if (far > TOUCH_SLOP) forget();
    return;
  }
  if (!press.lifted && far <= MOUSE_SLOP) return;
  if (!press.lifted) lift();
  if (!draft) return;
  const { frame, bar } = press;
  const edges = frame.getBoundingClientRect();
  if (event.clientX > edges.right - EDGE) frame.scrollLeft += EDGE / 2;
  else if (event.clientX < edges.left + bar.closest(".row").querySelector(".what").offsetWidth + EDGE) frame.scrollLeft -= EDGE / 2;
  const days = Math.round((event.clientX - press.x + frame.scrollLeft - press.scroll) / perDay(bar));
  Object.assign(draft, draft.was);
  step(press.edge, day => day + days);
}

function forget() {
  clearTimeout(press?.timer);
  press = null;
}

function onUp(event) {
  if (!press || event.pointerId !== press.id) return;
  clearTimeout(press.timer);
  if (press.lifted && draft) void set();
  press = null;
}

function onCancel(event) {
  if (!press || event.pointerId !== press.id) return;
  clearTimeout(press.timer);
  if (press.lifted) leave();
  press = null;
}

function onKey(event) {
  const bar = event.target.closest("[data-bar]");
  if (!bar || event.defaultPrevented) return;
  const all = bars();
  const at = all.indexOf(bar);
  const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key];
  if (to !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) all[Math.max(0, Math.min(all.length - 1, to))].focus();
  else if (event.key === "Enter" || event.key === " ") draft ? void set() : open(bar);
  else if (event.key === "Escape" && draft) leave();
  else if ((event.key === "ArrowLeft" || event.key === "ArrowRight") && bar.classList.contains("moves")) onArrow(event, bar);
  else return;
  event.preventDefault();
}

function onArrow(event, bar) {
  if (draft?.by === "pointer") return;
  if (!draft) begin(bar, "keys");
  if (!draft) return;
  const count = event.key === "ArrowLeft" ? -1 : 1;
  const edge = event.altKey ? "start" : event.ctrlKey || event.metaKey ? "due" : "both";
  step(edge, event.shiftKey ? day => addMonths(day, count) : day => day + count);
}

function onFocusIn(event) {
  const bar = event.target.closest("[data-bar]");
  if (!bar) return;
  const all = bars();
  for (const other of all) other.tabIndex = other === bar ? 0 : -1;
  last = { bar, at: all.indexOf(bar) };
}

/** Only Enter sets. Who looks at another window comes back to the draft. */
function onFocusOut() {
  if (draft?.by !== "keys" || !document.hasFocus()) return;
  say(`${draft.bar.dataset.number}: left as it was`);
  leave();
}

/** One bar is always reached by the tab key; when the one that has the focus goes, its neighbour gets it. */
function keepStop() {
  const all = bars();
  if (all.length === 0) return;
  if (draft && !draft.bar.isConnected) leave();
  if (last.bar && !last.bar.isConnected && document.activeElement === document.body) all[Math.min(last.at, all.length - 1)].focus();
  if (!all.some(bar => bar.tabIndex === 0)) all[0].tabIndex = 0;
}

function toToday(behavior) {
  const flag = root.querySelector(".flag");
  const frame = flag?.closest(".frame");
  if (!frame) return;
  const what = root.querySelector(".head .what").offsetWidth;
  frame.scrollTo({ left: flag.offsetLeft - (frame.clientWidth - what) / 3, behavior });
}

const open = bar => bar.closest(".row").querySelector("a.name").click();

/** A press that no pointer made, as a screen reader does it, opens what the bar stands for; so does a double press. */
function onClick(event) {
  const bar = event.target.closest("[data-bar]");
  if (bar && event.detail !== 1) open(bar);
  if (event.target.closest("[data-to-today]")) toToday(matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");
}

const holds = event => { if (press?.lifted || (press?.touch && event.type === "contextmenu")) event.preventDefault(); };

const handlers = {
  pointerdown: onDown, pointermove: onMove, pointerup: onUp, pointercancel: onCancel, keydown: onKey, focusin: onFocusIn, focusout: onFocusOut, click: onClick,
  contextmenu: holds, touchmove: holds,
};

export function start(timeline, element) {
  [page, root] = [timeline, element];
  for (const [name, handler] of Object.entries(handlers)) root.addEventListener(name, handler, { passive: false });
  rows = new MutationObserver(keepStop);
  rows.observe(root, { childList: true, subtree: true });
  keepStop();
  toToday("auto");
}

export function stop() {
  rows.disconnect();
  draft?.watch.disconnect();
  forget();
  for (const [name, handler] of Object.entries(handlers)) root.removeEventListener(name, handler);
  [page, root, rows, draft] = [null, null, null, null];
  last = { bar: null, at: 0 };
}
