/** One person's suggestion for one text, from two devices. */
import { ChangeSet, type Text } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { difference, toText, toWire } from "../src/changes";
import { asKnown, caughtUp, giving, type OwnSuggestion, over, readOwn, theirs, typed, writeKnown } from "../src/suggestedMerge";
import { Random } from "./random";

const base = toText("Wells are deep.");
const to = (text: string, from: Text = base) => difference(from, toText(text));
const none = ChangeSet.empty(base.length);
/** Typed here until the whole reads so. */
const reads = (mine: OwnSuggestion, text: string): OwnSuggestion => typed(mine, difference(mine.edit.apply(base), toText(text)));
const fresh = (text: string): OwnSuggestion => reads(asKnown(none), text);
const read = ({ edit }: OwnSuggestion, from: Text = base) => edit.apply(from).toString();

/** The server, which takes a hand-over only from who knows what it has. */
class Server {
  there = none;
  constructor(public text: Text = base) {}
  give(mine: OwnSuggestion, isAnswered = true): OwnSuggestion {
    const given = giving(mine), known = given.known[0]!.edit;
    if (known.apply(this.text).eq(this.there.apply(this.text))) {
      this.there = mine.edit;
      return isAnswered ? asKnown(mine.edit) : given;
    }
    return isAnswered ? caughtUp(this.text, given, this.there) : given;
  }
}

describe("a suggestion on two devices", () => {
  it("has the words of both, whichever is handed over later", () => {
    const server = new Server();
    server.give(fresh("Wells are deep, and few are safe."));
    const kept = server.give(fresh("Most wells are deep."));
    expect(read(kept)).toBe("Most wells are deep, and few are safe.");
    server.give(kept);
    expect(server.there.apply(base).toString()).toBe("Most wells are deep, and few are safe.");
  });

  it("keeps newer words that were written at the very place, and both of what was written at both ends", () => {
    expect(read(caughtUp(base, fresh("Wells are deep. Since 2015."), to("Wells are deep. In the north.")))).toBe("Wells are deep. In the north. Since 2015.");
    const ends = typed(typed(asKnown(none), ChangeSet.of({ from: 0, insert: "A " }, base.length)), ChangeSet.of({ from: base.length + 2, insert: " B" }, base.length + 2));
    const others = typed(typed(asKnown(none), ChangeSet.of({ from: 0, insert: "C " }, base.length)), ChangeSet.of({ from: base.length + 2, insert: " D" }, base.length + 2));
    const text = read(caughtUp(base, ends, others.edit));
    for (const word of ["A ", " B", "C ", " D", "Wells are deep."]) expect(text.split(word).length).toBe(2);
  });

  it("does not say twice what the server has already, though its answer was lost", () => {
    const server = new Server();
    let mine = server.give(fresh("Wells are deep. Since 2015."), false);
    mine = server.give(reads(mine, "Wells are deep. Since 2015, in the north."));
    expect(read(mine)).toBe("Wells are deep. Since 2015, in the north.");
    mine = server.give(mine);
    expect([server.there.apply(base).toString(), mine.known.length]).toEqual(["Wells are deep. Since 2015, in the north.", 1]);
  });

  it("that the other device built on is only added to", () => {
    const server = new Server();
    const lost = server.give(fresh("Wells are deep. A."), false);
    server.give(reads(asKnown(server.there), "Wells are deep. A. B."));
    expect(read(server.give(reads(lost, "Our wells are deep. A.")))).toBe("Our wells are deep. A. B.");
  });

  it("of which the rest was sent meanwhile is what was written since", () =>
    expect(read(caughtUp(base, reads(asKnown(to("Wells are deep. Sent.")), "All wells are deep. Sent."), none))).toBe("All wells are deep."));

  it("follows what others write in the text", () => {
    const committed = ChangeSet.of({ from: 0, to: 5, insert: "Springs" }, base.length), text = committed.apply(base);
    const mine = over(reads(asKnown(to("Wells are deep. A.")), "Wells are deep. A. B."), committed), [known] = mine.known;
    expect([read(mine, text), known!.edit.apply(text).toString(), known!.edit.compose(known!.since).apply(text).toString()]).toEqual(["Springs are deep. A. B.", "Springs are deep. A.", "Springs are deep. A. B."]);
    const now = { revision: 9, text: "Springs are very deep.", edit: JSON.stringify(toWire(to("Springs are very deep. C.", toText("Springs are very deep.")))) };
    expect(theirs(text, now, false).apply(text).toString()).toBe("Springs are deep. C.");
    expect(theirs(text, now, true).apply(text).toString()).toBe("Springs are very deep.");
  });

  it("remembers no more than some unanswered hand-overs, and always what the server said that it has", () => {
    let mine = asKnown(none);
    for (let at = 0; at < 40; at++) mine = giving(reads(mine, `Wells are deep. ${at}`));
    expect([mine.known.length, mine.known[0]!.edit.empty, read({ edit: mine.known.at(-1)!.edit, known: [] })]).toEqual([12, true, "Wells are deep. 39"]);
    const again = readOwn(toWire(mine.edit), writeKnown(mine.known), base);
    expect(again.known.map(one => one.since.toJSON())).toEqual(mine.known.map(one => one.since.toJSON()));
    // What cannot be read, or is from before anything was remembered, was all typed since.
    expect(readOwn(toWire(mine.edit), [[[3], [3]]], base).known.map(one => [one.edit.empty, one.since.apply(base).toString()])).toEqual([[true, "Wells are deep. 39"]]);
  });

  it("loses no word of either, in whatever order they write, hand over and lose answers", () => {
    const random = new Random(23);
    for (let round = 0; round < 500; round++) {
      const server = new Server(), devices = [asKnown(none), asKnown(none)];
      const written: string[] = [];
      for (let step = 0; step < 20; step++) {
        const at = random.below(2), mine = devices[at]!;
        if (random.chance(0.4)) {
          const word = String.fromCodePoint(0x4e00 + written.length);
          written.push(word);
          const length = mine.edit.newLength;
          devices[at] = typed(mine, ChangeSet.of({ from: random.pick([0, length]), insert: word }, length));
        } else {
          devices[at] = server.give(mine, random.chance(0.7));
        }
      }
      for (let more = 0; more < 4; more++) for (const at of [0, 1]) devices[at] = server.give(devices[at]!);
      const text = server.there.apply(base).toString();
      expect(written.filter(word => !text.includes(word)), text).toEqual([]);
    }
  });
});
