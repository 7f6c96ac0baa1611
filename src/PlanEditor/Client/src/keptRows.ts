import { restore } from "./keptPlan";
import type { LocalPlan } from "./localPlan";
import type { OutboxRow, OutboxStore } from "./outbox";

export interface KeptRow { readonly row: OutboxRow; readonly plan: LocalPlan }

/** What this device keeps of a user, of all plans. What cannot be read stays where it is, and stands in nobody's way. */
export async function keptRows(store: OutboxStore | null, user: string): Promise<KeptRow[]> {
  try {
    return (await store?.rowsOf(user) ?? []).flatMap(row => {
      const plan = planOf(row);
      return plan ? [{ row, plan }] : [];
    });
  } catch (error) {
    console.warn("The changes kept on this device could not be read.", error);
    return [];
  }
}

function planOf(row: OutboxRow): LocalPlan | null {
  try {
    return restore(row.kept, () => "", () => 0);
  } catch (error) {
    console.warn("A change kept on this device cannot be used; it stays kept.", error);
    return null;
  }
}
