/** What a device kept of suggestions whose texts are not on screen: how it is handed over, and what becomes of what the server refuses. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { difference, toText, toWire } from "../src/changes";
import { circuit, type CircuitObject } from "../src/circuitState";
import { page } from "../src/page";
import type { SuggestAnswer } from "../src/suggestedMerge";
import { suggestedRows, SuggestedRows, suggestedWords } from "../src/suggestedRows";
import { discardSuggestion, refusedSuggestions, setSuggesting, suggestAgain, watchSuggesting } from "../src/suggestingMode";
import type { WireEdit } from "../src/protocol";

const TEXT = "Wells are deep.", NAME = SuggestedRows.nameOf("ann", "plan", "n1.problem");
const edit = (text: string): WireEdit => toWire(difference(toText(TEXT), toText(text)));

describe("kept suggestions of texts that are not on screen", () => {
  let given: { edit: string; known: string }[];
  let answer: (edit: string, known: string) => SuggestAnswer;
  let resumed: (string | null)[] = [], maySuggest = true;
  const tab = new Map<string, string>();

  const back = () => {
    given = [];
    circuit.set({
      object: {
        invokeMethodAsync: (method: string, ...args: unknown[]) => {
          if (method === "ResumeSuggesting") {
            resumed.push(args[0] as string | null);
            return Promise.resolve(maySuggest);
          }
          const [handed, known] = method === "SuggestText" ? [args[3], args[4]] : [args[2], args[3]];
          given.push({ edit: handed as string, known: known as string });
          return Promise.resolve(answer(handed as string, known as string));
        },
      } as CircuitObject,
    });
  };
  const keep = (text: string, added = false) => suggestedRows.keep(NAME, { label: "Problem", text: TEXT, edit: edit(text), known: [[[TEXT.length], edit(text)]], at: added ? null : 7, added });
  const words = () => suggestedRows.of("ann", "plan").map(one => suggestedWords(one.row));

  beforeEach(() => {
    tab.clear();
    [resumed, maySuggest] = [[], true];
    vi.stubGlobal("sessionStorage", { getItem: (key: string) => tab.get(key) ?? null, setItem: (key: string, value: string) => void tab.set(key, value), removeItem: (key: string) => void tab.delete(key) });
    circuit.set({ object: null });
    suggestedRows.forget(NAME);
    if (page.session === null) watchSuggesting();
    page.session = { options: { user: "ann", slug: "plan" } } as typeof page.session;
    answer = () => ({ refusal: null });
  });

  it("go on after a reload with answering the same comment, in the same plan only, until nothing is answered", async () => {
    setSuggesting(true, false, "t1");
    back();
    await vi.waitFor(() => expect(resumed).toEqual(["t1"]));
    circuit.set({ object: null });
    setSuggesting(true, false, null);
    back();
    await vi.waitFor(() => expect(resumed).toEqual(["t1", null]));

    circuit.set({ object: null });
    setSuggesting(true, false, "t2");
    page.session = { options: { user: "ann", slug: "other" } } as typeof page.session;
    suggestedRows.keep(SuggestedRows.nameOf("ann", "other", "n1.problem"), { label: "Problem", text: TEXT, edit: edit("Wells are dry."), known: [[[TEXT.length], edit("Wells are dry.")]], at: 7, added: false });
    back();
    await vi.waitFor(() => expect(resumed).toEqual(["t1", null, null]));
    await vi.waitFor(() => expect(suggestedRows.of("ann", "other")).toEqual([]));

    circuit.set({ object: null });
    setSuggesting(true, false, "t3");
    maySuggest = false;
    back();
    await vi.waitFor(() => expect(tab.size).toBe(0));
    setSuggesting(true, false, "t3");
    setSuggesting(false, false, null);
    expect(tab.size).toBe(0);
  });

  it("are handed over when the line is back, and are kept no longer", async () => {
    keep("Wells are very deep.");
    back();
    await vi.waitFor(() => expect(words()).toEqual([]));
    expect(given).toEqual([{ edit: JSON.stringify(edit("Wells are very deep.")), known: JSON.stringify([TEXT.length]) }]);
  });

  it("take in what was suggested for the text on another device", async () => {
    const other = JSON.stringify(edit("Wells are deep. Heard in May."));
    answer = (_, known) => known === other ? { refusal: null } : { refusal: "", now: { revision: 9, text: TEXT, edit: other } };
    keep("Most wells are deep.");
    back();
    await vi.waitFor(() => expect(words()).toEqual([]), 3_000);
    expect(given.map(one => JSON.parse(one.edit) as WireEdit)).toEqual([edit("Most wells are deep."), [[1, "Most w"], 14, [0, " Heard in May."]]]);
  });

  it("of a part that is itself only suggested too", async () => {
    answer = (_, known) => known === "Wells are deep. Here." ? { refusal: null } : { refusal: "", now: { revision: 9, text: "Wells are deep. Here.", edit: "[]" } };
    keep("Our wells are deep.", true);
    back();
    await vi.waitFor(() => expect(words()).toEqual([]), 3_000);
    expect(given.map(one => one.edit)).toEqual(["Our wells are deep.", "Our wells are deep. Here."]);
  });

  it("that the server refuses are told at once with why, and stay until they are given up or taken", async () => {
    let told = 0;
    const stop = suggestedRows.watch(() => { if (refusedSuggestions().length > 0) told++; });
    answer = () => ({ refusal: "This plan is final." });
    keep("Wells are very deep.");
    back();
    await vi.waitFor(() => expect(told).toBe(1));
    expect(refusedSuggestions().map(one => [one.row.label, one.row.refusal, suggestedWords(one.row)])).toEqual([["Problem", "This plan is final.", "Wells are very deep."]]);

    answer = () => ({ refusal: null });
    suggestAgain(refusedSuggestions()[0]!);
    await vi.waitFor(() => expect(words()).toEqual([]));

    answer = () => ({ refusal: "This plan is final." });
    keep("Wells are dry.");
    back();
    await vi.waitFor(() => expect(refusedSuggestions().length).toBe(1));
    discardSuggestion(refusedSuggestions()[0]!);
    expect([refusedSuggestions(), words()]).toEqual([[], []]);
    stop();
  });
});
