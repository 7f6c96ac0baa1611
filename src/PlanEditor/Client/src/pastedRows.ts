/** Rows of a spreadsheet that are pasted or typed into `<textarea data-rows>` are taken as a file of the input beside it, so that they go the way of files. */
export function watchPastedRows(): void {
  document.addEventListener("paste", event => {
    const area = areaOf(event.target);
    if (area && take(area, event.clipboardData?.getData("text/plain") ?? "")) event.preventDefault();
  });
  document.addEventListener("change", event => {
    const area = areaOf(event.target);
    if (area && take(area, area.value)) area.value = "";
  });
}

const areaOf = (target: EventTarget | null) => target instanceof HTMLTextAreaElement && target.dataset["rows"] !== undefined ? target : null;

function take(area: HTMLTextAreaElement, rows: string): boolean {
  const input = area.closest("label")?.parentElement?.querySelector<HTMLInputElement>("input[type=file]:not(:disabled)");
  if (!input || rows.trim() === "") return false;
  const files = new DataTransfer();
  files.items.add(new File([rows], area.dataset["rows"]!, { type: "text/tab-separated-values" }));
  input.files = files.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}
