/**
 * What a text of a plan may hold (docs/protocol.md, section 3): well-formed UTF-16, no control characters but tab and
 * line feed, no noncharacters U+xxFFFE and U+xxFFFF. Applied before typing or pasting enters the text, so that the server
 * never has to refuse it. Nothing else is normalised.
 */
export interface Cleaned {
  readonly text: string;
  /** How many characters were taken out. */
  readonly removed: number;
}

export function clean(text: string): Cleaned {
  const lines = text.replace(/\r\n?/g, "\n");
  let removed = 0;
  let result = "";
  for (const character of lines) {
    if (allowed(character.codePointAt(0)!)) result += character;
    else removed++;
  }
  return { text: result, removed };
}

export function passes(text: string): boolean {
  for (const character of text) if (!allowed(character.codePointAt(0)!)) return false;
  return true;
}

function allowed(point: number): boolean {
  if (point < 0x20) return point === 0x09 || point === 0x0a;
  if (point === 0x7f) return false;
  if (point >= 0xd800 && point <= 0xdfff) return false;
  return (point & 0xfffe) !== 0xfffe;
}

/** True where `pos` would fall between the two halves of a surrogate pair. */
export const cutsPair = (before: number, after: number): boolean =>
  before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
