/**
 * What can go wrong between a page and the server, one thing at a time: delays, drops, duplicates, reorders, reloads, two tabs, another
 * user on the same browser, a full disk. `laws.test.ts` mixes them at random.
 */
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, it } from "vitest";
import { BrowserOutbox, type OutboxStore } from "../src/outbox";
import { describe as inWords } from "../src/status";
import { WORDS } from "../src/words";
import { FakeHub } from "./fakeHub";
import { FakeDevice, KEY, Page } from "./page";
import { Random } from "./random";
import { SimulatedTime } from "./simulatedTime";

const OTHER = "node.causes";
const THIRD = "node.outcome";

let time: SimulatedTime;
let hub: FakeHub;

beforeEach(() => {
  time = new SimulatedTime();
  hub = new FakeHub(time, new Random(7));
  hub.setText(KEY, "water");
});

const no = { code: "notAllowed", words: "Only the lead may." };

const online = (page: Page) => time.until(() => page.session.connection.state === "online", 30_000, "online");
const saved = (...pages: Page[]) => time.until(() => pages.every(page => page.session.saved), 60_000, "all saved");
const refused = (page: Page) => time.until(() => page.session.plan.tray.length === 1, 10_000, "refused");

const open = async (user: string, device?: FakeDevice, store?: OutboxStore) => {
  const page = await Page.open(hub, user, device, undefined, store);
  page.show();
  await online(page);
  return page;
};

/** Everything takes so long each way from now on. */
const slow = (ms: number) => { hub.weather.delayMs = [ms, ms]; };

/** What is on its way when a connection breaks arrives all the same, so much late. */
const straggle = (ms: number) => { hub.weather.stragglers = 1; hub.weather.lateMs = [ms, ms]; };

const cutOff = (page: Page) => { hub.reachable = false; page.line.drop(); };

const submits = () => hub.calls.filter(call => call.method === "Submit");
const times = (words: string) => hub.textOf(KEY).split(words).length - 1;
const says = (page: Page) => inWords({ ...page.session.status, acts: 0 }, false, WORDS.en).text;

describe("delays", () => {
  it("of seconds make nothing saved early and nothing sent twice", async () => {
    const ann = await open("ann");
    slow(4_000);
    ann.type(5, " tap");
    await time.run(7_000);
    expect(says(ann)).toBe("Saving…");
    await saved(ann);
    expect(submits().length).toBe(1);
    expect(hub.textOf(KEY)).toBe("water tap");
  });

  it("of what is large do not keep a page away that has much to catch up with, nor lose what it has not sent", async () => {
    const ann = await open("ann");
    cutOff(ann);
    ann.type(5, " tap");
    hub.write(KEY, 0, 0, "x".repeat(600_000));
    for (let i = 0; i < 30; i++) hub.write(KEY, 0, 0, "y".repeat(8_000));
    hub.weather.bytesPerSecond = 20_000;
    hub.reachable = true;
    await time.until(() => ann.session.saved && ann.session.connection.state === "online", 400_000, "saved");
    expect(hub.textOf(KEY).endsWith("water tap")).toBe(true);
    expect(ann.text()).toBe(hub.textOf(KEY));
  });

  it("of much that others did meanwhile are taken in portions, each drawn once, and what is typed between them is kept", async () => {
    const ann = await open("ann");
    cutOff(ann);
    ann.type(5, " tap");
    hub.pageMost = 500;
    for (let i = 0; i < 1_010; i++) hub.write(KEY, 0, 0, `${i} `);
    const before = ann.screens.get(KEY)!.drawn;
    let turns = 0, typed = false;
    ann.session.plan.onCommitted = (told => change => {
      told(change);
      if (change.revision % 50 === 0) time.after(0, () => { turns++; if (!typed) ann.type(ann.text().length, " here"); typed = true; });
    })(ann.session.plan.onCommitted);
    hub.reachable = true;
    await saved(ann);
    expect(ann.screens.get(KEY)!.drawn - before).toBeLessThanOrEqual(30);
    expect(turns).toBeGreaterThanOrEqual(20);
    expect(hub.textOf(KEY)).toMatch(/^1009 1008 .* 0 water tap here$/);
    expect(ann.text()).toBe(hub.textOf(KEY));
  });

  it("of much that others did meanwhile, with a line that breaks and others who go on between the portions, are made good", async () => {
    const ann = await open("ann");
    cutOff(ann);
    ann.type(5, " tap");
    hub.pageMost = 500;
    for (let i = 0; i < 700; i++) hub.write(KEY, 0, 0, "x");
    const { plan } = ann.session;
    let breaks = 0;
    plan.onCommitted = (told => change => {
      told(change);
      if (change.revision % 60 !== 0 || breaks === 4) return;
      time.after(0, () => { hub.write(KEY, 0, 0, "y"); if (++breaks % 2 === 0) ann.line.drop(); });
    })(plan.onCommitted);
    hub.reachable = true;
    await saved(ann);
    expect(breaks).toBe(4);
    expect(hub.textOf(KEY)).toMatch(/^[xy]+water tap$/);
    expect(ann.text()).toBe(hub.textOf(KEY));
    expect(plan.missingAfter).toBeNull();
  });

  it("keep no other text back where the screen of one fails", async () => {
    const ann = await open("ann");
    hub.setText(OTHER, "sand");
    const broken = ann.show(OTHER);
    const second = ann.show(THIRD);
    await time.run(1_000);
    cutOff(ann);
    for (let i = 0; i < 10; i++) for (const key of [KEY, OTHER, THIRD]) hub.write(key, 0, 0, "x");
    const draw = broken.applyRemote;
    broken.applyRemote = () => { broken.applyRemote = draw; throw new Error("a screen that fails"); };
    hub.reachable = true;
    await online(ann);
    await time.run(10_000);
    expect(ann.text(KEY)).toBe(hub.textOf(KEY));
    expect(second.text.toString()).toBe(hub.textOf(THIRD));
  });

  it("of what is large that others do while the page is open end as well", async () => {
    const ann = await open("ann");
    hub.weather.bytesPerSecond = 20_000;
    hub.write(KEY, 0, 0, "x".repeat(600_000));
    ann.type(5, " tap");
    await time.until(() => ann.text() === hub.textOf(KEY) && ann.session.saved, 400_000, "equal");
    expect(hub.textOf(KEY).endsWith("water tap")).toBe(true);
  });
});

describe("drops", () => {
  it("of a submission on its way are made good by the same bytes on the next line", async () => {
    const ann = await open("ann");
    slow(50);
    ann.type(5, " tap");
    await time.run(60);
    ann.line.drop();
    await saved(ann);
    expect(submits().length).toBe(1);
    expect(times(" tap")).toBe(1);
  });

  it("of an answer leave one change, and it is acknowledged in the end", async () => {
    const ann = await open("ann");
    slow(50);
    ann.type(5, " tap");
    await time.until(() => hub.revision === 2, 1_000, "committed");
    ann.line.drop();
    expect(says(ann)).toBe("Offline: 1 change kept on this device");
    await saved(ann);
    expect(hub.revision).toBe(2);
  });
});

describe("a network that is back", () => {
  it("is tried again soon, also when the browser says so in the middle of an attempt that fails", async () => {
    const ann = await open("ann");
    cutOff(ann);
    await time.run(30_000);
    slow(200);
    await time.until(() => ann.session.connection.state === "recovering", 10_000, "trying");
    ann.session.connection.hurry();
    await time.until(() => ann.session.connection.state === "offline", 10_000, "failed");
    hub.reachable = true;
    const back = time.now();
    await online(ann);
    expect(time.now() - back).toBeLessThan(1_500);
  });
});

describe("duplicates", () => {
  it("of every message change nothing", async () => {
    hub.weather.doubled = 1;
    const [ann, bob] = [await open("ann"), await open("bob")];
    for (const [page, words] of [[ann, " tap"], [bob, "clean "]] as const) {
      page.type(page === ann ? 5 : 0, words);
      await saved(ann, bob);
      await time.run(200);
    }
    expect([ann.text(), bob.text(), hub.textOf(KEY)]).toEqual(Array(3).fill("clean water tap"));
  });

  it("of a submission, one of them long after its connection, are done once", async () => {
    const ann = await open("ann");
    slow(50);
    straggle(3_000);
    ann.type(5, " tap");
    await time.run(30);
    ann.line.drop();
    slow(5);
    await saved(ann);
    await time.run(5_000);
    expect(submits().length).toBe(2);
    expect(times(" tap")).toBe(1);
  });
});

describe("reorders", () => {
  it("a copy of what was refused, arriving on its old connection when it would be taken, is not done", async () => {
    const ann = await open("ann");
    slow(50);
    straggle(3_000);
    hub.rule = () => no;
    ann.type(5, " tap");
    await time.run(30);
    ann.line.drop();
    slow(5);
    await refused(ann);
    hub.rule = () => null;
    ann.session.tryAgain(ann.session.plan.tray[0]!.id);
    await saved(ann);
    await time.run(5_000);
    expect(submits().length).toBe(3);
    expect(times(" tap")).toBe(1);
    expect(ann.text()).toBe("water tap");
  });

  it("a refusal that comes late, from the connection before, does not hit what was sent again", async () => {
    const ann = await open("ann");
    slow(100);
    hub.rule = () => no;
    ann.type(5, " tap");
    await time.until(() => submits().length === 1, 1_000, "refused at the hub");
    straggle(1_200);
    ann.line.drop();
    hub.rule = () => null;
    slow(300);
    await time.until(() => submits().length === 2, 5_000, "sent again");
    await saved(ann);
    await time.run(2_000);
    expect(ann.session.plan.tray).toEqual([]);
    expect(ann.text()).toBe("water tap");
    expect(times(" tap")).toBe(1);
  });

  it("an answer to Open that comes late, from the connection before, does not undo what the new one said", async () => {
    const ann = await open("ann");
    ann.line.drop();
    slow(100);
    hub.mayEdit = false;
    straggle(2_000);
    const opens = hub.calls.length;
    await time.until(() => hub.calls.length > opens, 2_000, "asked to open");
    ann.line.drop();
    hub.mayEdit = true;
    slow(5);
    await online(ann);
    expect(ann.session.mayEdit).toBe(true);
    hub.write(KEY, 5, 5, "!", "bob");
    await time.run(3_000);
    expect(ann.session.mayEdit).toBe(true);
    expect(ann.text()).toBe("water!");
  });

  it("what an old connection still says after the new one spoke is not heard", async () => {
    const ann = await open("ann");
    slow(50);
    straggle(3_000);
    hub.write(KEY, 5, 5, " old", "bob");
    ann.line.tell("rights", { mayEdit: false });
    ann.line.tell("closing", { refusal: no });
    ann.line.drop();
    slow(5);
    await online(ann);
    hub.write(KEY, 0, 0, "new ", "bob");
    await time.run(5_000);
    expect([ann.session.mayEdit, ann.words, ann.text()]).toEqual([true, "online saved", "new water old"]);
    expect(hub.calls.filter(call => call.method === "Open").length).toBe(2);
  });
});

describe("reloads", () => {
  it("in the middle of a send send the same bytes, ids and base, in the same session", async () => {
    const device = new FakeDevice(hub);
    const ann = await open("ann", device);
    slow(50);
    ann.type(5, " tap");
    await time.until(() => submits().length === 1, 1_000, "sent");
    hub.forgetAfter(1);
    ann.crash();
    hub.write(KEY, 0, 0, "clean ", "bob");
    const again = await Page.open(hub, "ann", device);
    again.show();
    await saved(again);
    expect(submits().length).toBe(2);
    expect(submits()[1]).toEqual(submits()[0]);
    expect([hub.textOf(KEY), again.text()]).toEqual(["clean water tap", "clean water tap"]);
  });

  it("after what was sent had been committed find it and do not send it again", async () => {
    const device = new FakeDevice(hub);
    const ann = await open("ann", device);
    slow(50);
    ann.type(5, " tap");
    await time.until(() => hub.revision === 2, 1_000, "committed");
    ann.crash();
    const again = await open("ann", device);
    await saved(again);
    await time.run(500);
    expect([hub.revision, hub.textOf(KEY), again.text(), device.written.size]).toEqual([2, "water tap", "water tap", 0]);
  });

  it("end the line of the page before: what it sent arrives too late", async () => {
    const device = new FakeDevice(hub);
    const ann = await open("ann", device);
    slow(50);
    straggle(3_000);
    hub.rule = () => no;
    ann.type(5, " tap");
    await time.run(30);
    ann.crash();
    slow(5);
    const again = await open("ann", device);
    await refused(again);
    hub.rule = () => null;
    await time.run(5_000);
    expect(hub.textOf(KEY)).toBe("water");
    again.session.tryAgain(again.session.plan.tray[0]!.id);
    await saved(again);
    expect(times(" tap")).toBe(1);
  });
});

describe("two tabs", () => {
  it("one is closed with unsent changes: the other, whose line never broke, sends them soon, once", async () => {
    const device = new FakeDevice(hub);
    const [one, two] = [await open("ann", device), await open("ann", device)];
    cutOff(one);
    one.type(5, " tap");
    await time.run(200);
    one.crash();
    hub.reachable = true;
    await time.until(() => hub.textOf(KEY) === "water tap", 21_000, "sent");
    await time.run(60_000);
    expect(hub.revision).toBe(2);
    expect(two.text()).toBe("water tap");
    expect(device.written.size).toBe(0);
  });

  it("several come back at once: what another one left is sent once", async () => {
    const device = new FakeDevice(hub);
    const tabs = [await open("ann", device), await open("ann", device), await open("ann", device)];
    for (const tab of tabs) cutOff(tab);
    tabs[0]!.type(5, " tap");
    await time.run(200);
    tabs[0]!.crash();
    hub.reachable = true;
    await saved(...tabs.slice(1));
    await time.run(60_000);
    expect(hub.textOf(KEY)).toBe("water tap");
    expect(tabs.slice(1).map(tab => tab.text())).toEqual(["water tap", "water tap"]);
    expect(device.written.size).toBe(0);
  });
});

describe("another user on the same browser", () => {
  it("sends nothing of the first one's, who finds it and sends it once", async () => {
    const store = await BrowserOutbox.open(new IDBFactory());
    const kept = async () => { for (let i = 0; i < 50 && (await store.rows("ann", "plan")).length === 0; i++) await time.run(100); };
    const ann = await open("ann", undefined, store);
    cutOff(ann);
    ann.type(5, " tap");
    await kept();
    ann.crash();
    hub.reachable = true;
    const bob = await open("bob", undefined, store);
    await time.run(60_000);
    expect(submits()).toEqual([]);
    expect(bob.text()).toBe("water");
    const again = await Page.open(hub, "ann", undefined, undefined, store);
    again.show();
    expect(again.text()).toBe("water tap");
    await saved(again);
    expect(hub.log.slice(1).map(change => change.author)).toEqual(["ann"]);
    expect(times(" tap")).toBe(1);
  });

  it("signs in while the first one's page is open: that sends nothing until its writer is back", async () => {
    const ann = await open("ann");
    cutOff(ann);
    ann.type(5, " tap");
    ann.line.user = "bob";
    hub.reachable = true;
    await time.until(() => ann.session.connection.state === "refused", 10_000, "noticed");
    await time.run(60_000);
    expect(submits()).toEqual([]);
    expect(ann.session.status).toMatchObject({ unsaved: 1, kept: true, refusal: { code: "otherUser" } });
    ann.line.user = "ann";
    ann.session.connection.hurry();
    await saved(ann);
    expect(hub.log.slice(1).map(change => change.author)).toEqual(["ann"]);
  });
});

describe("what is kept on the device", () => {
  it("is said to be kept once the last letter is", async () => {
    const ann = await open("ann");
    cutOff(ann);
    ann.type(5, " ta");
    await time.run(150);
    expect(says(ann)).toBe("Offline: 1 change kept on this device");
    ann.type(8, "p");
    expect(says(ann)).toMatch(/^Offline: keeping/);
    await time.until(() => !ann.session.status.keeping, 1_000, "kept");
    expect(says(ann)).toMatch(/kept on this device$/);
    expect(JSON.stringify([...ann.device.written.values()])).toContain("tap");
  });
});

describe("a full disk", () => {
  it("is said in words at once, and everything is sent all the same", async () => {
    const ann = await open("ann");
    const said = new Set<string>();
    ann.session.watch(() => said.add(`${says(ann)}${ann.session.status.kept ? "" : " (not kept)"}`));
    ann.device.full = true;
    slow(200);
    ann.type(5, " tap");
    await time.run(150);
    expect([...said].at(-1)).toBe("Saving… (not kept)");
    await saved(ann);
    expect(hub.textOf(KEY)).toBe("water tap");
    cutOff(ann);
    ann.type(0, "clean ");
    await time.run(150);
    expect(says(ann)).toBe("Offline: 1 change not kept on this device");
    expect(ann.device.written.size).toBe(0);
  });

  it("is tried again by itself, for who does not go on writing", async () => {
    const ann = await open("ann");
    cutOff(ann);
    ann.device.full = true;
    ann.type(5, " tap");
    await time.run(150);
    expect(says(ann)).toBe("Offline: 1 change not kept on this device");
    await time.run(12_000);
    expect(says(ann)).toBe("Offline: 1 change not kept on this device");
    ann.device.full = false;
    await time.run(6_000);
    expect(says(ann)).toBe("Offline: 1 change kept on this device");
    expect(JSON.stringify([...ann.device.written.values()])).toContain("tap");
  });

  it("that has room again keeps again, and says so", async () => {
    const ann = await open("ann");
    cutOff(ann);
    ann.device.full = true;
    ann.type(5, " tap");
    await time.run(150);
    expect(ann.session.status.kept).toBe(false);
    // What is typed after a pause is a change of its own.
    await time.run(1_000);
    ann.device.full = false;
    ann.type(9, "!");
    await time.run(150);
    expect(says(ann)).toBe("Offline: 2 changes kept on this device");
    expect(ann.device.written.size).toBe(1);
  });

  it("leaves no older row behind, which a next page would send again under a new id", async () => {
    const ann = await open("ann");
    cutOff(ann);
    ann.type(5, " tap");
    await time.run(200);
    expect(ann.device.written.size).toBe(1);
    ann.device.full = true;
    ann.type(9, "!");
    hub.reachable = true;
    await time.until(() => hub.revision === 2, 10_000, "committed");
    ann.crash();
    const again = await open("ann", ann.device);
    await saved(again);
    await time.run(30_000);
    expect(hub.textOf(KEY)).toBe("water tap!");
  });
});
