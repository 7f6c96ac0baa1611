/** A person's page in a test: a session with the fake hub and a screen for each text. `page.type(0, "hi")`. */
import { ChangeSet, type Text } from "@codemirror/state";
import { toText } from "../src/changes";
import type { Remote } from "../src/fieldText";
import { idOf } from "../src/ids";
import type { Liveness } from "../src/liveness";
import type { OutboxRow, OutboxStore } from "../src/outbox";
import { PlanSession, type Surroundings } from "../src/planSession";
import type { FakeHub, FakeLine } from "./fakeHub";

export const KEY = "node.problem";

export class FakeScreen {
  text: Text;
  constructor(text: Text, private readonly typed: (changes: ChangeSet) => void) { this.text = text; }
  /** How often it was drawn. */
  drawn = 0;
  applyRemote(remote: readonly Remote[]): void {
    this.drawn++;
    for (const { changes } of remote) this.text = changes.apply(this.text);
  }
  typeIn(changes: ChangeSet): void { this.applyRemote([{ changes, author: null }]); this.typed(changes); }
}

/** A device's storage and locks, shared by its tabs; what is written arrives after a moment, as on a disk. */
export class FakeDevice {
  readonly written = new Map<string, string>();
  readonly living = new Set<string>();
  /** Nothing more fits on the disk; what is there can be read and taken away. */
  full = false;
  constructor(readonly hub: FakeHub) {}
}

/** One tab's hold on its device. A tab that died writes nothing more, and holds nothing more. */
class FakeTab implements OutboxStore, Liveness {
  private readonly held = new Set<string>();
  private dead = false;
  constructor(private readonly device: FakeDevice) {}

  async rows(user: string, plan: string): Promise<OutboxRow[]> {
    return [...this.device.written.values()].map(json => JSON.parse(json) as OutboxRow).filter(row => row.user === user && row.plan === plan);
  }

  async rowsOf(user: string): Promise<OutboxRow[]> {
    return [...this.device.written.values()].map(json => JSON.parse(json) as OutboxRow).filter(row => row.user === user);
  }

  write(row: OutboxRow): Promise<void> {
    if (this.device.full) return Promise.reject(new DOMException("The quota has been exceeded.", "QuotaExceededError"));
    const json = JSON.stringify(row);
    return this.later(() => this.device.written.set(row.id, json));
  }

  remove(id: string): Promise<void> { return this.later(() => this.device.written.delete(id)); }

  async takeOver(row: OutboxRow, holder: string): Promise<OutboxRow | null> {
    const there = JSON.parse(this.device.written.get(row.id) ?? "null") as OutboxRow | null;
    if (this.dead || there?.holder !== row.holder) return null;
    const taken = { ...there, holder } as OutboxRow;
    this.device.written.set(row.id, JSON.stringify(taken));
    return taken;
  }

  hold(session: string): void {
    this.device.living.add(session);
    this.held.add(session);
  }

  leave(session: string): void {
    if (this.held.delete(session)) this.device.living.delete(session);
  }

  async ifGone(session: string, work: () => Promise<boolean>): Promise<boolean> {
    if (this.dead || this.device.living.has(session)) return false;
    this.hold(session);
    if (!await work()) this.leave(session);
    return true;
  }

  die(): void {
    this.dead = true;
    for (const session of [...this.held]) this.leave(session);
  }

  private later(work: () => void): Promise<void> {
    const { hub } = this.device;
    return new Promise(resolve => hub.time.after(hub.random.between(1, 10), () => { if (!this.dead) work(); resolve(); }));
  }
}

export class Page {
  readonly screens = new Map<string, FakeScreen>();

  private constructor(
    readonly session: PlanSession, readonly surroundings: Surroundings, readonly hub: FakeHub, readonly device: FakeDevice, private readonly tab: FakeTab, private readonly lines: FakeLine[]) {}

  static async open(hub: FakeHub, user: string, device = new FakeDevice(hub), revision = hub.revision, store: OutboxStore | null = null): Promise<Page> {
    const lines: FakeLine[] = [];
    const tab = new FakeTab(device);
    const surroundings: Surroundings = {
      connect: () => { const line = hub.transport(user); lines.push(line); return line; },
      store: store ?? tab, liveness: tab, timers: { now: () => hub.time.now() - hub.setBackMs, after: (ms, callback) => hub.time.after(ms, callback), rest: () => hub.time.rest() },
      random: () => hub.random.next(), newId: () => idOf(hub.random.bytes(16)),
    };
    const session = await PlanSession.start({ slug: "plan", user, title: "A plan", revision }, surroundings);
    const page = new Page(session, surroundings, hub, device, tab, lines);
    session.begin();
    return page;
  }

  /** Shows a text as the server's page would have drawn it at `revision`. */
  show(key = KEY, revision = this.hub.revision): FakeScreen {
    const screen = new FakeScreen(toText(""), changes => this.session.edit(key, changes));
    const field = this.session.mount(key, "The public problem", this.hub.textAt(key, revision).toString(), revision, screen);
    screen.text = field.text;
    this.screens.set(key, screen);
    return screen;
  }

  text(key = KEY): string { return this.screens.get(key)!.text.toString(); }

  type(at: number, insert: string, key = KEY): void { this.replace(at, at, insert, key); }

  replace(from: number, to: number, insert: string, key = KEY): void {
    const screen = this.screens.get(key)!;
    const changes = ChangeSet.of({ from, to, insert: toText(insert) }, screen.text.length);
    screen.text = changes.apply(screen.text);
    this.session.edit(key, changes);
  }

  get line(): FakeLine { return this.lines[0]!; }

  /** The tab dies: what was not yet written is gone. */
  crash(): void {
    this.tab.die();
    this.session.stop();
    for (const line of this.lines) line.unplug();
  }

  get words(): string { return this.session.status.state + (this.session.saved ? " saved" : ` ${this.session.status.unsaved}`); }
}
