/** Who may take over what a page left behind: nobody as long as it lives, and then one. */
import { describe, expect, it } from "vitest";
import { type Liveness, LockLiveness, MarkLiveness } from "../src/liveness";
import { settle, SimulatedTime } from "./simulatedTime";

/** The locks of one browser: asked for in order, held until the callback ends. */
class FakeLocks {
  private readonly tails = new Map<string, Promise<unknown>>();

  async request(name: string, ...rest: [LockGrantedCallback<unknown>] | [LockOptions, LockGrantedCallback<unknown>]): Promise<unknown> {
    const callback = rest.at(-1) as LockGrantedCallback<unknown>;
    if (rest.length === 2 && (rest[0] as LockOptions).ifAvailable && this.tails.has(name)) return callback(null);
    const before = this.tails.get(name) ?? Promise.resolve();
    const mine = before.then(() => callback({ name, mode: "exclusive" }));
    const tail = mine.catch(() => {}).then(() => { if (this.tails.get(name) === tail) this.tails.delete(name); });
    this.tails.set(name, tail);
    return mine;
  }
}

class FakeMarks {
  private readonly marks = new Map<string, string>();
  getItem(name: string): string | null { return this.marks.get(name) ?? null; }
  setItem(name: string, value: string): void { this.marks.set(name, value); }
  removeItem(name: string): void { this.marks.delete(name); }
}

const browsers: [string, () => { page: () => Liveness; time: SimulatedTime }][] = [
  ["with locks", () => {
    const locks = new FakeLocks() as unknown as LockManager;
    return { page: () => new LockLiveness(locks), time: new SimulatedTime() };
  }],
  ["without locks", () => {
    const marks = new FakeMarks() as unknown as Storage, time = new SimulatedTime();
    return { page: () => new MarkLiveness(marks, time), time };
  }],
];

for (const [name, browser] of browsers) {
  describe(`in a browser ${name}`, () => {
    const never = () => { throw new Error("the page lives"); };

    it("a page that lives keeps what is its own", async () => {
      const { page, time } = browser(), mine = page();
      mine.hold("one");
      await time.run(60_000);
      expect(await page().ifGone("one", never)).toBe(false);
    });

    it("what a page left behind is taken over once", async () => {
      const { page, time } = browser(), mine = page();
      mine.hold("one");
      await settle();
      mine.leave("one");
      await settle();
      let taken = 0;
      const heir = page();
      expect(await heir.ifGone("one", async () => { taken++; return true; })).toBe(true);
      await time.run(60_000);
      expect(await page().ifGone("one", never)).toBe(false);
      heir.leave("one");
      await settle();
      expect(await page().ifGone("one", async () => { taken++; return false; })).toBe(true);
      expect(taken).toBe(2);
    });

    it("who finds nothing to take over gives the place back", async () => {
      const { page } = browser();
      expect(await page().ifGone("one", async () => false)).toBe(true);
      await settle();
      expect(await page().ifGone("one", async () => false)).toBe(true);
    });

    it("nobody comes between one who is at it", async () => {
      const { page } = browser();
      let go = () => {};
      const first = page().ifGone("one", () => new Promise<boolean>(resolve => { go = () => resolve(true); }));
      await settle();
      expect(await page().ifGone("one", never)).toBe(false);
      go();
      expect(await first).toBe(true);
      await settle();
      expect(await page().ifGone("one", never)).toBe(false);
    });
  });
}
