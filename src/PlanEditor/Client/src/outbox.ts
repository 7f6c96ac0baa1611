/**
 * What pages keep on this device until the server has it. One row for each page, keyed by user and plan: two tabs never
 * share a row, and a row is only ever sent by the user who wrote it. A row whose page is gone is taken over by the next
 * page of the same user and plan, in one transaction, so that it is neither lost nor sent twice.
 */
import type { KeptPlan } from "./keptPlan";

export interface OutboxRow {
  /** The session id of the page that keeps it. */
  readonly id: string;
  readonly user: string;
  readonly plan: string;
  readonly title: string;
  /** When it was last written, in ms. */
  readonly updated: number;
  readonly kept: KeptPlan;
}

export interface OutboxStore {
  rows(user: string, plan: string): Promise<OutboxRow[]>;
  /** Those of all plans. */
  rowsOf(user: string): Promise<OutboxRow[]>;
  write(row: OutboxRow): Promise<void>;
  remove(id: string): Promise<void>;
  /** Writes `row` in place of the row `id`, or not at all when that is no longer there. */
  takeOver(id: string, row: OutboxRow): Promise<boolean>;
}

export const OUTBOX_DATABASE = "ogdplans";
export const OUTBOX_ROWS = "outbox";

export class BrowserOutbox implements OutboxStore {
  private constructor(private readonly database: IDBDatabase) {}

  static async open(factory: IDBFactory): Promise<BrowserOutbox> {
    const request = factory.open(OUTBOX_DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(OUTBOX_ROWS, { keyPath: "id" }).createIndex("owner", ["user", "plan"]);
    };
    const database = await done(request);
    database.onversionchange = () => database.close();
    return new BrowserOutbox(database);
  }

  rows(user: string, plan: string): Promise<OutboxRow[]> {
    const index = this.database.transaction(OUTBOX_ROWS).objectStore(OUTBOX_ROWS).index("owner");
    return done(index.getAll([user, plan]) as IDBRequest<OutboxRow[]>);
  }

  rowsOf(user: string): Promise<OutboxRow[]> {
    const index = this.database.transaction(OUTBOX_ROWS).objectStore(OUTBOX_ROWS).index("owner");
    return done(index.getAll(IDBKeyRange.bound([user], [user, []])) as IDBRequest<OutboxRow[]>);
  }

  write(row: OutboxRow): Promise<void> {
    return this.change(rows => void rows.put(row));
  }

  remove(id: string): Promise<void> {
    return this.change(rows => void rows.delete(id));
  }

  async takeOver(id: string, row: OutboxRow): Promise<boolean> {
    let taken = false;
    await this.change(rows => {
      const there = rows.getKey(id);
      there.onsuccess = () => {
        if (there.result === undefined) return;
        taken = true;
        rows.delete(id);
        rows.put(row);
      };
    });
    return taken;
  }

  close(): void { this.database.close(); }

  private change(work: (rows: IDBObjectStore) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(OUTBOX_ROWS, "readwrite", { durability: "strict" });
      transaction.oncomplete = () => resolve();
      transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error("the outbox was not written"));
      work(transaction.objectStore(OUTBOX_ROWS));
    });
  }
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the outbox cannot be read"));
  });
}
