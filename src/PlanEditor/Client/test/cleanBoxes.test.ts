import { beforeEach, describe, expect, it, vi } from "vitest";
import { cleanBoxes } from "../src/cleanBoxes";

class Box {
  type = "text";
  selectionStart: number | null = 0;
  constructor(public value = "") {}
  setSelectionRange(from: number): void { this.selectionStart = from; }
}

class Area extends Box {}
class Line extends Box {}

const heard = new Map<string, (event: Event) => void>();

/** Says that a box has a value now, with the caret at the bar; whether others hear of it too. */
function tell(type: string, box: Box, shown: string, more: object = {}): boolean {
  let told = true;
  box.selectionStart = shown.indexOf("|");
  box.value = shown.replace("|", "");
  heard.get(type)!({ target: box, stopImmediatePropagation: () => { told = false; }, ...more } as unknown as Event);
  return told;
}

const shown = (box: Box): string => `${box.value.slice(0, box.selectionStart!)}|${box.value.slice(box.selectionStart!)}`;

beforeEach(() => {
  vi.stubGlobal("HTMLTextAreaElement", Area);
  vi.stubGlobal("HTMLInputElement", Line);
  cleanBoxes({ addEventListener: (type: string, listener: (event: Event) => void) => void heard.set(type, listener) } as unknown as Window);
});

describe("What is typed or pasted into a box of a form", () => {
  it.each([
    ["By\u0000 law\u000b|, in", "By law|, in"],
    ["By |law\ufffe", "By |law"],
    ["By\udc00| law", "By| law"],
    ["By \ud83d law|", "By  law|"],
    ["\u0001😀|\u0001", "😀|"],
    ["By law 😀|", "By law 😀|"],
    ["See: cut in the middle \ud83d|", "See: cut in the middle |"],
  ])("has no characters that no text may hold: %j", (typed, left) => {
    for (const box of [new Area(), new Line()]) {
      expect(tell("input", box, typed)).toBe(true);
      expect(shown(box)).toBe(left);
    }
  });

  it("keeps the first half of a character before the caret until the second is there, and nobody hears of it meanwhile", () => {
    const box = new Area();
    expect(tell("input", box, "A\u0001 \ud83d|!", { data: "\ud83d" })).toBe(false);
    expect(shown(box)).toBe("A \ud83d|!");
    expect(tell("input", box, "A \ud83d\ude00|!")).toBe(true);
    expect(shown(box)).toBe("A 😀|!");
  });

  it("loses the first half of a character when something else follows, or the box is left", () => {
    const box = new Area();
    tell("input", box, "A \ud83d|", { data: "\ud83d" });
    expect(tell("input", box, "A \ud83dx|")).toBe(true);
    expect(shown(box)).toBe("A x|");
    tell("input", box, "A \ud83d|", { data: "\ud83d" });
    expect(tell("change", box, shown(box))).toBe(true);
    expect(shown(box)).toBe("A |");
  });

  it("is left alone while it is composed, and in what is no box of text", () => {
    const box = new Area();
    tell("input", box, "A\u0001|", { isComposing: true });
    expect(shown(box)).toBe("A\u0001|");
    const day = Object.assign(new Line(), { type: "date" });
    tell("input", day, "A\u0001|");
    expect(shown(day)).toBe("A\u0001|");
  });
});
