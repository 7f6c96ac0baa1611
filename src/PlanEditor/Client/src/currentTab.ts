/** Where the tabs of the sections do not fit beside one another, the one of the page that is open is in sight. */
const OPEN = ":scope > [aria-current]";
const watched = new WeakSet<Element>();

export function showCurrentTab(): void {
  const tabs = document.querySelector(".bar.top .tabs");
  if (!tabs) return;
  show(tabs);
  if (watched.has(tabs)) return;
  watched.add(tabs);
  // The mark may move after the page did, and tabs come when it is known who may see them.
  new MutationObserver(() => show(tabs)).observe(tabs, { childList: true, subtree: true, attributeFilter: ["aria-current"] });
}

function show(tabs: Element): void {
  tabs.querySelector(OPEN)?.scrollIntoView({ block: "nearest", inline: "center" });
}
