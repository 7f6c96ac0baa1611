/** A person's page in a test: a session with the fake hub and a screen for each text. `page.type(0, "hi")`. */
import { ChangeSet, type Text } from "@codemirror/state";
import { toText } from "../src/changes";
import { idOf } from "../src/ids";
import type { Liveness } from "../src/liveness";
import type { OutboxRow, OutboxStore } from "../src/outbox";
import { PlanSession } from "../src/planSession";
import type { FakeHub, FakeLine } from "./fakeHub";

export const KEY = "node.problem";

export class FakeScreen {
  text: Text;
  constructor(text: Text, private readonly typed: (changes: ChangeSet) => void) { this.text = text; }
  applyRemote(changes: ChangeSet): void { this.text = changes.apply(this.text); }
  typeIn(changes: ChangeSet): void { this.applyRemote(changes); this.typed(changes); }
}

/** A device's storage, shared by its pages; what is written arrives after a moment, as on a disk. */
export class FakeDevice implements OutboxStore, Liveness {
  readonly written = new Map<string, string>();
  readonly living = new Set<string>();
  constructor(private readonly hub: FakeHub) {}

  async rows(user: string, plan: string): Promise<OutboxRow[]> {
    return [...this.written.values()].map(json => JSON.parse(json) as OutboxRow).filter(row => row.user === user && row.plan === plan);
  }

  async rowsOf(user: string): Promise<OutboxRow[]> {
    return [...this.written.values()].map(json => JSON.parse(json) as OutboxRow).filter(row => row.user === user);
  }

  write(row: OutboxRow): Promise<void> {
    const json = JSON.stringify(row);
    return this.later(() => { if (this.living.has(row.id)) this.written.set(row.id, json); });
  }

  remove(id: string): Promise<void> { return this.later(() => { if (this.living.has(id)) this.written.delete(id); }); }

  async takeOver(id: string, row: OutboxRow): Promise<boolean> {
    if (!this.written.delete(id)) return false;
    this.written.set(row.id, JSON.stringify(row));
    return true;
  }

  hold(session: string): void { this.living.add(session); }
  leave(): void {}

  async ifGone(session: string, work: () => Promise<void>): Promise<boolean> {
    if (this.living.has(session)) return false;
    this.living.add(session);
    await work();
    this.living.delete(session);
    return true;
  }

  private later(work: () => void): Promise<void> {
    return new Promise(resolve => this.hub.time.after(this.hub.random.between(1, 10), () => { work(); resolve(); }));
  }
}

export class Page {
  readonly screens = new Map<string, FakeScreen>();

  private constructor(readonly session: PlanSession, readonly hub: FakeHub, readonly device: FakeDevice, private readonly lines: FakeLine[]) {}

  static async open(hub: FakeHub, user: string, device = new FakeDevice(hub), revision = hub.revision, store: OutboxStore = device): Promise<Page> {
    const lines: FakeLine[] = [];
    const session = await PlanSession.start(
      { slug: "plan", user, title: "A plan", revision },
      {
        connect: () => { const line = hub.transport(user); lines.push(line); return line; },
        store, liveness: device, timers: hub.time,
        random: () => hub.random.next(), newId: () => idOf(hub.random.bytes(16)),
      });
    const page = new Page(session, hub, device, lines);
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
    this.device.living.delete(this.session.id);
    this.session.stop();
  }

  get words(): string { return this.session.status.state + (this.session.saved ? " saved" : ` ${this.session.status.unsaved}`); }
}
