/** What somebody suggests for a text: how it stays right while others write, and how it comes to the server. */
import { ChangeSet, EditorState, type TransactionSpec } from "@codemirror/state";
import { EditorView, type DecorationSet } from "@codemirror/view";
import { beforeEach, describe, expect, it } from "vitest";
import { AGAIN_MS, ANSWER_MS, HandOver, PAUSE_MS, TRY_AGAIN } from "../src/handOver";
import { type SuggestedRow, SuggestedRows, suggestedWords } from "../src/suggestedRows";
import { drop, receive, suggesting, suggestion } from "../src/suggestion";
import { SimulatedTime } from "./simulatedTime";
import { toText } from "../src/changes";

describe("what is suggested for a text", () => {
  const open = (text: string) => {
    const base = toText(text);
    const view = {
      state: EditorState.create({ doc: text, extensions: suggesting({ base, edit: ChangeSet.empty(base.length) }) }),
      dispatch(spec: TransactionSpec) { view.state = view.state.update(spec).state; },
    };
    return view;
  };
  const shown = (view: { state: EditorState }) => view.state.doc.toString();
  const hears = (view: ReturnType<typeof open>, from: number, to: number, insert: string) =>
    receive(view as unknown as EditorView, ChangeSet.of({ from, to, insert }, view.state.field(suggestion).base.length), "ann");

  it("is the typing put together, made for the text as everybody has it", () => {
    const view = open("one well");
    view.dispatch({ changes: { from: 8, insert: " here" } });
    hears(view, 0, 3, "Two");
    view.dispatch({ changes: { from: 4, to: 8, insert: "wells" } });
    const { base, edit } = view.state.field(suggestion);
    expect([base.toString(), edit.apply(base).toString(), shown(view)]).toEqual(["Two well", "Two wells here", "Two wells here"]);
  });

  it("of words that others took away is gone with them, and what was added stands", () => {
    const view = open("one deep well");
    view.dispatch({ changes: { from: 4, to: 8, insert: "very deep" } });
    hears(view, 3, 8, "");
    expect([shown(view), view.state.field(suggestion).base.toString()]).toEqual(["onevery deep well", "one well"]);
  });

  it("stays in one piece when others rewrite what it replaces", () => {
    const view = open("one deep cold well");
    view.dispatch({ changes: { from: 4, to: 13, insert: "d" } });
    for (const [at, key] of [..."rinking"].entries()) view.dispatch({ changes: { from: 5 + at, insert: key } });
    hears(view, 9, 13, "w");
    hears(view, 10, 10, "arm");
    const { base, edit } = view.state.field(suggestion);
    expect([base.toString(), shown(view), edit.apply(base).toString()]).toEqual(["one deep warm well", "one drinkingwarm well", "one drinkingwarm well"]);
  });

  it("goes when it is dropped", () => {
    const view = open("one well");
    view.dispatch({ changes: { from: 0, to: 3, insert: "Two" } });
    drop(view as unknown as EditorView);
    expect([shown(view), view.state.field(suggestion).edit.empty]).toEqual(["one well", true]);
  });

  it("shows in place: added words as such, and those that would go", () => {
    const view = open("one well");
    view.dispatch({ changes: { from: 0, to: 3, insert: "Two" } });
    const tags: string[] = [];
    for (const decorations of view.state.facet(EditorView.decorations) as readonly DecorationSet[])
      decorations.between(0, view.state.doc.length, (from, to, value) => { tags.push(to > from ? `${String(value.spec.tagName)} ${view.state.sliceDoc(from, to)}` : "del"); });
    expect(tags).toEqual(["del", "ins Two"]);
  });
});

describe("handing over", () => {
  let time: SimulatedTime;
  let server: { given: string[]; ready: boolean; answer: () => Promise<string | null>; forgotten: number; said: string[] };
  let text: string;
  let to: HandOver;

  const type = (words: string) => { text += words; to.typed(); };
  const later = (ms: number, answer: string | null) => () => new Promise<string | null>(resolve => { time.after(ms, () => resolve(answer)); });

  beforeEach(() => {
    time = new SimulatedTime();
    text = "";
    server = { given: [], ready: true, answer: () => Promise.resolve(null), forgotten: 0, said: [] };
    to = new HandOver({
      ready: () => server.ready,
      give: () => { server.given.push(text); return server.answer(); },
      given: () => { server.forgotten++; },
      refused: why => { server.said.push(why); },
    }, time);
  });

  it("waits for the last key, and sends all of it once", async () => {
    for (const key of "well") {
      type(key);
      await time.run(PAUSE_MS - 1);
    }
    expect(server.given).toEqual([]);
    await time.run(1);
    expect([server.given, server.forgotten, to.isIdle]).toEqual([["well"], 1, true]);
    await time.run(60_000);
    expect(server.given).toEqual(["well"]);
  });

  it("one at a time: what is typed while one is on its way follows it, and is kept until it is there", async () => {
    server.answer = later(4_000, null);
    type("one");
    await time.run(PAUSE_MS + 100);
    type(" well");
    await time.run(3_500);
    expect([server.given, server.forgotten]).toEqual([["one"], 0]);
    await time.run(10_000);
    expect([server.given, server.forgotten, to.isIdle]).toEqual([["one", "one well"], 1, true]);
  });

  it("tries again while the plan is being opened anew, with what was typed meanwhile", async () => {
    server.answer = later(50, TRY_AGAIN);
    type("one");
    await time.run(PAUSE_MS + 60);
    expect([server.given, server.forgotten, to.isIdle]).toEqual([["one"], 0, false]);
    type(" well");
    await time.run(AGAIN_MS + PAUSE_MS);
    server.answer = () => Promise.resolve(null);
    await time.run(5_000);
    expect([server.given.at(-1), server.forgotten, server.said]).toEqual(["one well", 1, []]);
  });

  it("waits while the line is away and hands over when it is back", async () => {
    server.ready = false;
    type("one");
    await time.run(60_000);
    expect(server.given).toEqual([]);
    server.ready = true;
    await time.run(AGAIN_MS);
    expect([server.given, server.forgotten]).toEqual([["one"], 1]);
  });

  it("tries again when the call itself breaks", async () => {
    server.answer = () => Promise.reject(new Error("the circuit is gone"));
    type("one");
    await time.run(PAUSE_MS + 10);
    server.answer = () => Promise.resolve(null);
    await time.run(AGAIN_MS);
    expect([server.given, server.forgotten]).toEqual([["one", "one"], 1]);
  });

  it("says why it is refused, keeps the words and does not insist", async () => {
    server.answer = () => Promise.resolve("Only who suggested it changes it.");
    type("one");
    await time.run(60_000);
    expect([server.given, server.forgotten, server.said]).toEqual([["one"], 0, ["Only who suggested it changes it."]]);
    server.answer = () => Promise.resolve(null);
    type(" well");
    await time.run(PAUSE_MS);
    expect([server.given.at(-1), server.forgotten]).toEqual(["one well", 1]);
  });

  it("settles at once when somebody leaves or sends", async () => {
    server.answer = later(200, null);
    type("one");
    let settled: string | null | undefined;
    void to.settle(8_000).then(left => { settled = left; });
    await time.run(100);
    expect([server.given, settled]).toEqual([["one"], undefined]);
    await time.run(200);
    expect(settled).toBe(null);
  });

  it("does not settle what cannot get there, nor what is refused", async () => {
    server.ready = false;
    type("one");
    let settled: string | null | undefined;
    const settle = () => {
      settled = undefined;
      void to.settle(8_000).then(left => { settled = left; });
    };
    settle();
    await time.run(7_000);
    expect(settled).toBe(undefined);
    await time.run(2_000);
    expect(settled).toBe(TRY_AGAIN);
    server.ready = true;
    server.answer = () => Promise.resolve("Only who suggested it changes it.");
    settle();
    await time.run(2_000);
    expect([settled, to.isIdle]).toEqual(["Only who suggested it changes it.", true]);
    server.answer = () => Promise.resolve(null);
    type(" well");
    settle();
    await time.run(100);
    expect(settled).toBe(null);
  });

  it("does not wait for an answer that never comes: neither the next words nor who leaves", async () => {
    server.answer = () => new Promise(() => {});
    type("one");
    let settled: string | null | undefined;
    void to.settle(8_000).then(left => { settled = left; });
    await time.run(8_500);
    expect(settled).toBe(TRY_AGAIN);
    server.answer = () => Promise.resolve(null);
    await time.run(ANSWER_MS);
    expect([server.given, server.forgotten, to.isIdle]).toEqual([["one", "one"], 1, true]);
  });

  it("gives nothing of what was dropped", async () => {
    type("one");
    to.drop();
    await time.run(60_000);
    expect([server.given, to.isIdle]).toEqual([[], true]);
  });
});

describe("what the device keeps", () => {
  class Device {
    [name: string]: unknown;
    constructor(private readonly room: { left: number }) { Object.defineProperty(this, "room", { enumerable: false }); }
    getItem(name: string): string | null { return Object.hasOwn(this, name) ? String(this[name]) : null; }
    setItem(name: string, value: string): void {
      if (value.length > this.room.left) throw new DOMException("full", "QuotaExceededError");
      this[name] = value;
    }
    removeItem(name: string): void { delete this[name]; }
  }
  const row = (text: string): SuggestedRow => ({ label: "Problem", text, edit: [text.length], known: [[[text.length], [text.length]]], at: 3, added: false });
  const open = (left = 10_000) => {
    const room = { left }, device = new Device(room);
    return { room, device, rows: new SuggestedRows(device as unknown as Storage) };
  };

  it("is there after a reload, for that person and plan", () => {
    const { device, rows } = open();
    rows.keep(SuggestedRows.nameOf("ann", "plan", "n1.problem"), row("one"));
    const again = new SuggestedRows(device as unknown as Storage);
    expect(again.of("ann", "plan").map(one => [one.key, one.row])).toEqual([["n1.problem", row("one")]]);
    expect([again.of("ann", "pla"), again.of("an"), again.of("bob", "plan")]).toEqual([[], [], []]);
  });

  it("goes when the server has it, unless something was typed since", () => {
    const { rows } = open(), name = SuggestedRows.nameOf("ann", "plan", "n1.problem");
    let told = 0;
    rows.watch(() => told++);
    rows.keep(name, row("one"));
    const [given] = rows.of("ann");
    rows.keep(name, row("two"));
    rows.forget(name, given!.written);
    expect(rows.read(name)).toEqual(row("two"));
    rows.forget(name);
    expect([rows.of("ann"), told]).toEqual([[], 3]);
  });

  it("stays in the page when the device is full, and nothing older is left on it", () => {
    const { room, device, rows } = open(), name = SuggestedRows.nameOf("ann", "plan", "n1.problem");
    rows.keep(name, row("one"));
    room.left = 0;
    rows.keep(name, row("one well"));
    expect([rows.read(name), rows.of("ann").length, device.getItem(name)]).toEqual([row("one well"), 1, null]);
    room.left = 10_000;
    rows.keep(name, row("one well here"));
    expect(device.getItem(name)).toContain("one well here");
  });

  it("from before a device remembered what the server has is read all the same", () => {
    const { device, rows } = open(), name = SuggestedRows.nameOf("ann", "plan", "n1.problem");
    device.setItem(name, JSON.stringify({ label: "Problem", text: "one", edit: [3, [0, " well"]], at: 3, added: false }));
    expect(rows.read(name)!.known).toEqual([]);
    expect(suggestedWords(rows.read(name)!)).toBe("one well");
  });

  it("that cannot be read stands in nobody's way", () => {
    const { device, rows } = open();
    device.setItem(SuggestedRows.nameOf("ann", "plan", "n1.problem"), "{");
    rows.keep(SuggestedRows.nameOf("ann", "plan", "n1.solution"), row("one"));
    expect(rows.of("ann").map(one => one.key)).toEqual(["n1.solution"]);
  });
});
