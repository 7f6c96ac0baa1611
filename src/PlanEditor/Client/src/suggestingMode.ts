/** Suggesting as the page sees it: it goes on over a reload, and what was typed reaches the server before it is sent or left. */
import { circuit, type CircuitObject } from "./circuitState";
import { keyOf, partsOf } from "./fieldText";
import { AGAIN_MS, ANSWER_MS, TRY_AGAIN } from "./handOver";
import { page } from "./page";
import { difference, toText, toWire } from "./changes";
import { caughtUp, giving, type OwnSuggestion, over, readOwn, type SuggestedNow, theirs, writeKnown } from "./suggestedMerge";
import { type KeptSuggestion, type SuggestedRow, suggestedRows } from "./suggestedRows";
import { SuggestedText } from "./suggestedText";
import { browserTimers, within } from "./timers";

/** How long sending waits for what was typed. */
const SETTLE_MS = 8_000;
/** In this tab somebody suggests in the plan with this name. */
const MODE = "ogdplans-suggesting";
/** What is suggested there answers the comment with this id. */
const ANSWERING = "ogdplans-answering";

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
  const suggests = sessionStorage.getItem(MODE) === slug;
  if (keptHere().length === 0 && !suggests) return;
  try {
    if (!await object.invokeMethodAsync("ResumeSuggesting", suggests ? sessionStorage.getItem(ANSWERING) : null)) return forgetMode();
    sessionStorage.setItem(MODE, slug);
    await handOverKept();
  } catch (error) {
    // The circuit went away: the next one goes on.
    console.warn("Suggesting could not go on.", error);
    resumedFor = null;
  }
}

function forgetMode(): void {
  for (const key of [MODE, ANSWERING]) sessionStorage.removeItem(key);
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
      const { left, why } = await giveKept(object, one);
      if (why === null) suggestedRows.forget(one.name, left);
      else if (why === TRY_AGAIN && (one.row.added || one.row.at !== null)) again = true;
    }
    if (again) await new Promise<void>(resolve => browserTimers.after(AGAIN_MS, resolve));
  }
}

/** Hands over what is kept of one text. One whose text is not known to be that of a revision waits until its part is opened. @returns How it is kept since, and what became of it. */
async function giveKept(object: CircuitObject, { name, key, row, written }: KeptSuggestion): Promise<{ left: string; why: string | null }> {
  if (!row.added && row.at === null) return { left: written, why: TRY_AGAIN };
  const { node, field } = partsOf(key);
  const base = toText(row.text), own = giving(readOwn(row.edit, row.known, base)), known = own.known[0]!.edit;
  // Whatever becomes of the answer, this device remembers what the server may have.
  const left = suggestedRows.keep(name, { ...row, known: writeKnown(own.known) });
  const answer = await within(browserTimers, ANSWER_MS, row.added
    ? object.invokeMethodAsync("SuggestAddedText", node, field, own.edit.apply(base).toString(), known.apply(base).toString())
    : object.invokeMethodAsync("SuggestText", node, field, row.at!, JSON.stringify(row.edit), JSON.stringify(toWire(known))));
  if (suggestedRows.written(name) !== left) return { left, why: TRY_AGAIN };
  if (answer.now) suggestedRows.keep(name, met(row, own, answer.now));
  else if (answer.refusal) suggestedRows.keep(name, { ...row, refusal: answer.refusal });
  return { left, why: answer.refusal };
}

/** With what the same person suggested for this text on another device. */
function met(row: SuggestedRow, own: OwnSuggestion, now: SuggestedNow): SuggestedRow {
  const start = toText(row.text), base = row.added ? start : toText(now.text);
  const { edit, known } = caughtUp(base, over(own, difference(start, base)), theirs(base, now, row.added));
  return { ...row, text: base.toString(), edit: toWire(edit), known: writeKnown(known), at: row.added ? row.at : now.revision };
}

/** What the server refused, of the plan on screen. */
export const refusedSuggestions = (): KeptSuggestion[] => keptHere().filter(one => one.row.refusal !== undefined);

/** What was refused is handed over once more. */
export function suggestAgain({ name, key, row: { refusal: _, ...row } }: KeptSuggestion): void {
  const text = page.texts.get(key);
  if (text instanceof SuggestedText) return text.again();
  suggestedRows.keep(name, row);
  void handOverKept();
}

/** What was refused is given up. */
export function discardSuggestion({ name, key }: KeptSuggestion): void {
  const text = page.texts.get(key);
  if (text instanceof SuggestedText) text.drop();
  suggestedRows.forget(name);
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

/** Suggesting begins or is over. @param discard With all that was typed and is not at the server. @param answering The comment that it answers. */
export function setSuggesting(on: boolean, discard: boolean, answering: string | null): void {
  const { session } = page;
  forgetMode();
  if (on && session) {
    sessionStorage.setItem(MODE, session.options.slug);
    if (answering !== null) sessionStorage.setItem(ANSWERING, answering);
  }
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
