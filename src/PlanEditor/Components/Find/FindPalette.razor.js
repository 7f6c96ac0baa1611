// The dialog opens and closes in the browser, so that neither waits for the line; what is typed meanwhile stands in it. What is found comes from the circuit.

const WAITING_MS = 300;
const GONE_MS = 3000;
const STILL_PX = 12;
const LATE_CLICK_MS = 400;
const isMac = /Mac|iP(hone|ad)/.test(navigator.platform);
const opened = new WeakMap();
const leaveOut = event => event.stopImmediatePropagation();

export function start(dialog, palette) {
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]");
  const button = dialog.previousElementSibling;
  const waiting = dialog.querySelector(".waiting");
  let timer = 0;
  let picked = false;

  const open = () => {
    if (dialog.open) return input.select();
    input.value = "";
    picked = false;
    dialog.showModal();
    input.focus();
    palette.invokeMethodAsync("Opened");
  };
  const settle = () => {
    clearTimeout(timer);
    waiting.textContent = "";
    if (list.dataset.for === input.value || input.value.trim() === "") return;
    timer = setTimeout(() => { waiting.textContent = waiting.classList.contains("waits-for-circuit") ? waiting.dataset.away : waiting.dataset.words; }, WAITING_MS);
  };
  const key = event => {
    if (event.isComposing || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k" || !(isMac ? event.metaKey : event.ctrlKey)) return;
    // Another question is open: it is answered first.
    if (document.querySelector(":modal") && !dialog.open) return;
    event.preventDefault();
    event.stopPropagation();
    open();
  };
  if (isMac) button.querySelector("kbd").textContent = "⌘ K";
  const watch = new MutationObserver(() => {
    settle();
    document.getElementById(input.getAttribute("aria-activedescendant"))?.scrollIntoView({ block: "nearest" });
  });
  watch.observe(list, { attributes: true, attributeFilter: ["data-for"] });
  watch.observe(input, { attributes: true, attributeFilter: ["aria-activedescendant"] });
  document.addEventListener("keydown", key, true);
  button.addEventListener("click", open);
  input.addEventListener("input", settle);
  input.addEventListener("keydown", event => {
    if (!event.isComposing && ["ArrowDown", "ArrowUp", "Enter"].includes(event.key)) event.preventDefault();
  });
  dialog.addEventListener("click", event => {
    if (event.target === dialog || event.target.closest("[data-find-close]")) dialog.close();
  });
  // A press on an option leaves the caret where it is.
  list.addEventListener("mousedown", event => event.preventDefault());
  // What one came down on is what is meant, also when the list is drawn anew before one lets go: there is another option by then, or none.
  const keyOf = node => node.closest("[data-find-key]")?.dataset.findKey;
  let pressed = null;
  const moved = () => pressed !== null && !(pressed.option.isConnected && pressed.option.getBoundingClientRect().top === pressed.top);
  // Once, whoever clicks twice, until something else is looked for.
  const pick = key => {
    pressed = null;
    if (key === undefined || picked) return;
    picked = true;
    // Without the line it can be pressed again.
    palette.invokeMethodAsync("Pressed", key).catch(() => { picked = false; });
  };
  const down = event => {
    const option = event.target.closest("[data-find-key]");
    pressed = option && event.isPrimary && event.button === 0 ? { option, key: keyOf(option), top: option.getBoundingClientRect().top, x: event.clientX, y: event.clientY } : null;
  };
  const up = event => {
    if (!moved() || Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > STILL_PX) return;
    pick(pressed.key);
    // Its click would fall on what stands there by now.
    list.addEventListener("click", leaveOut, { capture: true, once: true });
    setTimeout(() => list.removeEventListener("click", leaveOut, true), LATE_CLICK_MS);
  };
  const cancelled = () => { pressed = null; };
  input.addEventListener("input", () => { picked = false; });
  list.addEventListener("pointerdown", down);
  list.addEventListener("click", event => pick(event.detail > 0 && moved() ? pressed.key : keyOf(event.target)));
  document.addEventListener("pointerup", up);
  document.addEventListener("pointercancel", cancelled);
  opened.set(dialog, () => {
    document.removeEventListener("keydown", key, true);
    document.removeEventListener("pointerup", up);
    document.removeEventListener("pointercancel", cancelled);
    watch.disconnect();
    clearTimeout(timer);
    if (dialog.open) dialog.close();
  });
}

export function stop(dialog) {
  opened.get(dialog)?.();
  opened.delete(dialog);
}

/** Closes. On the way to a part the focus goes along to its page, unless a field takes it. */
export function leave(dialog, isOnTheWay) {
  dialog.close();
  if (!isOnTheWay) return;
  document.activeElement?.blur();
  const before = document.querySelector("main");
  const watch = new MutationObserver(() => {
    const main = document.querySelector("main");
    if (!main || main === before) return;
    watch.disconnect();
    if (document.activeElement === document.body) main.focus({ preventScroll: true });
  });
  watch.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), GONE_MS);
}

export function press(selector) {
  document.querySelector(selector)?.click();
}
