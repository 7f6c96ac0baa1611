/** Who signs out is asked first when something is not sent, and nothing of it is lost without being asked. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeDocument, FakeForm } from "./fakeDom";
import { FakeHub } from "./fakeHub";
import { KEY, Page } from "./page";
import { Random } from "./random";
import { SimulatedTime } from "./simulatedTime";

const around = vi.hoisted(() => ({ time: null as unknown as SimulatedTime, page: null as unknown as Page }));

vi.mock("../src/timers", async original => ({
  ...await original<object>(),
  browserTimers: { now: () => around.time.now(), after: (ms: number, callback: () => void) => around.time.after(ms, callback), rest: () => around.time.rest() },
}));
vi.mock("../src/planSync", () => ({ surroundings: async () => around.page.surroundings }));
vi.mock("../src/drafts", async original => {
  const { Drafts } = await original<typeof import("../src/drafts")>();
  const { newTab } = await import("./fakeTab");
  return { drafts: new Drafts(newTab()) };
});
vi.mock("../src/suggestingMode", () => ({ settleSuggestions: async () => {} }));

const { drafts } = await import("../src/drafts");
const { page } = await import("../src/page");
const { watchSignOut } = await import("../src/signOut");

let hub: FakeHub;
let document: FakeDocument;
let form: FakeForm;

beforeEach(async () => {
  const time = around.time = new SimulatedTime();
  hub = new FakeHub(time, new Random(7));
  hub.setText(KEY, "water");
  around.page = await Page.open(hub, "ann");
  around.page.show();
  await time.until(() => around.page.session.saved, 30_000, "online");
  page.session = around.page.session;
  document = new FakeDocument();
  form = new FakeForm({ signOut: "ann" });
  vi.stubGlobal("document", document);
  vi.stubGlobal("HTMLFormElement", FakeForm);
  vi.stubGlobal("localStorage", { removeItem: () => {} });
  watchSignOut();
});

afterEach(() => {
  for (const name of drafts.names("")) drafts.forget(name);
  page.session = null;
  vi.unstubAllGlobals();
});

const signOut = () => document.dispatch("submit", { target: form, preventDefault: () => {} });
const dialog = () => document.body.find(element => element.tag === "dialog");
const press = (label: string) => dialog()!.find(element => element.tag === "button" && element.textContent === label)!.click();
const title = () => dialog()!.find(element => element.tag === "h2")!.textContent;

/** Types something that cannot be sent, signs out, and waits until that is asked about. */
async function leaveUnsent(): Promise<void> {
  hub.reachable = false;
  around.page.line.drop();
  around.page.type(5, " tap");
  signOut();
  await around.time.until(() => dialog() !== null, 10_000, "asked");
}

describe("signing out", () => {
  it("goes on at once when all is saved", async () => {
    signOut();
    await around.time.until(() => form.submitted === 1, 1_000, "left");
    expect(dialog()).toBeNull();
  });

  it("waits a moment for what is on its way", async () => {
    hub.weather.delayMs = [300, 300];
    around.page.type(5, " tap");
    signOut();
    await around.time.until(() => form.submitted === 1, 2_000, "left");
    expect(hub.textOf(KEY)).toBe("water tap");
  });

  it("asks once about what is not sent, however often it is pressed", async () => {
    await leaveUnsent();
    expect([title(), form.submitted]).toEqual(["1 change is not sent", 0]);
  });

  it("that waits for an answer already asks nothing more", async () => {
    hub.reachable = false;
    around.page.line.drop();
    around.page.type(5, " tap");
    signOut();
    signOut();
    await around.time.until(() => dialog() !== null, 10_000, "asked");
    await around.time.run(10_000);
    expect(document.body.children.filter(element => element.tag === "dialog").length).toBe(1);
  });

  it("sends first when that is wanted", async () => {
    await leaveUnsent();
    press("Send and sign out");
    await around.time.run(1_000);
    expect(form.submitted).toBe(0);
    hub.reachable = true;
    await around.time.until(() => form.submitted === 1, 30_000, "left");
    expect(hub.textOf(KEY)).toBe("water tap");
  });

  it("says what is still unsent when there is no way", async () => {
    await leaveUnsent();
    press("Send and sign out");
    await around.time.run(60_000);
    expect([title(), form.submitted, around.page.text()]).toEqual(["1 change is not sent", 0, "water tap"]);
  });

  it("gives up what is unsent only when that is said", async () => {
    await leaveUnsent();
    press("Discard and sign out");
    await around.time.until(() => form.submitted === 1, 10_000, "left");
    await around.time.run(10_000);
    expect([hub.textOf(KEY), around.page.device.written.size]).toEqual(["water", 0]);
  });

  it("asks about a comment that was begun and forgets it only when that is said", async () => {
    drafts.keep("ann nepal comment 7 problem", "Which water?");
    drafts.keep("bob nepal comment 7 problem", "Mine");
    signOut();
    await around.time.until(() => dialog() !== null, 10_000, "asked");
    expect([title(), form.submitted]).toEqual(["1 comment is written and not sent", 0]);
    expect(dialog()!.find(element => element.textContent === "Send and sign out")).toBeNull();
    press("Stay signed in");
    expect([dialog(), form.submitted, drafts.read("ann nepal comment 7 problem")]).toEqual([null, 0, "Which water?"]);
    signOut();
    await around.time.until(() => dialog() !== null, 10_000, "asked again");
    press("Discard and sign out");
    await around.time.until(() => form.submitted === 1, 10_000, "left");
    expect(drafts.names("")).toEqual(["bob nepal comment 7 problem"]);
  });

  it("has what was begun in what is downloaded", async () => {
    drafts.keep("ann nepal comment 7 problem", "Which water?");
    const saved: Blob[] = [];
    vi.stubGlobal("URL", { createObjectURL: (blob: Blob) => { saved.push(blob); return "blob:1"; }, revokeObjectURL: () => {} });
    signOut();
    await around.time.until(() => dialog() !== null, 10_000, "asked");
    press("Download");
    expect(await saved[0]!.text()).toBe("# A plan\n\n## nepal\n\nWhich water?\n");
  });

  it("sends what can be sent and goes on asking about the comment", async () => {
    drafts.keep("ann nepal answer 9", "By law");
    await leaveUnsent();
    expect(title()).toBe("1 change is not sent · 1 comment is written and not sent");
    hub.reachable = true;
    press("Send and sign out");
    await around.time.until(() => title() === "1 comment is written and not sent", 30_000, "sent");
    expect([hub.textOf(KEY), form.submitted, drafts.read("ann nepal answer 9")]).toEqual(["water tap", 0, "By law"]);
  });

  it("can be called off: nothing is lost, and it is sent when there is a way", async () => {
    await leaveUnsent();
    press("Stay signed in");
    expect([dialog(), form.submitted]).toEqual([null, 0]);
    hub.reachable = true;
    await around.time.until(() => around.page.session.saved, 30_000, "saved");
    expect(hub.textOf(KEY)).toBe("water tap");
  });
});
