/** Suggesting as the page sees it: it goes on over a reload, and what was typed reaches the server before it is sent or left. */
import { circuit, type CircuitObject } from "./circuitState";
import { keyOf, partsOf } from "./fieldText";
import { TRY_AGAIN } from "./handOver";
import { page } from "./page";
import { type KeptSuggestion, suggestedRows } from "./suggestedRows";
import { SuggestedText } from "./suggestedText";
import { fromWire, toText } from "./changes";

/** How long sending waits for what was typed. */
const SETTLE_MS = 8_000;
/** In this tab somebody suggests in the plan with this name. */
const MODE = "ogdplans-suggesting";

let resumedFor: CircuitObject | null = null;

const texts = (): SuggestedText[] => [...page.texts.values()].filter(text => text instanceof SuggestedText);

/** Goes on with suggesting when there is a circuit, and hands over what is kept of texts that are not on screen. */
export function watchSuggesting(): void {
  const look = () => { if (circuit.object && page.session && resumedFor !== circuit.object) void resume(circuit.object); };
  circuit.watch(look);
  page.onSession(look);
}

async function resume(object: CircuitObject): Promise<void> {
  const { user, slug } = page.session!.options;
  resumedFor = object;
  const kept = suggestedRows.of(user, slug);
  if (kept.length === 0 && sessionStorage.getItem(MODE) !== slug) return;
  try {
    if (!await object.invokeMethodAsync("ResumeSuggesting")) return void sessionStorage.removeItem(MODE);
    sessionStorage.setItem(MODE, slug);
    for (const one of kept) if (page.texts.get(one.key)?.suggests !== true && await give(object, one) === null) suggestedRows.forget(one.name, one.written);
  } catch (error) {
    // The circuit went away: the next one goes on.
    console.warn("Suggesting could not go on.", error);
    resumedFor = null;
  }
}

/** One whose text is not known to be that of a revision waits until its part is opened. */
function give(object: CircuitObject, { key, row }: KeptSuggestion): Promise<string | null> {
  const { node, field } = partsOf(key);
  if (!row.added) return row.at === null ? Promise.resolve(TRY_AGAIN) : object.invokeMethodAsync("SuggestText", node, field, row.at, JSON.stringify(row.edit));
  const start = toText(row.text), edit = fromWire(row.edit, start.length);
  return edit ? object.invokeMethodAsync("SuggestAddedText", node, field, edit.apply(start).toString()) : Promise.resolve(TRY_AGAIN);
}

/** Hands over what was typed as suggestions. False: some of it is not there. */
export async function settleSuggestions(withinMs = SETTLE_MS): Promise<boolean> {
  return (await Promise.all(texts().map(text => text.settle(withinMs)))).every(there => there);
}

/** A part of my proposal is no longer suggested: if it was about a text, that reads as the plan has it. */
export function dropSuggested(part: string): void {
  const [kind, node, field] = part.split(" ");
  const text = kind === "text" ? page.texts.get(keyOf(node ?? "", field ?? "")) : undefined;
  if (text instanceof SuggestedText) text.drop();
}

/** Suggesting begins or is over. @param discard With all that was typed and is not at the server. */
export function setSuggesting(on: boolean, discard: boolean): void {
  const { session } = page;
  if (on && session) sessionStorage.setItem(MODE, session.options.slug);
  if (!on) sessionStorage.removeItem(MODE);
  if (discard) {
    for (const text of texts()) text.drop();
    if (session) for (const { name } of suggestedRows.of(session.options.user, session.options.slug)) suggestedRows.forget(name);
  }
  // The texts of another time show nothing of it.
  if (!on) for (const text of texts()) {
    if (text.host !== null) continue;
    page.texts.delete(text.key);
    text.destroy();
  }
}
