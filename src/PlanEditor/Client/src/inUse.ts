/**
 * Tells the server now and then that somebody works here. A page is read and written over lines that stay open by themselves and keep nobody signed in; a request renews the sign-in and its cookie.
 */
export const EVERY_MS = 10 * 60_000;

/** What to call at each act of a person; it asks at most every ten minutes, and again at the next act when it did not get through. */
export function inUse(ask: () => Promise<unknown>, now: () => number): () => void {
  // The page itself was a request.
  let asked = now();
  return () => {
    // Also when the clock was set back: what it says now is far from what it said then.
    if (Math.abs(now() - asked) < EVERY_MS) return;
    const before = asked;
    asked = now();
    ask().catch(() => { asked = before; });
  };
}

export function watchUse(): void {
  const act = inUse(() => fetch(new URL("health", document.baseURI), { method: "HEAD", cache: "no-store" }), () => Date.now());
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, act, { capture: true, passive: true });
}
