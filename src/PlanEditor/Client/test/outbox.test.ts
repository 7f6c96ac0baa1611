import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { beforeAll, describe, expect, it } from "vitest";
import { keptRows } from "../src/keptRows";
import { MarkLiveness } from "../src/liveness";
import { BrowserOutbox, type OutboxRow } from "../src/outbox";
import { FakeHub } from "./fakeHub";
import { KEY, Page } from "./page";
import { Random } from "./random";
import { SimulatedTime } from "./simulatedTime";

const row = (id: string, user = "ann", plan = "plan"): OutboxRow =>
  ({ id, holder: "first", user, plan, title: "", updated: 1, kept: { base: 0, batch: null, fields: [], pending: [], tray: [] } });

beforeAll(() => { globalThis.IDBKeyRange = IDBKeyRange; });

describe("the outbox in IndexedDB", () => {
  it("gives a user's rows of one plan and no others", async () => {
    const outbox = await BrowserOutbox.open(new IDBFactory());
    for (const [id, user, plan] of [["1", "ann", "plan"], ["2", "bob", "plan"], ["3", "ann", "other"]] as const) await outbox.write(row(id, user, plan));
    expect((await outbox.rows("ann", "plan")).map(r => r.id)).toEqual(["1"]);
    await outbox.remove("1");
    expect(await outbox.rows("ann", "plan")).toEqual([]);
  });

  it("lets a row be taken over once only, and it is never there twice", async () => {
    const factory = new IDBFactory();
    const [one, two] = [await BrowserOutbox.open(factory), await BrowserOutbox.open(factory)];
    await one.write(row("dead"));
    const taken = await Promise.all([one.takeOver(row("dead"), "one"), two.takeOver(row("dead"), "two")]);
    expect(taken.filter(Boolean).length).toBe(1);
    expect(await one.rows("ann", "plan")).toEqual(taken.filter(Boolean));
  });

  it("hands over a row as it is then, not as it was read", async () => {
    const outbox = await BrowserOutbox.open(new IDBFactory());
    const before = row("dead");
    await outbox.write(before);
    await outbox.write({ ...before, title: "typed since" });
    expect((await outbox.takeOver(before, "next"))?.title).toBe("typed since");
  });

  it("gives what can be read when a row cannot, and nothing when nothing can", async () => {
    const outbox = await BrowserOutbox.open(new IDBFactory());
    await outbox.write(row("fine"));
    await outbox.write({ ...row("torn"), kept: { ...row("torn").kept, pending: [{ id: "c", key: KEY, edit: [1], count: 1 }] } });
    expect((await keptRows(outbox, "ann")).map(kept => kept.row.id)).toEqual(["fine"]);
    outbox.close();
    expect(await keptRows(outbox, "ann")).toEqual([]);
  });

  it("keeps what was typed over a crash, and it is sent by the next page", async () => {
    const time = new SimulatedTime();
    const hub = new FakeHub(time, new Random(5));
    hub.setText(KEY, "water");
    const outbox = await BrowserOutbox.open(new IDBFactory());
    const open = async () => {
      const page = await Page.open(hub, "ann", undefined, undefined, outbox);
      page.show();
      return page;
    };
    const one = await open();
    await time.until(() => one.session.saved, 5_000, "online");
    hub.reachable = false;
    one.line.drop();
    one.type(5, " tap");
    await time.run(200);
    for (let i = 0; i < 50 && (await outbox.rows("ann", "plan")).length === 0; i++) await time.run(100);
    one.crash();
    hub.reachable = true;
    const two = await open();
    expect(two.text()).toBe("water tap");
    await time.until(() => two.session.saved, 20_000, "saved");
    expect(hub.textOf(KEY)).toBe("water tap");
  });
});

describe("where there are no locks", () => {
  it("a page counts as gone when it left or has made no mark for a while", async () => {
    const time = new SimulatedTime();
    const marks = new Map<string, string>();
    const storage = { getItem: (key: string) => marks.get(key) ?? null, setItem: (key: string, value: string) => marks.set(key, value), removeItem: (key: string) => marks.delete(key) } as unknown as Storage;
    const one = new MarkLiveness(storage, time), two = new MarkLiveness(storage, time);
    one.hold("a");
    await time.run(60_000);
    expect(await two.ifGone("a", async () => false)).toBe(false);
    one.leave("a");
    expect(await two.ifGone("a", async () => false)).toBe(true);
    expect(await two.ifGone("a", async () => true)).toBe(true);
    await time.run(60_000);
    expect(await one.ifGone("a", async () => false)).toBe(false);
  });
});
