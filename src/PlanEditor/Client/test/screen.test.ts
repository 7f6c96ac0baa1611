/** What happens between the model and the screen: held changes, rules of entry, formatting, the order of undo, the words. */
import { history, undo } from "@codemirror/commands";
import { ChangeSet, EditorSelection, EditorState, type StateCommand } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { toText } from "../src/changes";
import { entryRules, overflow } from "../src/entryRules";
import { bold, heading, italic, link, list } from "../src/formatting";
import { HeldChanges } from "../src/heldChanges";
import { shownSize } from "../src/letters";
import { remoteTransaction } from "../src/remote";
import { describe as words, type StatusKind } from "../src/status";
import { UndoOrder } from "../src/undoOrder";
import { WORDS, wordsFor } from "../src/words";
import { Random } from "./random";

describe("held changes", () => {
  it("whatever is typed and held meanwhile, screen and model are equal once released", () => {
    const random = new Random(11);
    for (let i = 0; i < 2000; i++) {
      let screen = toText("some words here"), model = screen;
      const held = new HeldChanges();
      const change = (length: number) => {
        const from = random.below(length + 1);
        return ChangeSet.of({ from, to: Math.min(length, from + random.below(3)), insert: toText(random.pick(["", "x", "y\nz", "कि"])) }, length);
      };
      for (let step = 0; step < 12; step++) {
        if (random.chance(0.5)) {
          const remote = change(model.length);
          model = remote.apply(model);
          held.hold([{ changes: remote, author: "bob" }]);
        } else {
          const own = change(screen.length);
          screen = own.apply(screen);
          model = held.toModel(own).apply(model);
        }
      }
      for (const { changes } of held.release()) screen = changes.apply(screen);
      expect(screen.toString()).toBe(model.toString());
      expect(held.empty).toBe(true);
    }
  });
});

describe("entry", () => {
  const field = (doc: string, max: number, multiline = true) => {
    const said: string[] = [];
    const state = EditorState.create({ doc, extensions: [history(), entryRules({ multiline, max, words: WORDS.en, say: notice => said.push(notice) })] });
    const enter = (insert: string, userEvent = "input.paste") => state.update(state.replaceSelection(insert), { userEvent }).state.doc.toString();
    return { state, said, enter };
  };

  it("refuses a paste that is too long, in words, and pastes nothing of it", () => {
    const { enter, said } = field("", 20_000);
    expect(enter("x".repeat(31_204))).toBe("");
    expect(said).toEqual(["This text may have 20,000 characters; the paste has 31,204. Nothing was pasted: shorten it or split it."]);
  });

  it("refuses the key after the last character that fits", () => {
    const { enter, said } = field("abcde", 5);
    expect(enter("f", "input.type")).toBe("abcde");
    expect(said).toEqual(["This text has 5 characters, the most it may have."]);
  });

  it("lets others' changes in though the text is full", () => {
    const { state } = field("abcde", 5);
    expect(state.update(remoteTransaction(ChangeSet.of({ from: 0, insert: "zz" }, 5), "bob")).state.doc.toString()).toBe("zzabcde");
  });

  it("lets a word be composed over the limit, and cuts it when it is done", () => {
    const { state } = field("abcde", 5);
    const composed = state.update({ changes: { from: 5, insert: "कि" }, selection: { anchor: 7 }, userEvent: "input.type.compose" }).state;
    expect(composed.doc.length).toBe(7);
    expect(composed.update(overflow(composed, 5)!).state.doc.toString()).toBe("abcde");
  });

  it("counts letters where units are too many: a conjunct is one", () => {
    const { enter, said } = field("ক্ষক্ষক্ষ", 4, false);
    expect(enter("ক্ষ", "input.type")).toBe("ক্ষক্ষক্ষক্ষ");
    expect(enter("ab")).toBe("ক্ষক্ষক্ষ");
    expect(said).toEqual(["This text may have 4 characters; the paste has 2. Nothing was pasted: shorten it or split it."]);
    // No more than four units for a letter, on average.
    expect(field("a", 2).enter("\u0301".repeat(7))).toHaveLength(8);
    expect(field("a", 2).enter("\u0301".repeat(8))).toBe("a");
  });

  it("tells how many letters a text has, evenly past its limit of units", () => {
    const text = "ক্ষ".repeat(100);
    for (const letters of [60, 66, 67, 80]) expect(shownSize(200, 3 * letters, () => text.slice(0, 3 * letters))).toBe(letters);
    expect(shownSize(2_000, 300, () => text)).toBe(300);
  });

  it("cuts whole letters when a composed word is over the limit", () => {
    const { state } = field("ক্ষক্ষ", 3);
    const composed = state.update({ changes: { from: 6, insert: "ত্রক্ষ" }, selection: { anchor: 12 }, userEvent: "input.type.compose" }).state;
    expect(composed.update(overflow(composed, 3)!).state.doc.toString()).toBe("ক্ষক্ষত্র");
    expect(overflow(field("ক্ষক্ষত্র", 3).state, 3)).toBeNull();
  });

  it("makes one line of several where there is one line", () => expect(field("", 99, false).enter("a\r\nb \n c")).toBe("a b c"));

  it("says what it left out", () => {
    const { enter, said } = field("", 99);
    expect(enter("a\u0000\u0001b")).toBe("ab");
    expect(said).toEqual(["2 characters that cannot be kept were left out."]);
  });

  it("keeps others' changes out of my undo", () => {
    const { state } = field("water", 99);
    let now = state.update({ changes: { from: 5, insert: " tap" }, userEvent: "input.type" }).state;
    now = now.update(remoteTransaction(ChangeSet.of({ from: 0, insert: "The " }, 9), "bob")).state;
    undo({ state: now, dispatch: transaction => { now = transaction.state; } });
    expect(now.doc.toString()).toBe("The water");
  });
});

describe("formatting", () => {
  /** `‹` and `›` stand at the ends of the selection. */
  const run = (command: StateCommand, marked: string) => {
    const from = marked.indexOf("‹"), to = marked.indexOf("›") - 1;
    let state = EditorState.create({ doc: marked.replace(/[‹›]/g, ""), selection: EditorSelection.single(from, to) });
    command({ state, dispatch: transaction => { state = transaction.state; } });
    const { main } = state.selection;
    const text = state.doc.toString();
    return `${text.slice(0, main.from)}‹${text.slice(main.from, main.to)}›${text.slice(main.to)}`;
  };

  it.each([
    [bold, "a ‹word› b", "a **‹word›** b"],
    [bold, "a **‹word›** b", "a ‹word› b"],
    [bold, "a ‹**word**› b", "a ‹word› b"],
    [bold, "‹one **two** three›", "**‹one two three›**"],
    [bold, "a‹ word ›b", "a **‹word›** b"],
    [italic, "**‹word›**", "***‹word›***"],
    [italic, "***‹word›***", "**‹word›**"],
    [heading, "‹title›", "## ‹title›"],
    [heading, "## ‹title›", "‹title›"],
    [list, "‹one\n\ntwo›", "- ‹one\n\n- two›"],
    [list, "- ‹one\n- two›", "‹one\ntwo›"],
    [link, "see ‹this›", "see [this](‹https://›)"],
    [link, "‹https://example.org›", "[‹›](https://example.org)"],
  ] as [StateCommand, string, string][])("%o turns %j into %j", (command, before, after) => expect(run(command, before)).toBe(after));
});

describe("the order of undo", () => {
  it("is one over texts and acts; a text's own undo takes its latest", () => {
    const order = new UndoOrder();
    order.did({ kind: "text", key: "a" });
    order.did({ kind: "act", label: "due date" });
    order.did({ kind: "text", key: "b" });
    order.undid("a");
    expect(order.top).toEqual({ kind: "text", key: "b" });
    expect(order.topUndone).toEqual({ kind: "text", key: "a" });
    order.undid("b");
    order.undid(null);
    expect(order.top).toBeNull();
    order.redid(null);
    expect(order.top).toEqual({ kind: "act", label: "due date" });
    order.did({ kind: "text", key: "a" });
    expect(order.topUndone).toBeNull();
  });
});

describe("the words of my work's state", () => {
  const status = { unsaved: 0, acts: 0, kept: true, keeping: false, refused: 0, refusal: null };
  it.each([
    ["online", 0, "saved", "Saved"], ["online", 1, "saving", "Saving…"],
    ["offline", 12, "offline", "Offline: 12 changes kept on this device"], ["recovering", 1, "offline", "Offline: 1 change kept on this device"],
    ["offline", 0, "offline", "Offline"], ["connecting", 0, "connecting", "Connecting…"], ["connecting", 2, "offline", "Offline: 2 changes kept on this device"],
  ] as const)("%s with %i unsaved is %s: %s", (state, unsaved, kind: StatusKind, text) => {
    expect(words({ ...status, state, unsaved }, false, WORDS.en)).toEqual({ kind, text });
  });

  it("never say that all is saved while the server is still at something, and never that this device keeps that", () => {
    expect(words({ ...status, state: "online", acts: 1 }, true, WORDS.en)).toEqual({ kind: "saving", text: "Saving…" });
    expect(words({ ...status, state: "offline", acts: 1 }, false, WORDS.en).text).toBe("Offline");
  });

  it("never say that changes are kept on a device that keeps nothing", () => {
    expect(words({ ...status, state: "offline", unsaved: 2, kept: false }, false, WORDS.en).text).toBe("Offline: 2 changes not kept on this device");
  });

  it("say that changes are kept once the last of them is", () => {
    expect(words({ ...status, state: "offline", unsaved: 2, keeping: true }, false, WORDS.en).text).toBe("Offline: keeping 2 changes on this device…");
  });

  it("are there in every language, with their own digits", () => {
    expect(wordsFor("ne-NP").offline(12, true)).toContain("१२");
    expect(wordsFor("bn").count(1500, 20000)).toContain("১,৫০০");
    expect(wordsFor("fr")).toBe(WORDS.en);
    for (const language of Object.values(WORDS)) expect(Object.keys(language).sort()).toEqual(Object.keys(WORDS.en).sort());
    for (const language of Object.values(WORDS)) expect(Object.keys(language.reasons).sort()).toEqual(Object.keys(WORDS.en.reasons).sort());
  });
});
