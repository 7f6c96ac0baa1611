/**
 * What pages keep on this device until the server has it. One row for each page, keyed by user and plan: two tabs never
 * share a row, and a row is only ever sent by the user who wrote it. A row whose page is gone is taken over by another
 * page of the same user and plan, in one transaction, so that it is neither lost nor sent twice; with it goes the session, so that the
 * server ends the line of the page that is gone before anything is sent on the new one.
 */
import type { KeptPlan } from "./keptPlan";

export interface OutboxRow {
  /** The session id of the page that keeps it. */
  readonly id: string;
  /** Who holds it: made anew whenever it is taken over. */
  readonly holder: string;
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
  /** Gives a row to `holder` and answers with it as it is now; null when it is gone, or somebody else took it since it was read. */
  takeOver(row: OutboxRow, holder: string): Promise<OutboxRow | null>;
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

  async takeOver(row: OutboxRow, holder: string): Promise<OutboxRow | null> {
    let taken: OutboxRow | null = null;
    await this.change(rows => {
      const there = rows.get(row.id) as IDBRequest<OutboxRow | undefined>;
      there.onsuccess = () => {
        if (!there.result || there.result.holder !== row.holder) return;
        taken = { ...there.result, holder };
        rows.put(taken);
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
