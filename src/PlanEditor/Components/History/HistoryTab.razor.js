// From one difference to the next by key, and printing: what needs no server.

let root = null;

const differences = () => [...root.querySelectorAll("[data-difference]")];

function step(by) {
  const all = differences();
  if (all.length === 0) return;
  const at = all.indexOf(document.activeElement?.closest("[data-difference]"));
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, [contenteditable], [role=dialog]")) return;
  const by = { n: 1, j: 1, p: -1, k: -1 }[event.key.toLowerCase()];
  if (!by || differences().length === 0) return;
  event.preventDefault();
  step(by);
}

function onClick(event) {
  const button = event.target.closest("[data-step], [data-print]");
  if (!button) return;
  if (button.dataset.step) step(Number(button.dataset.step));
  else window.print();
}

export function start(element) {
  root = element;
  root.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
}

export function stop() {
  root?.removeEventListener("click", onClick);
  document.removeEventListener("keydown", onKey);
  root = null;
}
