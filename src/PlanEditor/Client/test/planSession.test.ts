import { beforeEach, describe, expect, it } from "vitest";
import { FakeHub } from "./fakeHub";
import { FakeDevice, KEY, Page } from "./page";
import { Random } from "./random";
import { SimulatedTime } from "./simulatedTime";

let time: SimulatedTime;
let hub: FakeHub;

beforeEach(() => {
  time = new SimulatedTime();
  hub = new FakeHub(time, new Random(7));
  hub.setText(KEY, "water");
});

const open = async (user: string, device?: FakeDevice) => {
  const page = await Page.open(hub, user, device);
  page.show();
  await time.until(() => page.session.connection.state === "online", 5_000, "online");
  return page;
};

const saved = (...pages: Page[]) => time.until(() => pages.every(page => page.session.saved), 60_000, "all saved");

describe("typing", () => {
  it("arrives at the other page", async () => {
    const [ann, bob] = [await open("ann"), await open("bob")];
    ann.type(5, " tap");
    await time.run(300);
    expect(bob.text()).toBe("water tap");
    expect(ann.words).toBe("online saved");
  });

  it("goes at once, and what is typed while that is under way goes together", async () => {
    const ann = await open("ann");
    hub.weather.delayMs = [100, 100];
    const from = hub.log.length;
    for (let i = 0; i < 20; i++) { ann.type(5 + i, "x"); await time.run(20); }
    await saved(ann);
    // 400 ms of typing over a line with 200 ms there and back.
    expect(hub.log.length - from).toBeGreaterThan(1);
    expect(hub.log.length - from).toBeLessThan(5);
  });

  it("keeps to what the hub allows, however fast it is", async () => {
    const ann = await open("ann");
    const before = hub.calls.length;
    for (let i = 0; i < 1_000; i++) { ann.type(5 + i, "x"); await time.run(5); }
    await saved(ann);
    expect(hub.calls.length - before).toBeLessThan(150 + 50 * 6);
    expect(ann.text()).toBe("water" + "x".repeat(1_000));
  });

  it("at the same place by two puts the committed one first", async () => {
    const [ann, bob] = [await open("ann"), await open("bob")];
    ann.line.drop();
    ann.type(5, "A");
    bob.type(5, "B");
    await saved(ann, bob);
    expect(ann.text()).toBe("waterBA");
    expect(bob.text()).toBe("waterBA");
  });

  it("is not saved before it is acknowledged", async () => {
    const ann = await open("ann");
    hub.weather.delayMs = [300, 300];
    ann.type(0, "x");
    expect(ann.words).toBe("online 1");
    await time.run(500);
    expect(ann.words).toBe("online 1");
    await time.run(500);
    expect(ann.words).toBe("online saved");
  });
});

describe("a lost line", () => {
  it("re-sends the same bytes when only the acknowledgement was lost, and nothing is doubled", async () => {
    const ann = await open("ann");
    hub.weather.delayMs = [20, 20];
    ann.type(5, "!");
    await time.until(() => hub.revision === 2, 1000, "committed");
    ann.line.drop();
    await saved(ann);
    expect(hub.textOf(KEY)).toBe("water!");
    expect(hub.log.length).toBe(2);
  });

  it("sends a frozen change again byte for byte, never merged with what was typed later", async () => {
    const ann = await open("ann");
    hub.weather.delayMs = [50, 50];
    ann.type(5, "1");
    await time.until(() => hub.calls.some(call => call.method === "Submit") || hub.revision > 1, 1000, "sent");
    hub.forgetAfter(1);
    ann.line.drop();
    ann.type(6, "2");
    await saved(ann);
    const submits = hub.calls.filter(call => call.method === "Submit").map(call => JSON.stringify(call.argument));
    expect(submits[1]).toBe(submits[0]);
    expect(hub.textOf(KEY)).toBe("water12");
    expect(hub.log.length).toBe(3);
  });

  it("is noticed by silence within 10 seconds", async () => {
    const ann = await open("ann");
    ann.line.silent = true;
    await time.run(10_100);
    expect(ann.session.connection.state).not.toBe("online");
    await time.until(() => ann.session.connection.state === "online", 5_000, "back");
  });

  it("is said at once when the socket closes, and typing is counted and kept", async () => {
    const ann = await open("ann");
    hub.reachable = false;
    ann.line.drop();
    expect(ann.words).toBe("offline 0");
    ann.type(0, "a");
    await time.run(2_000);
    ann.type(0, "b");
    await time.run(300);
    expect(ann.session.status.unsaved).toBe(2);
    expect(ann.device.written.size).toBe(1);
    hub.reachable = true;
    await saved(ann);
    await time.run(200);
    expect(ann.device.written.size).toBe(0);
  });

  it("keeps in one piece what was typed in place of words that others rewrote meanwhile", async () => {
    const ann = await open("ann");
    hub.reachable = false;
    ann.line.drop();
    ann.replace(0, 5, "r");
    for (const [at, key] of [..."ivers"].entries()) ann.type(1 + at, key);
    hub.write(KEY, 3, 5, "ves", "bob");
    hub.reachable = true;
    await saved(ann);
    expect(ann.text()).toBe("riversves");
  });

  it("tells on return how many changes were saved and how many people wrote meanwhile", async () => {
    const ann = await open("ann");
    const told: unknown[] = [];
    ann.session.watchReturn(returned => told.push(returned));
    hub.reachable = false;
    ann.line.drop();
    ann.type(0, "a");
    hub.write(KEY, 5, 5, "x", "bob");
    hub.write(KEY, 5, 5, "y", "eve");
    hub.reachable = true;
    await saved(ann);
    expect(told).toEqual([{ saved: 1, writers: 2 }]);
  });

  it("does not count as saved what the server refused on return", async () => {
    const ann = await open("ann");
    ann.show("node.title");
    const told: unknown[] = [];
    ann.session.watchReturn(returned => told.push(returned));
    hub.rule = change => JSON.stringify(change).includes("LATE") ? { code: "planLocked", words: "The plan was marked final." } : null;
    hub.reachable = false;
    ann.line.drop();
    ann.type(5, " one");
    ann.type(0, "LATE", "node.title");
    hub.reachable = true;
    await saved(ann);
    expect(ann.session.plan.tray.length).toBe(1);
    expect(told).toEqual([{ saved: 1, writers: 0 }]);
  });
});

describe("a refusal", () => {
  const no = { code: "notAllowed", words: "Only the lead may." };

  it("in the middle goes to the tray, its text is taken back, and what follows goes on", async () => {
    const ann = await open("ann");
    ann.show("node.title");
    hub.rule = change => JSON.stringify(change).includes("BAD") ? no : null;
    hub.reachable = false;
    ann.line.drop();
    ann.type(5, " one");
    ann.type(0, "BAD", "node.title");
    hub.reachable = true;
    await time.until(() => ann.session.plan.tray.length === 1, 10_000, "tray");
    await saved(ann);
    expect(ann.text()).toBe("water one");
    expect(ann.text("node.title")).toBe("");
    expect(hub.textOf(KEY)).toBe("water one");
    expect(ann.session.plan.tray[0]).toMatchObject({ text: "BAD", refusal: no });
  });

  it("leaves what was typed inside the refused text", async () => {
    const ann = await open("ann");
    hub.rule = change => JSON.stringify(change).includes("BAD") ? no : null;
    hub.weather.delayMs = [100, 100];
    ann.type(5, "BAD");
    await time.run(100);
    ann.type(6, "good");
    await saved(ann);
    expect(ann.text()).toBe("watergood");
    expect(hub.textOf(KEY)).toBe("watergood");
  });

  it("can be tried again, at its place, or discarded", async () => {
    const ann = await open("ann");
    hub.rule = () => no;
    ann.type(5, " tap");
    await time.until(() => ann.session.plan.tray.length === 1, 5_000, "tray");
    expect(ann.text()).toBe("water");
    hub.rule = () => null;
    hub.write(KEY, 0, 0, "The ", "bob");
    await time.run(100);
    ann.session.tryAgain(ann.session.plan.tray[0]!.id);
    await saved(ann);
    expect(hub.textOf(KEY)).toBe("The water tap");
    expect(ann.session.plan.tray).toEqual([]);
  });

  it("keeps the tray over a reload", async () => {
    const device = new FakeDevice(hub);
    const ann = await open("ann", device);
    hub.rule = () => no;
    ann.type(5, " tap");
    await time.until(() => ann.session.plan.tray.length === 1, 5_000, "tray");
    await time.run(200);
    ann.crash();
    const again = await open("ann", device);
    expect(again.session.plan.tray[0]!.text).toBe(" tap");
    hub.rule = () => null;
    again.session.tryAgain(again.session.plan.tray[0]!.id);
    await saved(again);
    expect(hub.textOf(KEY)).toBe("water tap");
  });

  it("of one burst after another is one entry", async () => {
    const ann = await open("ann");
    hub.rule = () => ({ code: "planLocked", words: "The plan was marked final." });
    hub.reachable = false;
    ann.line.drop();
    ann.type(5, " he");
    hub.reachable = true;
    await time.run(450);
    ann.type(ann.text().length, "llo");
    await time.until(() => ann.session.plan.unsaved === 0, 5_000, "refused");
    expect(ann.session.plan.tray.map(entry => entry.text.replace("\n", ""))).toEqual([" hello"]);
    expect(ann.text()).toBe("water");
  });

  it("for now is tried again, the same bytes, ever more seldom", async () => {
    const ann = await open("ann");
    let times = 0;
    hub.gate = () => ++times < 4 ? { code: "tooBusy", words: "" } : null;
    ann.type(5, "!");
    await saved(ann);
    const submits = hub.calls.filter(call => call.method === "Submit");
    expect(submits.length).toBe(4);
    expect(new Set(submits.map(call => JSON.stringify(call.argument))).size).toBe(1);
    expect(hub.textOf(KEY)).toBe("water!");
  });

  it("of the whole message, for good, never loops: one by one, then the tray", async () => {
    const ann = await open("ann");
    ann.show("node.title");
    hub.gate = () => ({ code: "malformed", words: "" });
    ann.type(5, "!");
    ann.type(0, "x", "node.title");
    await time.until(() => ann.session.plan.tray.length === 2, 20_000, "tray");
    expect(hub.calls.filter(call => call.method === "Submit").length).toBeLessThan(5);
    expect(ann.words).toBe("online saved");
  });

  it("that the server cannot even express never loops either", async () => {
    const ann = await open("ann");
    hub.gate = () => { throw new Error("bug"); };
    ann.type(5, "!");
    await time.until(() => ann.session.plan.tray.length === 1, 120_000, "tray");
    expect(hub.calls.filter(call => call.method === "Submit").length).toBeLessThan(10);
  });
});

describe("a wrong copy", () => {
  it("heals from the server's text and keeps what is unsent", async () => {
    const ann = await open("ann");
    const field = ann.session.plan.fields.get(KEY)!;
    field.heal(field.confirmed.replace(0, 1, field.confirmed.slice(1, 2)));
    expect(ann.text()).toBe("aater");
    await time.until(() => ann.text() === "water", 12_000, "healed");
    hub.gate = () => ({ code: "tooBusy", words: "" });
    field.heal(field.confirmed.replace(0, 1, field.confirmed.slice(1, 2)));
    ann.type(5, " tap");
    await time.until(() => ann.text() === "water tap", 12_000, "healed with typing");
  });

  it("starts from the document when the server has lost revisions", async () => {
    const ann = await open("ann");
    hub.write(KEY, 5, 5, " lost", "bob");
    await time.run(100);
    ann.type(0, "My ");
    await saved(ann);
    hub.forgetAfter(1);
    ann.line.drop();
    await time.run(3_000);
    expect(ann.text()).toBe("water");
    ann.type(0, "Clean ");
    await saved(ann);
    expect(hub.textOf(KEY)).toBe("Clean water");
  });
});

describe("texts and revisions", () => {
  it("a text drawn later than the session catches up to itself, one drawn earlier is brought forward", async () => {
    const ann = await open("ann");
    for (let i = 0; i < 20; i++) hub.write("node.title", i, i, "x", "bob");
    await time.run(200);
    ann.show("node.title", 3);
    await time.run(500);
    expect(ann.text("node.title")).toBe("x".repeat(20));
    const bob = await Page.open(hub, "bob", undefined, 1);
    bob.show("node.title", 21);
    bob.type(0, "y", "node.title");
    await time.until(() => bob.session.saved, 10_000, "saved");
    expect(hub.textOf("node.title")).toBe("y" + "x".repeat(20));
  });

  it("a change of several operations is mapped one operation after the other", async () => {
    const ann = await open("ann");
    hub.weather.delayMs = [50, 50];
    ann.type(2, "Z");
    hub.commit({
      revision: 2, id: "two", author: "bob", session: "s", at: "",
      ops: [
        { op: "editText", node: "node", field: "problem", edit: [5, [0, "!"]] },
        { op: "editText", node: "node", field: "problem", edit: [[1], 5] },
      ],
    });
    await saved(ann);
    expect(ann.text()).toBe("aZter!");
    expect(hub.textOf(KEY)).toBe("aZter!");
  });
});

describe("two pages on one device", () => {
  it("never send each other's outbox, and a later page takes over what a dead one left", async () => {
    const device = new FakeDevice(hub);
    const [one, two] = [await open("ann", device), await open("ann", device)];
    hub.reachable = false;
    one.line.drop();
    two.line.drop();
    one.type(0, "1");
    two.type(5, "2");
    await time.run(500);
    expect(device.written.size).toBe(2);
    one.crash();
    hub.reachable = true;
    await saved(two);
    await time.until(() => hub.textOf(KEY) === "1water2", 10_000, "both sent");
    await time.run(500);
    expect(device.written.size).toBe(0);
    expect(two.text()).toBe("1water2");
  });

  it("show what a dead page left at once, before the line is there", async () => {
    const device = new FakeDevice(hub);
    const one = await open("ann", device);
    hub.reachable = false;
    one.line.drop();
    one.type(5, " tap");
    await time.run(200);
    one.crash();
    hub.setText(KEY, "clean water");
    const again = await Page.open(hub, "ann", device);
    again.show();
    expect(again.text()).toBe("water tap");
    hub.reachable = true;
    await saved(again);
    expect(again.text()).toContain("tap");
    expect(again.text()).toBe(hub.textOf(KEY));
  });

  it("of another user leave it alone", async () => {
    const device = new FakeDevice(hub);
    const one = await open("ann", device);
    hub.reachable = false;
    one.line.drop();
    one.type(5, " tap");
    await time.run(200);
    one.crash();
    hub.reachable = true;
    const bob = await open("bob", device);
    await time.run(2_000);
    expect(bob.text()).toBe("water");
    expect(device.written.size).toBe(1);
  });
});
