/** Small algebra on CodeMirror change sets that the sync core needs beside compose, map and invert. */
import { ChangeSet, Text, type ChangeSpec } from "@codemirror/state";
import type { WireEdit } from "./protocol";
import { cutsPair } from "./textGate";

export const toText = (text: string): Text => Text.of(text.split("\n"));

export const toWire = (changes: ChangeSet): WireEdit => changes.toJSON() as WireEdit;

/** Reads a change set that is to fit a text of `length`; null when it is malformed or does not fit. */
export function fromWire(wire: WireEdit, length: number): ChangeSet | null {
  for (const part of wire) {
    const size = typeof part === "number" ? part : part[0];
    if (!Number.isSafeInteger(size) || size < 0) return null;
    if (typeof part !== "number" && part.some((line, i) => i > 0 && (typeof line !== "string" || line.includes("\n")))) return null;
  }
  const changes = ChangeSet.fromJSON(wire);
  return changes.length === length ? changes : null;
}

/** The one replacement that turns `from` into `to`: what stands between their common beginning and end. */
export function difference(from: Text, to: Text): ChangeSet {
  const a = from.toString(), b = to.toString();
  const least = Math.min(a.length, b.length);
  let start = 0;
  while (start < least && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  if (start > 0 && (cutsPair(a.charCodeAt(start - 1), a.charCodeAt(start)) || cutsPair(b.charCodeAt(start - 1), b.charCodeAt(start)))) start--;
  let end = 0;
  while (end < least - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end++;
  const cuts = (text: string) => end > 0 && cutsPair(text.charCodeAt(text.length - end - 1), text.charCodeAt(text.length - end));
  if (cuts(a) || cuts(b)) end--;
  return ChangeSet.of({ from: start, to: a.length - end, insert: toText(b.slice(start, b.length - end)) }, a.length);
}

/**
 * The same change, widened wherever it would cut a surrogate pair of `text` in two, and with what `cleanInsert` makes of
 * the inserted text; null when nothing had to be altered.
 */
export function aligned(changes: ChangeSet, text: Text, cleanInsert: (text: string) => string): ChangeSpec[] | null {
  const specs: { from: number; to: number; insert: Text }[] = [];
  let altered = false;
  changes.iterChanges((fromA, toA, _fromB, _toB, inserted) => {
    let from = fromA, to = toA;
    const original = inserted.toString();
    let insert = original;
    if (from === to && splitsPair(text, from) && cleanInsert(original) === original) {
      from = --to;
    } else {
      if (splitsPair(text, from)) { from--; insert = text.sliceString(from, from + 1) + insert; }
      if (splitsPair(text, to)) { insert += text.sliceString(to, to + 1); to++; }
      insert = cleanInsert(insert);
    }
    if (from !== fromA || to !== toA || insert !== original) altered = true;
    specs.push({ from, to, insert: toText(insert) });
  });
  return altered ? specs : null;
}

export function splitsPair(text: Text, pos: number): boolean {
  if (pos <= 0 || pos >= text.length) return false;
  const around = text.sliceString(pos - 1, pos + 1);
  return cutsPair(around.charCodeAt(0), around.charCodeAt(1));
}

const encoder = new TextEncoder();

export const sizeBytes = (value: unknown): number => encoder.encode(JSON.stringify(value)).length;

/**
 * The same change with what touches made one: what was typed key by key in place of a stretch is one replacement of it, so that nobody's words come to stand between its letters
 * when the change is mapped over theirs.
 */
export function joined(changes: ChangeSet): ChangeSet {
  const specs: ChangeSpec[] = [];
  changes.iterChanges((from, to, _fromB, _toB, insert) => { specs.push({ from, to, insert }); });
  return ChangeSet.of(specs, changes.length);
}

/**
 * Cuts a change with much inserted text into several that follow each other, each of at most `unitsMax` inserted UTF-16
 * units, never between the halves of a pair. Their composition is the change.
 */
export function split(changes: ChangeSet, unitsMax: number): ChangeSet[] {
  const parts: ChangeSet[] = [];
  let rest = changes;
  for (;;) {
    const [first, remainder] = cut(rest, unitsMax);
    parts.push(first);
    if (!remainder) return parts;
    rest = remainder;
  }
}

function cut(changes: ChangeSet, unitsMax: number): [ChangeSet, ChangeSet | null] {
  let budget = unitsMax;
  const now: ChangeSpec[] = [];
  const later: { from: number; insert: Text }[] = [];
  let grown = 0;
  changes.iterChanges((from, to, _fromB, _toB, inserted) => {
    let take = Math.min(inserted.length, budget);
    if (splitsPair(inserted, take)) take--;
    budget -= inserted.length;
    budget = Math.max(0, budget);
    now.push({ from, to, insert: inserted.slice(0, take) });
    grown += take - (to - from);
    if (take < inserted.length) later.push({ from: to + grown, insert: inserted.slice(take) });
  });
  const first = ChangeSet.of(now, changes.length);
  return [first, later.length > 0 ? ChangeSet.of(later, first.newLength) : null];
}

export function insertedText(changes: ChangeSet): string {
  const parts: string[] = [];
  changes.iterChanges((_fromA, _toA, _fromB, _toB, inserted) => { if (inserted.length > 0) parts.push(inserted.toString()); });
  return parts.join("\n");
}
