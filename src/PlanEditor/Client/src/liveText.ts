/**
 * One text of the plan with its editor, alive as long as the page is: Blazor may move, remove and re-create the element that
 * shows it, the editor is parked meanwhile and adopted again with its caret, its focus and its undo history.
 */
import { history, redoDepth, undoDepth, redo, undo, isolateHistory } from "@codemirror/commands";
import { Compartment, EditorState, type ChangeSet, type Extension } from "@codemirror/state";
import { EditorView, type ViewUpdate } from "@codemirror/view";
import { type FieldLook, fieldExtensions, lookExtensions } from "./editorSetup";
import { overflow } from "./entryRules";
import type { FieldKey, FieldText, Remote } from "./fieldText";
import { HeldChanges } from "./heldChanges";
import type { PlanSession } from "./planSession";
import { isRemote, remoteTransaction } from "./remote";
import { setPlaces } from "./remoteCursors";
import type { ShownText, TextHost } from "./shownText";
import { setSuggestions, type WrittenSuggestions } from "./suggestions";
import { revealThread, setThreads, showActive, threadTop, type WrittenMarks } from "./threads";
import { keepSteady } from "./steady";
import type { UndoOrder } from "./undoOrder";

const ANDROID_PATIENCE_MS = 3_000;

export class LiveText implements ShownText {
  readonly suggests = false;
  readonly view: EditorView;
  host: TextHost | null = null;
  hadFocus = false;
  parkedAt = 0;
  private readonly look = new Compartment();
  private readonly held = new HeldChanges();
  private readonly field: FieldText;
  private max: number;
  private readonly drawn = new Set<string>();
  private cancelPatience = () => {};
  private written: WrittenMarks | null = null;
  private suggested: WrittenSuggestions | null = null;

  constructor(
    readonly key: FieldKey, private readonly session: PlanSession, private readonly order: UndoOrder,
    look: FieldLook, initial: { label: string; text: string; revision: number }, nonce: string | null) {
    this.max = look.max;
    this.field = session.mount(key, initial.label, initial.text, initial.revision, this);
    this.view = new EditorView({
      state: EditorState.create({
        doc: this.field.text,
        extensions: [
          history(), this.separateAfterOthers(), this.look.of(this.lookOf(look)), fieldExtensions(look.multiline, look.words),
          EditorView.updateListener.of(update => this.updated(update)),
          EditorView.domEventHandlers({
            focus: () => { this.hadFocus = true; },
            // Taking the element away blurs it first; only who is still there a moment later has really left.
            blur: () => { setTimeout(() => { if (this.view.dom.isConnected && !this.view.hasFocus) this.hadFocus = false; }); },
            compositionend: () => { setTimeout(() => this.release(), 60); },
          }),
          nonce ? EditorView.cspNonce.of(nonce) : [],
        ],
      }),
    });
  }

  get isReadOnly(): boolean { return this.view.state.readOnly; }
  get undoable(): number { return undoDepth(this.view.state); }
  get redoable(): number { return redoDepth(this.view.state); }
  get isIdle(): boolean { return this.field.idle && this.held.empty; }

  setLook(look: FieldLook): void {
    this.max = look.max;
    this.view.dispatch({ effects: this.look.reconfigure(this.lookOf(look)) });
  }

  undo(): boolean { return undo(this.view); }
  redo(): boolean { return redo(this.view); }

  applyRemote(remote: readonly Remote[]): void {
    if (this.isComposing || !this.held.empty) {
      this.held.hold(remote);
      this.patience();
    } else this.show(remote);
  }

  typeIn(changes: ChangeSet): void {
    if (this.held.empty) return this.view.dispatch({ changes, userEvent: "input.again" });
    this.session.edit(this.key, changes);
    this.applyRemote([{ changes, author: null }]);
  }

  refreshPlaces(): void {
    if (!this.held.empty) return;
    const places = this.session.presence.placesIn(this.key);
    if (this.changes("places", places.length)) this.view.dispatch({ effects: setPlaces.of(places) });
    this.host?.placesChanged(places.map(place => place.person));
  }

  /** Highlights threads, given where they are at a revision. */
  showThreads(written: WrittenMarks): void {
    this.written = written;
    // The circuit may be a moment ahead of this text's own line.
    if (!this.held.empty || written.revision > this.session.plan.revision) return;
    this.written = null;
    const { revision } = written;
    if (!this.changes("threads", written.marks.length)) return;
    this.view.dispatch({ effects: setThreads.of(written.marks.map(([id, from, to, severity]) => ({ id, from: this.onScreen(from, revision, 1), to: this.onScreen(to, revision, -1), severity }))) });
  }

  /** Shows what others suggest, given where it is at a revision. */
  showSuggestions(written: WrittenSuggestions): void {
    this.suggested = written;
    if (!this.held.empty || written.revision > this.session.plan.revision) return;
    this.suggested = null;
    const { revision } = written;
    if (!this.changes("suggestions", written.edits.length)) return;
    this.view.dispatch({
      effects: setSuggestions.of(written.edits.map(([from, to, insert]) => {
        const start = this.onScreen(from, revision, 1);
        return { from: start, to: from === to ? start : Math.max(start, this.onScreen(to, revision, -1)), insert };
      })),
    });
  }

  /** The plan has come on: what was ahead of this text may not be any more. */
  catchUp(): void {
    if (this.written) this.showThreads(this.written);
    if (this.suggested) this.showSuggestions(this.suggested);
  }

  parked(): void {}

  showActive(thread: string | null): void { showActive(this.view, thread); }
  threadTop(thread: string): number | null { return this.view.dom.isConnected ? threadTop(this.view, thread) : null; }
  revealThread(thread: string): boolean { return this.view.dom.isConnected && revealThread(this.view, thread); }

  /** A stretch on screen as the plan has it, without what is not acknowledged yet. */
  toPlan(from: number, to: number): { revision: number; from: number; to: number } {
    const place = (pos: number) => this.field.toConfirmed(this.held.posToModel(pos));
    return { revision: this.session.plan.revision, from: place(from), to: place(to) };
  }

  destroy(): void {
    this.cancelPatience();
    this.session.plan.unmount(this.key);
    this.view.destroy();
  }

  /** Whether there is anything to draw or to take away. */
  private changes(what: "places" | "threads" | "suggestions", count: number): boolean {
    const before = this.drawn.has(what);
    if (count > 0) this.drawn.add(what);
    else this.drawn.delete(what);
    return before || count > 0;
  }

  private onScreen(pos: number, revision: number, assoc: number): number {
    const now = this.session.plan.recent.mapForward(this.key, pos, revision, assoc);
    return this.field.toScreen(Math.min(now, this.field.confirmed.length));
  }

  private get isComposing(): boolean { return this.view.composing || this.view.compositionStarted; }

  private lookOf(look: FieldLook): Extension {
    return lookExtensions(look, notice => queueMicrotask(() => this.host?.say(notice)));
  }

  private show(remote: readonly Remote[]): void {
    if (remote.length === 0) return;
    const update = () => {
      let { state } = this.view;
      this.view.update(remote.map(({ changes, author }) => {
        const transaction = state.update(remoteTransaction(changes, author));
        state = transaction.state;
        return transaction;
      }));
    };
    const caretTop = () => {
      const focused = EditorView.findFromDOM(document.activeElement as HTMLElement);
      return focused ? focused.coordsAtPos(focused.state.selection.main.head)?.top ?? null : null;
    };
    if (this.view.dom.isConnected && !document.hidden) keepSteady(caretTop, update);
    else update();
  }

  private updated(update: ViewUpdate): void {
    for (const transaction of update.transactions) {
      if (!transaction.docChanged || isRemote(transaction)) continue;
      this.session.edit(this.key, this.held.toModel(transaction.changes));
      if (transaction.isUserEvent("undo")) this.order.undid(this.key);
      else if (transaction.isUserEvent("redo")) this.order.redid(this.key);
      else if (undoDepth(transaction.state) > undoDepth(transaction.startState) || this.order.top === null) this.order.did({ kind: "text", key: this.key });
    }
    if (update.docChanged) this.host?.textChanged(update.state.doc.length);
    if ((update.selectionSet || update.docChanged || update.focusChanged) && (update.view.hasFocus || update.focusChanged)) this.tellPlace();
    if (!this.held.empty) this.patience();
  }

  /** Typing after an act elsewhere is undone apart from typing before it. */
  private separateAfterOthers(): Extension {
    return EditorState.transactionExtender.of(transaction => {
      if (!transaction.docChanged || isRemote(transaction)) return null;
      const top = this.order.top;
      const goesOn = top?.kind === "text" && top.key === this.key;
      return goesOn ? null : { annotations: isolateHistory.of("before") };
    });
  }

  private tellPlace(): void {
    const { anchor, head } = this.view.state.selection.main;
    this.session.presence.moveTo(this.view.hasFocus
      ? { key: this.key, anchor: this.held.posToModel(anchor), head: this.held.posToModel(head) } : null);
  }

  private release(): void {
    if (this.isComposing) return;
    this.cancelPatience();
    const over = overflow(this.view.state, this.max);
    if (over) this.view.dispatch(over);
    if (this.held.empty) return;
    this.show(this.held.release());
    this.refreshPlaces();
    this.catchUp();
  }

  /** Keyboards of phones compose as long as the caret is in a word; others' words do not wait for that for ever. */
  private patience(): void {
    this.cancelPatience();
    if (!/Android/.test(navigator.userAgent)) return;
    const timer = setTimeout(() => this.show(this.held.release()), ANDROID_PATIENCE_MS);
    this.cancelPatience = () => clearTimeout(timer);
  }
}
