import type { Text } from "@codemirror/state";

/** FNV-1a, 32 bits, over the UTF-16 units of a text, low byte first (docs/protocol.md, `Check`). */
export function hashOf(text: string | Text): number {
  if (typeof text === "string") return addTo(BASIS, text);
  let hash = BASIS;
  for (const part of text) hash = addTo(hash, part);
  return hash;
}

const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

function addTo(start: number, part: string): number {
  let hash = start;
  for (let i = 0; i < part.length; i++) {
    const unit = part.charCodeAt(i);
    hash = Math.imul(hash ^ (unit & 0xff), PRIME);
    hash = Math.imul(hash ^ (unit >>> 8), PRIME);
  }
  return hash >>> 0;
}
