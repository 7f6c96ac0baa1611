import { ChangeSet } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { aligned, difference, fromWire, insertedText, sizeBytes, split, splitsPair, toText, toWire } from "../src/changes";
import { hashOf } from "../src/hash";
import { idOf } from "../src/ids";
import { clean, passes } from "../src/textGate";
import { Random } from "./random";

const PIECES = ["a", "bc", "\n", "😀", "😁", "👩‍🌾", "প্র", "क्ष", " "];
const words = (random: Random, most: number) => Array.from({ length: random.below(most) }, () => random.pick(PIECES)).join("");

describe("difference", () => {
  it("leads from any text to any other and never cuts a pair", () => {
    const random = new Random(3);
    for (let i = 0; i < 3000; i++) {
      const from = toText(words(random, 8)), to = toText(words(random, 8));
      const change = difference(from, to);
      expect(change.apply(from).toString()).toBe(to.toString());
      change.iterChanges((a, b, _c, _d, inserted) => {
        expect(splitsPair(from, a) || splitsPair(from, b)).toBe(false);
        expect(passes(inserted.toString())).toBe(true);
      });
    }
  });
});

describe("split", () => {
  it("makes parts that compose to the whole, each small, none cutting a pair", () => {
    const random = new Random(4);
    for (let i = 0; i < 2000; i++) {
      const text = toText(words(random, 10));
      const place = () => { const pos = random.below(text.length + 1); return splitsPair(text, pos) ? pos - 1 : pos; };
      const specs = Array.from({ length: 1 + random.below(3) }, () => {
        const [from, to] = [place(), place()].sort((a, b) => a - b) as [number, number];
        return { from, to, insert: toText(words(random, 12)) };
      }).sort((a, b) => a.from - b.from).filter((spec, at, all) => at === 0 || spec.from >= all[at - 1]!.to);
      const whole = ChangeSet.of(specs, text.length);
      const parts = split(whole, 5);
      expect(parts.reduce((sum, part) => sum.compose(part)).apply(text).toString()).toBe(whole.apply(text).toString());
      for (const part of parts) part.iterChanges((_a, _b, _c, _d, inserted) => expect(passes(inserted.toString())).toBe(true));
      for (const part of parts) expect(insertedText(part).length).toBeLessThan(5 + 3);
    }
  });

  it("keeps a change of 60,000 Bengali characters below 200 KiB", () => {
    const change = ChangeSet.of({ from: 0, insert: toText("প".repeat(150_000)) }, 0);
    const parts = split(change, 60_000);
    expect(parts.length).toBe(3);
    for (const part of parts) expect(sizeBytes(toWire(part))).toBeLessThan(200 * 1024);
  });
});

describe("aligned", () => {
  const cleanText = (text: string) => clean(text).text;
  const typed = (text: string, from: number, to: number, insert: string) => {
    const doc = toText(text);
    const specs = aligned(ChangeSet.of({ from, to, insert }, doc.length), doc, cleanText);
    return specs && ChangeSet.of(specs, doc.length).apply(doc).toString();
  };

  it("leaves a change alone that is fine", () => expect(typed("ab", 1, 1, "😀")).toBeNull());
  it("widens one that replaces half a pair", () => expect(typed("x😀y", 2, 3, "\ude01")).toBe("x😁y"));
  it("puts an insertion between the halves before the pair", () => expect(typed("x😀y", 2, 2, "z")).toBe("xz😀y"));
  it("keeps a pair that is inserted as two halves around another", () => expect(typed("x😀y", 2, 2, "\ude00\ud83d")).toBe("x😀😀y"));
  it("takes out what the gate refuses", () => expect(typed("ab", 1, 1, "\u0000\u000b\ufffe1\ud800")).toBe("a1b"));
  it("takes the rest of a pair away with its half", () => expect(typed("x😀y", 2, 3, "")).toBe("xy"));
});

describe("fromWire", () => {
  it.each([[[-1]], [[1.5]], [[[2, "a\nb"], 1]], [[[-2]]], [[1e20]], [[4]]])("refuses %j on a text of 3", wire => {
    expect(fromWire(wire as never, 3)).toBeNull();
  });
});

describe("the gate", () => {
  it("turns the other line breaks into line feeds", () => expect(clean("a\r\nb\rc\nd").text).toBe("a\nb\nc\nd"));
  it("counts what it takes out", () => expect(clean("a\u0000b\u007f\u001bc\ud83d")).toEqual({ text: "abc", removed: 4 }));
  it("lets tab, line feed, no-break space and joined emoji pass", () => expect(passes("\t\n\u00a0👩‍🌾\u2028")).toBe(true));
  it("refuses noncharacters in every plane", () => expect(["\ufffe", "\uffff", "\u{1fffe}", "\u{10ffff}"].some(passes)).toBe(false));
});

describe("hash", () => {
  it("is FNV-1a over the units, low byte first", () => {
    expect(hashOf("")).toBe(0x811c9dc5);
    for (const text of ["a", "প্রকল্প", "😀\nx"]) expect(hashOf(text)).toBe(referenceHash(text));
  });

  it("of a text in pieces is that of the whole", () => {
    const text = "line\n".repeat(3000) + "নী";
    expect(hashOf(toText(text))).toBe(hashOf(text));
  });
});

function referenceHash(text: string): number {
  let hash = 2166136261n;
  for (let i = 0; i < text.length; i++) {
    for (const byte of [text.charCodeAt(i) & 255, text.charCodeAt(i) >> 8]) hash = ((hash ^ BigInt(byte)) * 16777619n) & 0xffffffffn;
  }
  return Number(hash);
}

it("ids are 22 characters of base64url, as .NET writes them", () => {
  expect(idOf(Uint8Array.from({ length: 16 }, (_, i) => i))).toBe(Buffer.from(Array.from({ length: 16 }, (_, i) => i)).toString("base64url"));
  expect(idOf(new Uint8Array(16).fill(255))).toBe(Buffer.alloc(16, 255).toString("base64url"));
});
