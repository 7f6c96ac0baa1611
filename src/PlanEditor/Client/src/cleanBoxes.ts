/** What is typed or pasted into a box of a form has no characters that no text may hold, such as those that come along out of a PDF: they are gone before anybody hears of them. */
import { clean, passes } from "./textGate";

export function cleanBoxes(window: Window): void {
  window.addEventListener("input", event => {
    const box = event.target;
    if (!(box instanceof HTMLTextAreaElement) && !(box instanceof HTMLInputElement && box.type === "text")) return;
    if (passes(box.value) || (event as InputEvent).isComposing) return;
    const caret = clean(box.value.slice(0, box.selectionStart ?? box.value.length)).text.length;
    box.value = clean(box.value).text;
    box.setSelectionRange(caret, caret);
  }, { capture: true });
}
