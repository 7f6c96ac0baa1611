// Keys and focus that must not wait for the line: arrows in the outline, in lists to pick from, in menus and in the calendar. What they lead to
// (open, move, pick) is the circuit's; it hears a click or the key itself.

const treeKeys = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "Enter", " ", "Delete"]);
let typed = "";
let typedAt = 0;

const all = (root, selector) => [...root.querySelectorAll(selector)].filter(one => one.offsetParent !== null || one === document.activeElement);
const clamp = (at, count) => Math.max(0, Math.min(count - 1, at));
const level = row => Number(row.getAttribute("aria-level"));

function focusOne(ones, one) {
  for (const other of ones) other.tabIndex = other === one ? 0 : -1;
  one.focus();
}

function parentRow(rows, at) {
  for (let above = at - 1; above >= 0; above--) if (level(rows[above]) < level(rows[at])) return rows[above];
  return null;
}

function findTyped(rows, at, key) {
  const now = performance.now();
  typed = now - typedAt < 800 ? typed + key : key;
  typedAt = now;
  const words = typed.toLocaleLowerCase();
  const from = typed.length > 1 ? at : at + 1;
  return [...rows.slice(from), ...rows.slice(0, from)].find(row => {
    const name = row.dataset.find.toLocaleLowerCase();
    return name.startsWith(words) || name.split(" ").some(word => word.startsWith(words));
  });
}

// When a row goes, the focus goes to the one that takes its place.
function keepFocusNear(row) {
  const tree = row.closest("[role=tree]");
  const rows = all(tree, "[role=treeitem]");
  const at = rows.indexOf(row);
  const next = rows.slice(at + 1).find(other => level(other) <= level(row));
  const near = next && level(next) === level(row) ? next : rows[at - 1];
  const watch = new MutationObserver(() => {
    if (row.isConnected) return;
    watch.disconnect();
    if (document.activeElement === document.body && near?.isConnected) focusOne(all(tree, "[role=treeitem]"), near);
  });
  watch.observe(tree, { childList: true });
  setTimeout(() => watch.disconnect(), 5000);
}

function onTreeKey(event, row) {
  if (event.target !== row) return;
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (treeKeys.has(event.key) && !event.ctrlKey && !event.metaKey) event.preventDefault();
  if (!plain) return;
  if (event.key === "Delete") keepFocusNear(row);
  const rows = all(row.closest("[role=tree]"), "[role=treeitem]");
  const at = rows.indexOf(row);
  const expanded = row.getAttribute("aria-expanded");
  let to = null;
  if (event.key === "ArrowDown") to = rows[clamp(at + 1, rows.length)];
  else if (event.key === "ArrowUp") to = rows[clamp(at - 1, rows.length)];
  else if (event.key === "Home") to = rows[0];
  else if (event.key === "End") to = rows.at(-1);
  else if (event.key === "ArrowLeft" && expanded !== "true") to = parentRow(rows, at);
  else if (event.key === "ArrowRight" && expanded === "true") to = rows[at + 1] ?? null;
  else if (event.key.length === 1 && event.key !== " ") to = findTyped(rows, at, event.key);
  if (to) focusOne(rows, to);
}

function onPickKey(event, input) {
  const list = document.getElementById(input.getAttribute("aria-controls"));
  const options = list ? all(list, "[role=option]") : [];
  let active = options.findIndex(option => option.dataset.active !== undefined);
  if (event.key === "Enter") {
    event.preventDefault();
    const option = options[active] ?? (input.value.trim() ? options[0] : null);
    if (option) option.click();
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  if (options.length === 0) return;
  if (active >= 0) delete options[active].dataset.active;
  active = active < 0 ? (event.key === "ArrowDown" ? 0 : options.length - 1) : clamp(active + (event.key === "ArrowDown" ? 1 : -1), options.length);
  options[active].dataset.active = "";
  options[active].scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", options[active].id);
}

function onMenuKey(event, menu) {
  const items = all(menu, "[role=menuitem]");
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: (at + 1) % items.length, ArrowUp: (at - 1 + items.length) % items.length, Home: 0, End: items.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  items[to]?.focus();
}

function onGridKey(event, grid) {
  const days = all(grid, "button[data-day]");
  const at = days.indexOf(document.activeElement);
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
  const to = event.key === "Home" ? at - (at % 7) : event.key === "End" ? at - (at % 7) + 6 : step === undefined ? -1 : at + step;
  if (at < 0 || to < 0 || to >= days.length) return;
  event.preventDefault();
  focusOne(days, days[to]);
}

// Whoever goes into a fact and types on at once loses nothing, however long the line takes to bring the control.
let early = null;

function awaitControl(event) {
  const opener = event.target.closest("button.value");
  if (opener) early = { keys: "", entered: false, until: performance.now() + 3000 };
}

function keepEarly(event) {
  if (!early || performance.now() > early.until) return void (early = null);
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, [contenteditable=true]")) return;
  if (event.key === "Enter") early.entered = early.keys !== "";
  else if (event.key.length === 1) early.keys += event.key;
  else return;
  if (early.keys !== "") event.preventDefault();
}

function giveEarly(event) {
  if (!event.target.matches("[data-closes] input.line")) return;
  event.target.select();
  const { keys, entered } = early ?? { keys: "", entered: false };
  early = null;
  if (keys !== "") document.execCommand("insertText", false, keys);
  if (entered) event.target.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
}

function onKey(event) {
  if (event.defaultPrevented || event.isComposing) return;
  keepEarly(event);
  const row = event.target.closest("[role=treeitem]");
  if (row) onTreeKey(event, row);
  const input = event.target.closest(".pick :is(input, textarea)[role=combobox]");
  if (input) onPickKey(event, input);
  const menu = event.target.closest("[role=menu]");
  if (menu) onMenuKey(event, menu);
  const grid = event.target.closest("[role=grid]");
  if (grid) onGridKey(event, grid);
}

// Something that opened itself closes when the focus goes elsewhere: its hidden button tells the circuit.
function onFocusOut(event) {
  const open = event.target.closest("[data-closes]");
  if (!open || open.contains(event.relatedTarget)) return;
  setTimeout(() => {
    if (open.isConnected && document.hasFocus() && !open.contains(document.activeElement)) open.querySelector(":scope > [data-leave]")?.click();
  });
}

// A press on what cannot take the focus (an option, a heading of the calendar) leaves it where it is, so that nothing closes under the pointer.
function onPress(event) {
  const open = event.target.closest("[data-closes]");
  if (open && !event.target.closest("input, textarea, select, a, button")) event.preventDefault();
}

function onFocusIn(event) {
  giveEarly(event);
  const row = event.target.closest("[role=treeitem]");
  if (row !== event.target) return;
  for (const other of row.closest("[role=tree]").querySelectorAll("[role=treeitem]")) other.tabIndex = other === row ? 0 : -1;
}

// A part on its way to another place. Where it may go is asked of the rows themselves; the circuit hears of the drop only, and has the last word.
let dragged = null;
let over = null;

function mark(row, place) {
  if (over && over !== row) delete over.dataset.over;
  over = row;
  if (row) row.dataset.over = place;
}

function placeAt(event) {
  const row = event.target.closest?.("[role=treeitem][data-kind]");
  if (!dragged || !row || row === dragged) return [null, ""];
  const box = row.getBoundingClientRect();
  if (row.dataset.kind === dragged.dataset.kind) return row.draggable ? [row, event.clientY < box.top + box.height / 2 ? "before" : "after"] : [null, ""];
  return row.dataset.holds?.split(" ").includes(dragged.dataset.kind) ? [row, "into"] : [null, ""];
}

function onDragStart(event) {
  dragged = event.target.closest?.("[role=treeitem][draggable=true]") ?? null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.find);
}

function onDragOver(event) {
  if (!dragged) return;
  const [row, place] = placeAt(event);
  mark(row, place);
  if (row) event.preventDefault();
}

function onDrop(event) {
  const [row, place] = placeAt(event);
  if (!row) return;
  event.preventDefault();
  page?.invokeMethodAsync("Drop", dragged.dataset.key, row.dataset.key, place);
}

function onDragEnd() {
  mark(null, "");
  dragged = null;
}

let page = null;

const handlers = {
  dragstart: onDragStart, dragover: onDragOver, drop: onDrop, dragend: onDragEnd,
  keydown: onKey, focusout: onFocusOut, focusin: onFocusIn, mousedown: onPress, click: awaitControl,
};

export function start(plan) {
  page = plan;
  for (const [name, handler] of Object.entries(handlers)) document.addEventListener(name, handler);
}

export function stop() {
  page = null;
  for (const [name, handler] of Object.entries(handlers)) document.removeEventListener(name, handler);
}

/** Brings the row of what is open into the outline's window and its tab into sight, and on a phone the focus into the drawer. */
export function showCurrent(focus) {
  const row = document.querySelector("[role=treeitem][aria-current]");
  row?.scrollIntoView({ block: "nearest" });
  document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  if (focus) row?.focus();
}

export function focusOn(selector) {
  document.querySelector(selector)?.focus();
}

// What somebody chose for this device alone. A browser that keeps nothing forgets it with the page.
export function kept(key) {
  try { return localStorage.getItem(key); } catch { return null; }
}

export function keep(key, value) {
  try { localStorage.setItem(key, value); } catch { /* It is only a choice of view. */ }
}
