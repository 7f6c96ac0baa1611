/** What one page keeps on this device of a plan until the server has it: a row of the outbox, plain JSON. */
import type { ChangeSet, Text } from "@codemirror/state";
import { fromWire, toText, toWire } from "./changes";
import { type FieldKey, FieldText } from "./fieldText";
import { LocalPlan } from "./localPlan";
import type { Refusal, Revision, Submit, WireEdit } from "./protocol";

export interface KeptField {
  readonly key: FieldKey; readonly label: string; readonly at: Revision;
  /** The confirmed text, at `at`. */
  readonly text: string;
  /** Typing that was never sent, over the text with all pending changes. */
  readonly unsent: WireEdit | null;
  readonly count: number;
}

export interface KeptChange { readonly id: string; readonly key: FieldKey; readonly edit: WireEdit; readonly count: number }

export interface KeptRefused {
  readonly id: string; readonly key: FieldKey; readonly label: string; readonly text: string;
  readonly refusal: Refusal; readonly edit: WireEdit; readonly count: number;
}

export interface KeptPlan {
  readonly base: Revision;
  /** As it was sent, never altered. */
  readonly batch: Submit | null;
  readonly fields: readonly KeptField[];
  /** In the form they have over everything committed up to `base`. */
  readonly pending: readonly KeptChange[];
  readonly tray: readonly KeptRefused[];
}

/** All that a reload needs; null when there is nothing to keep. */
export function keep(plan: LocalPlan): KeptPlan | null {
  const touched = [...plan.fields.values()].filter(field => !field.idle);
  if (touched.length === 0) return null;
  return {
    base: plan.revision, batch: plan.batch,
    fields: touched.map(field => ({
      key: field.key, label: plan.labels.get(field.key) ?? "", at: field.at, text: field.confirmed.toString(),
      unsent: field.unsent && toWire(field.unsent), count: plan.bursts.get(field.key) ?? 0,
    })),
    pending: plan.pending.map(({ id, key, unit, count }) => ({ id, key, edit: toWire(unit.edit), count })),
    tray: plan.tray.map(({ id, key, label, text, refusal, aside, count }) => ({ id, key, label, text, refusal, edit: toWire(aside.edit), count })),
  };
}

/** The opposite of `keep`. Throws when the kept row does not fit together. */
export function restore(kept: KeptPlan, newId: () => string, now: () => number): LocalPlan {
  const plan = new LocalPlan(kept.base, newId, now);
  for (const row of kept.fields) {
    plan.fields.set(row.key, new FieldText(row.key, toText(row.text), row.at));
    plan.labels.set(row.key, row.label);
  }
  const fieldOf = (key: FieldKey) => {
    const field = plan.fields.get(key);
    if (!field) throw new RangeError(`kept change of ${key}, whose text was not kept`);
    return field;
  };
  for (const row of kept.tray) {
    const field = fieldOf(row.key);
    const aside = { edit: read(row.edit, field.confirmed) };
    field.aside.push(aside);
    plan.tray.push({ id: row.id, key: row.key, label: row.label, text: row.text, refusal: row.refusal, aside, count: row.count });
  }
  for (const row of kept.pending) {
    const field = fieldOf(row.key);
    plan.pending.push({ id: row.id, key: row.key, unit: field.restoreUnit(read(row.edit, field.text)), count: row.count });
  }
  for (const row of kept.fields) {
    if (!row.unsent) continue;
    const field = fieldOf(row.key);
    field.edit(read(row.unsent, field.text));
    plan.bursts.set(row.key, row.count);
  }
  plan.batch = kept.batch;
  return plan;
}

function read(edit: WireEdit, text: Text): ChangeSet {
  const changes = fromWire(edit, text.length);
  if (!changes) throw new RangeError(`kept change does not fit a text of ${text.length}`);
  return changes;
}
