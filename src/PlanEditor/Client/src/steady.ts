/**
 * Runs a change of the page and keeps what is being read or written where it is on the glass: the line with the caret when it
 * is in sight, else whatever stands at the top of the column.
 */
export function keepSteady(caretTop: () => number | null, change: () => void): void {
  const scroller = scrollerOf(document.activeElement ?? document.body);
  const frame = scroller === document.scrollingElement ? { top: 0, bottom: innerHeight } : scroller.getBoundingClientRect();
  const caret = caretTop();
  const top = caret !== null && caret >= frame.top && caret <= frame.bottom ? caretTop : topOf(firstInSight(scroller, frame.top));
  const before = top();
  withoutAnchoring(scroller);
  change();
  const after = top();
  if (before !== null && after !== null && Math.abs(after - before) >= 1) scroller.scrollTop += after - before;
}

const anchorings = new WeakMap<HTMLElement, string>();

/** Until the next frame the browser itself keeps nothing in its place there, however many changes there are until then. */
function withoutAnchoring(scroller: HTMLElement): void {
  if (anchorings.has(scroller)) return;
  anchorings.set(scroller, scroller.style.overflowAnchor);
  scroller.style.overflowAnchor = "none";
  requestAnimationFrame(() => {
    scroller.style.overflowAnchor = anchorings.get(scroller)!;
    anchorings.delete(scroller);
  });
}

function firstInSight(scroller: HTMLElement, top: number): Element | null {
  const { left, width } = scroller.getBoundingClientRect();
  const found = document.elementFromPoint(left + width / 2, top + 12);
  return found && scroller.contains(found) && found !== scroller ? found : null;
}

const topOf = (element: Element | null) => () => element?.isConnected ? element.getBoundingClientRect().top : null;

export function scrollerOf(element: Element): HTMLElement {
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    const { overflowY } = getComputedStyle(parent);
    if ((overflowY === "auto" || overflowY === "scroll") && parent.scrollHeight > parent.clientHeight && !parent.classList.contains("cm-scroller")) return parent;
  }
  return (document.scrollingElement as HTMLElement | null) ?? document.documentElement;
}
