import type { SuggestAnswer } from "./suggestedMerge";

/** The circuit as the islands see it: the object that undoes acts, and whether it is away. */
export interface CircuitObject {
  invokeMethodAsync(method: "Undo" | "Redo"): Promise<string | null>;
  invokeMethodAsync(method: "SuggestText", node: string, field: string, revision: number, edit: string, known: string): Promise<SuggestAnswer>;
  invokeMethodAsync(method: "SuggestAddedText", node: string, field: string, text: string, known: string): Promise<SuggestAnswer>;
  invokeMethodAsync(method: "ResumeSuggesting", answering: string | null): Promise<boolean>;
  invokeMethodAsync(method: "SetHidden", hidden: boolean): Promise<void>;
}

class CircuitState {
  object: CircuitObject | null = null;
  isAway = false;
  /** The server does not know this page any more: it is loaded anew as soon as everything is saved. */
  waitsToReload = false;
  private readonly watchers = new Set<() => void>();

  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  set(change: Partial<Pick<CircuitState, "object" | "isAway" | "waitsToReload">>): void {
    Object.assign(this, change);
    for (const watcher of [...this.watchers]) watcher();
  }
}

export const circuit = new CircuitState();
