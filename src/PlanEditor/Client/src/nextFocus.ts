/**
 * Where the focus goes when what had it was answered and is gone: to the next such item, else the one before, else the element that the item names.
 * An item is marked `data-next-focus="<id of that element>"`.
 */
const ITEM = "[data-next-focus]";

// As long as the server may take to answer; whoever does something else meanwhile has a focus of their own.
const LONGEST_MS = 15_000;

let disarm = (): void => {};

export function watchAnswers(): void {
  document.addEventListener("click", event => {
    const item = (event.target as Element).closest<HTMLElement>(ITEM);
    if (item && (event.target as Element).closest("button")) arm(item);
  }, true);
}

const pointed = (): void => disarm();

function arm(item: HTMLElement): void {
  disarm();
  const all = [...document.querySelectorAll<HTMLElement>(ITEM)];
  const at = all.indexOf(item);
  const places = [item, ...all.slice(at + 1), ...all.slice(0, at).reverse()];
  const fallback = item.dataset["nextFocus"] ?? "";
  const changes = new MutationObserver(() => {
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    const next = places.find(place => place.isConnected && place.offsetParent !== null) ?? document.getElementById(fallback);
    if (next && !next.hasAttribute("tabindex")) next.tabIndex = -1;
    next?.focus();
  });
  changes.observe(document.body, { childList: true, subtree: true });
  const end = setTimeout(() => disarm(), LONGEST_MS);
  const moved = (event: Event): void => { if (!places.some(place => place.contains(event.target as Node))) disarm(); };
  document.addEventListener("focusin", moved);
  // Whoever points at something next says where to be.
  document.addEventListener("pointerdown", pointed, true);
  disarm = () => {
    document.removeEventListener("pointerdown", pointed, true);
    changes.disconnect();
    clearTimeout(end);
    document.removeEventListener("focusin", moved);
    disarm = () => {};
  };
}
