/**
 * Letters as readers count them, by the rule of Letters.cs: the server decides, and both count the examples of tests/Vectors/text/letters.jsonl alike. A code point begins a letter, except a mark, a
 * joiner, a tag or a skin tone; whatever follows a joiner; a letter of Bengali or Devanagari behind a virama; every second regional indicator in a row.
 */
const PART = /^[\p{M}\u200c\u200d\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}]$/u;
const INDIC = /^(?=[\u0900-\u09ff])\p{Lo}$/u;
const INDICATOR = /^[\u{1f1e6}-\u{1f1ff}]$/u;
const VIRAMA = /^[\u094d\u09cd]$/;
const JOINER = "\u200d";

/** From this limit on a text is measured in UTF-16 units. */
const LETTERS_BELOW = 2_000;

/** The most UTF-16 units of a letter, on average, that a limit of letters allows. */
const UNITS_OF_LETTER = 4;

/** Where each letter begins, in UTF-16 units. */
export function letterStarts(text: string): number[] {
  const starts: number[] = [];
  let at = 0, previous = "", behindVirama = false, indicators = 0;
  for (const point of text) {
    indicators = INDICATOR.test(point) ? indicators + 1 : 0;
    const joined = starts.length > 0
      && (PART.test(point) || previous === JOINER || (behindVirama && INDIC.test(point)) || (indicators > 0 && indicators % 2 === 0));
    if (!joined) starts.push(at);
    behindVirama = VIRAMA.test(point) || (behindVirama && point === JOINER);
    previous = point;
    at += point.length;
  }
  return starts;
}

/** How long a text is against its limit: it fits while this is not more. Letters are counted only where units are too many. */
export function sizeAgainst(max: number, units: number, text: () => string): number {
  return units <= max ? units : shownSize(max, units, text);
}

/** How long a text is as its limit counts it, for what people are told: it goes on evenly past the place from which letters are counted. */
export function shownSize(max: number, units: number, text: () => string): number {
  if (max >= LETTERS_BELOW || units > max * UNITS_OF_LETTER) return units;
  return Math.max(letterStarts(text()).length, Math.ceil(units / UNITS_OF_LETTER));
}
