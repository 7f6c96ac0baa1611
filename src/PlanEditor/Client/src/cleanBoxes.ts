/** What is typed or pasted into a box of a form has no characters that no text may hold, such as those that come along out of a PDF: they are gone before anybody hears of them. */
import { clean, passes } from "./textGate";

const HIGH = /[\ud800-\udbff]$/;
const LOW = /^[\udc00-\udfff]/;

export function cleanBoxes(window: Window): void {
  window.addEventListener("input", event => {
    const box = boxOf(event);
    if (!box || passes(box.value) || (event as InputEvent).isComposing) return;
    const caret = box.selectionStart ?? box.value.length;
    const [before, after] = [box.value.slice(0, caret), box.value.slice(caret)];
    // An input source may deliver a character in two halves: the first waits for the second, and nobody hears of it meanwhile.
    const isOne = (event as InputEvent).data?.length === 1;
    const half = isOne && HIGH.test(before) && !LOW.test(after) ? before.slice(-1) : "";
    if (half) event.stopImmediatePropagation();
    put(box, clean(half ? before.slice(0, -1) : before).text + half, clean(after).text);
  }, { capture: true });

  // The second half never came.
  window.addEventListener("change", event => {
    const box = boxOf(event);
    if (!box || passes(box.value)) return;
    const caret = box.selectionStart ?? box.value.length;
    put(box, clean(box.value.slice(0, caret)).text, clean(box.value.slice(caret)).text);
  }, { capture: true });
}

function boxOf(event: Event): HTMLTextAreaElement | HTMLInputElement | null {
  const box = event.target;
  return box instanceof HTMLTextAreaElement || (box instanceof HTMLInputElement && box.type === "text") ? box : null;
}

function put(box: HTMLTextAreaElement | HTMLInputElement, before: string, after: string): void {
  if (before + after === box.value) return;
  box.value = before + after;
  box.setSelectionRange(before.length, before.length);
}
