/** Where the reader was, kept over a reload that the page does by itself: the scroll of each column and the caret. */
interface Return { readonly path: string; readonly scrolls: Record<string, number>; readonly focus: { id: string; anchor: number; head: number } | null }

const KEY = "ogdplans-return";

export function rememberPlace(focus: Return["focus"]): void {
  const scrolls: Record<string, number> = { window: scrollY };
  for (const element of document.querySelectorAll<HTMLElement>("main, [id], .page")) {
    const name = nameOf(element);
    if (name && element.scrollTop > 0) scrolls[name] = element.scrollTop;
  }
  sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, scrolls, focus } satisfies Return));
}

/** Puts the columns where they were. The caret follows when its text is there. */
export function restoreScroll(): void {
  const place = read();
  if (!place) return;
  scrollTo(0, place.scrolls["window"] ?? 0);
  for (const element of document.querySelectorAll<HTMLElement>("main, [id], .page")) {
    const top = place.scrolls[nameOf(element)];
    if (top) element.scrollTop = top;
  }
}

export function takeReturn(id: string): { anchor: number; head: number } | null {
  const place = read();
  if (!place || place.focus?.id !== id) return null;
  sessionStorage.removeItem(KEY);
  return place.focus;
}

const nameOf = (element: HTMLElement): string => element.id || (element.localName === "main" ? "main" : element.classList.contains("page") ? ".page" : "");

function read(): Return | null {
  const json = sessionStorage.getItem(KEY);
  if (!json) return null;
  const place = JSON.parse(json) as Return;
  if (place.path === location.pathname) return place;
  sessionStorage.removeItem(KEY);
  return null;
}
