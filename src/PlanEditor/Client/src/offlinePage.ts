/** The page shown when there is no way to the server: what waits on this device, and back as soon as there is a way. */
import { restore } from "./keptPlan";
import { OUTBOX_DATABASE, OUTBOX_ROWS, type OutboxRow } from "./outbox";
import { OFFLINE_WORDS } from "./offlineWords";
import { languageOf, wordsFor } from "./words";

const words = wordsFor(navigator.language);
const offline = OFFLINE_WORDS[languageOf(navigator.language)];
const main = document.querySelector("main")!;

function add<K extends keyof HTMLElementTagNameMap>(parent: HTMLElement, name: K, text: string): HTMLElementTagNameMap[K] {
  const element = parent.appendChild(document.createElement(name));
  element.textContent = text;
  return element;
}

function keptRows(): Promise<OutboxRow[]> {
  const user = localStorage.getItem("ogdplans-user");
  return new Promise(resolve => {
    const request = indexedDB.open(OUTBOX_DATABASE, 1);
    request.onupgradeneeded = () => request.transaction!.abort();
    request.onerror = () => resolve([]);
    request.onsuccess = () => {
      const all = request.result.transaction(OUTBOX_ROWS).objectStore(OUTBOX_ROWS).getAll() as IDBRequest<OutboxRow[]>;
      all.onerror = () => resolve([]);
      all.onsuccess = () => resolve(all.result.filter(row => row.user === user));
    };
  });
}

function show(rows: readonly OutboxRow[]): void {
  document.documentElement.lang = navigator.language;
  const theme = localStorage.getItem("ogdplans-theme");
  if (theme) document.documentElement.dataset["theme"] = theme;
  const plans = rows.map(row => restore(row.kept, () => "", () => 0));
  const count = plans.reduce((sum, plan) => sum + plan.unsaved + plan.tray.length, 0);
  main.replaceChildren();
  add(main, "h1", offline.title);
  add(main, "p", count > 0 ? offline.kept(count) : offline.none);
  add(main, "p", offline.comesBack);
  for (const [i, plan] of plans.entries()) {
    add(main, "h2", [offline.texts, rows[i]!.title].filter(Boolean).join(": "));
    for (const field of plan.fields.values()) if (field.unsent || field.units.length > 0) showText(plan.labels.get(field.key) ?? "", field.text.toString());
    for (const entry of plan.tray) showText(entry.label, entry.text);
  }
}

function showText(label: string, text: string): void {
  const article = add(main, "article", "");
  add(article, "h3", label);
  add(article, "pre", text);
  const copy = add(article, "button", words.copy);
  copy.onclick = () => void navigator.clipboard.writeText(text).then(() => { copy.textContent = words.copied; });
}

async function comeBack(wait: number): Promise<void> {
  try {
    const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
    if (answer.status < 500) return location.reload();
  } catch {
    // Still no way; asked again below.
  }
  setTimeout(() => void comeBack(Math.min(wait * 1.5, 15_000)), wait);
}

show([]);
void keptRows().then(show);
void comeBack(1_500);
addEventListener("online", () => location.reload());
