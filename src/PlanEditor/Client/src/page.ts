/** What the islands of one browser page share: the session, the living texts, the order of undo, the words. */
import type { FieldKey } from "./fieldText";
import type { PlanSession } from "./planSession";
import type { ShownText } from "./shownText";
import { UndoOrder } from "./undoOrder";
import { type Words, wordsFor } from "./words";

class Page {
  session: PlanSession | null = null;
  texts = new Map<FieldKey, ShownText>();
  order = new UndoOrder();
  private readonly sessionWatchers = new Set<() => void>();

  get words(): Words { return wordsFor(document.documentElement.lang); }

  /** Calls `watcher` now if there is a session, and whenever one begins or ends. */
  onSession(watcher: () => void): () => void {
    this.sessionWatchers.add(watcher);
    if (this.session) watcher();
    return () => this.sessionWatchers.delete(watcher);
  }

  begin(session: PlanSession): void {
    this.session = session;
    session.presence.onMoved = keys => { for (const key of keys) this.texts.get(key)?.refreshPlaces(); };
    session.onRights = () => { for (const text of this.texts.values()) text.host?.rightsChanged(); };
    session.watch(() => { for (const text of this.texts.values()) text.catchUp(); });
    this.tellSessionWatchers();
  }

  end(): void {
    for (const text of this.texts.values()) text.destroy();
    this.texts = new Map();
    this.order = new UndoOrder();
    this.session = null;
    this.tellSessionWatchers();
  }

  private tellSessionWatchers(): void { for (const watcher of [...this.sessionWatchers]) watcher(); }
}

export const page = new Page();
