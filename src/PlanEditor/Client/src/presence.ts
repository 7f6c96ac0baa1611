/** Who else is in the plan and where, and telling them where I am. */
import { type FieldKey, keyOf } from "./fieldText";
import type { LocalPlan } from "./localPlan";
import type { People, Person, Revision } from "./protocol";
import type { Timers } from "./timers";

const POINT_MS = 100;

/** Somebody in a text, at positions on screen. */
export interface RemotePlace { readonly person: Person; readonly anchor: number; readonly head: number }

export interface Place { readonly key: FieldKey; readonly anchor: number; readonly head: number }

export type Point = { revision: Revision; node: string | null; field: string | null; anchor: number | null; head: number | null };

export class Presence {
  readonly people = new Map<string, Person>();
  me: string | null = null;
  /** Somebody came, went or moved; the texts named have to be drawn anew. */
  onMoved: (keys: ReadonlySet<FieldKey>) => void = () => {};
  private node: string | null = null;
  private place: Place | null = null;
  private cancel: (() => void) | null = null;
  private told = "";

  constructor(private readonly plan: LocalPlan, private readonly send: (point: Point) => void, private readonly timers: Timers) {}

  hear(news: People, all: boolean): void {
    const touched = new Set<FieldKey>();
    const touch = (person: Person | undefined) => { if (person?.node && person.field) touched.add(keyOf(person.node, person.field)); };
    if (all) {
      for (const person of this.people.values()) touch(person);
      this.people.clear();
    }
    for (const person of news.here) {
      if (person.person === this.me) continue;
      touch(this.people.get(person.person));
      touch(person);
      this.people.set(person.person, person);
    }
    for (const gone of news.gone) {
      touch(this.people.get(gone));
      this.people.delete(gone);
    }
    this.onMoved(touched);
  }

  /** Everybody is gone from sight while there is no line. */
  forgetAll(): void {
    this.told = "";
    this.hear({ here: [], gone: [] }, true);
  }

  placesIn(key: FieldKey): RemotePlace[] {
    const field = this.plan.fields.get(key);
    if (!field) return [];
    const places: RemotePlace[] = [];
    for (const person of this.people.values()) {
      if (!person.node || !person.field || keyOf(person.node, person.field) !== key) continue;
      if (person.anchor === null || person.head === null) continue;
      const onScreen = (pos: number) => {
        const now = this.plan.recent.mapForward(key, pos, person.revision, 1);
        return field.toScreen(Math.min(Math.max(0, now), field.confirmed.length));
      };
      places.push({ person, anchor: onScreen(person.anchor), head: onScreen(person.head) });
    }
    return places;
  }

  lookAt(node: string | null): void {
    this.node = node;
    this.tellSoon();
  }

  moveTo(place: Place | null): void {
    this.place = place;
    this.tellSoon();
  }

  /** The line is new: whoever is at its other end does not know yet where I am. */
  tellAgain(): void {
    this.told = "";
    this.tellSoon();
  }

  tellSoon(): void {
    this.cancel ??= this.timers.after(POINT_MS, () => {
      this.cancel = null;
      this.tell();
    });
  }

  stop(): void { this.cancel?.(); }

  private tell(): void {
    const point = this.point();
    const { revision, ...where } = point;
    const told = JSON.stringify(where);
    if (told === this.told) return;
    this.told = told;
    this.send({ ...where, revision });
  }

  private point(): Point {
    const nowhere = { revision: this.plan.revision, node: this.node, field: null, anchor: null, head: null };
    const field = this.place && this.plan.fields.get(this.place.key);
    if (!this.place || !field || field.at !== this.plan.revision) return nowhere;
    const dot = this.place.key.indexOf(".");
    return {
      revision: this.plan.revision, node: this.place.key.slice(0, dot), field: this.place.key.slice(dot + 1),
      anchor: field.toConfirmed(this.place.anchor), head: field.toConfirmed(this.place.head),
    };
  }
}
