/** The same cases as PlanModel.Tests reads: both sides make the same of every change set. */
import { readFileSync } from "node:fs";
import { ChangeSet, MapMode } from "@codemirror/state";
import { expect, it } from "vitest";
import { fromWire, toText, toWire } from "../src/changes";
import { letterStarts } from "../src/letters";
import type { WireEdit } from "../src/protocol";

interface Case {
  doc: string; docA: string; a: WireEdit; b: WireEdit; c: WireEdit; ac: WireEdit; ab: WireEdit; abBefore: WireEdit;
  ba: WireEdit; baBefore: WireEdit; inv: WireEdit; pos: [number, number, MapMode, number | null][];
}

const cases = readFileSync(new URL("../../../../tests/Vectors/text/changes.jsonl", import.meta.url), "utf8").trim().split("\n").map(line => JSON.parse(line) as Case);

const read = (edit: WireEdit, length: number): ChangeSet => {
  const changes = fromWire(edit, length);
  if (!changes) throw new Error(`${JSON.stringify(edit)} does not fit ${length}`);
  return changes;
};

it(`${cases.length} change sets are applied, composed, mapped and inverted as everywhere`, () => {
  expect(cases.length).toBeGreaterThan(1000);
  for (const vector of cases) {
    const doc = toText(vector.doc);
    const a = read(vector.a, doc.length), b = read(vector.b, doc.length), c = read(vector.c, a.newLength);
    expect(a.apply(doc).toString()).toBe(vector.docA);
    expect(toWire(a)).toEqual(vector.a);
    expect(toWire(a.compose(c))).toEqual(vector.ac);
    expect(toWire(a.map(b))).toEqual(vector.ab);
    expect(toWire(a.map(b, true))).toEqual(vector.abBefore);
    expect(toWire(b.map(a))).toEqual(vector.ba);
    expect(toWire(b.map(a, true))).toEqual(vector.baBefore);
    expect(toWire(a.invert(doc))).toEqual(vector.inv);
    for (const [at, assoc, mode, mapped] of vector.pos) expect(a.mapPos(at, assoc, mode)).toBe(mapped);
  }
});

const letters = readFileSync(new URL("../../../../tests/Vectors/text/letters.jsonl", import.meta.url), "utf8").trim().split("\n").map(line => JSON.parse(line) as { text: string; letters: number });

it(`${letters.length} texts have as many letters as everywhere`, () => {
  expect(letters.length).toBeGreaterThan(20);
  for (const { text, letters: count } of letters) expect(letterStarts(text), JSON.stringify(text)).toHaveLength(count);
});
