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
  const anchoring = scroller.style.overflowAnchor;
  scroller.style.overflowAnchor = "none";
  change();
  const after = top();
  if (before !== null && after !== null && Math.abs(after - before) >= 1) scroller.scrollTop += after - before;
  requestAnimationFrame(() => { scroller.style.overflowAnchor = anchoring; });
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
