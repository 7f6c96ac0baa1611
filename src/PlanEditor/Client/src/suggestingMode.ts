/** Suggesting as the page sees it: it goes on over a reload, and what was typed reaches the server before it is sent or left. */
import { circuit, type CircuitObject } from "./circuitState";
import { keyOf, partsOf } from "./fieldText";
import { AGAIN_MS, ANSWER_MS, TRY_AGAIN } from "./handOver";
import { page } from "./page";
import { type KeptSuggestion, suggestedRows } from "./suggestedRows";
import { SuggestedText } from "./suggestedText";
import { browserTimers, within } from "./timers";
import { fromWire, toText } from "./changes";

/** How long sending waits for what was typed. */
const SETTLE_MS = 8_000;
/** In this tab somebody suggests in the plan with this name. */
const MODE = "ogdplans-suggesting";

let resumedFor: { object: CircuitObject; slug: string } | null = null;

const texts = (): SuggestedText[] => [...page.texts.values()].filter(text => text instanceof SuggestedText);

/** Goes on with suggesting when there is a circuit, and hands over what is kept of texts that are not on screen. */
export function watchSuggesting(): void {
  const look = () => {
    const { object } = circuit, slug = page.session?.options.slug;
    if (object && slug !== undefined && (resumedFor?.object !== object || resumedFor.slug !== slug)) void resume(object, slug);
  };
  circuit.watch(look);
  page.onSession(look);
}

async function resume(object: CircuitObject, slug: string): Promise<void> {
  resumedFor = { object, slug };
  if (keptHere().length === 0 && sessionStorage.getItem(MODE) !== slug) return;
  try {
    if (!await object.invokeMethodAsync("ResumeSuggesting")) return void sessionStorage.removeItem(MODE);
    sessionStorage.setItem(MODE, slug);
    await handOverKept();
  } catch (error) {
    // The circuit went away: the next one goes on.
    console.warn("Suggesting could not go on.", error);
    resumedFor = null;
  }
}

function keptHere(): KeptSuggestion[] {
  const { session } = page;
  return session ? suggestedRows.of(session.options.user, session.options.slug) : [];
}

/** Hands over what is kept of texts that are not on screen, and again what the server cannot take just now. */
async function handOverKept(): Promise<void> {
  const { object } = circuit, { session } = page;
  for (let again = true; again && object !== null && circuit.object === object && page.session === session;) {
    again = false;
    for (const one of keptHere()) {
      if (page.texts.get(one.key)?.suggests === true || one.row.refusal !== undefined) continue;
      const why = await within(browserTimers, ANSWER_MS, give(object, one));
      if (why === null) suggestedRows.forget(one.name, one.written);
      else if (why !== TRY_AGAIN) suggestedRows.keep(one.name, { ...one.row, refusal: why });
      else if (one.row.added || one.row.at !== null) again = true;
    }
    if (again) await new Promise<void>(resolve => browserTimers.after(AGAIN_MS, resolve));
  }
}

/** One whose text is not known to be that of a revision waits until its part is opened. */
function give(object: CircuitObject, { key, row }: KeptSuggestion): Promise<string | null> {
  const { node, field } = partsOf(key);
  if (!row.added) return row.at === null ? Promise.resolve(TRY_AGAIN) : object.invokeMethodAsync("SuggestText", node, field, row.at, JSON.stringify(row.edit));
  const start = toText(row.text), edit = fromWire(row.edit, start.length);
  return edit ? object.invokeMethodAsync("SuggestAddedText", node, field, edit.apply(start).toString()) : Promise.resolve(TRY_AGAIN);
}

/** Hands over what was typed as suggestions. Null: all of it is there; TRY_AGAIN: some is not yet; else what is refused, and why. */
export async function settleSuggestions(withinMs = SETTLE_MS): Promise<string | null> {
  const left = (await Promise.all(texts().map(text => text.settle(withinMs)))).filter(why => why !== null);
  return left.find(why => why === TRY_AGAIN) ?? left[0] ?? null;
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
