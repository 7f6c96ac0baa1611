/**
 * One text as somebody suggests it. What is typed goes to nobody as typing: a moment after the last key, and on leaving, all of it is handed to the circuit as the
 * one suggestion for this text. Until it is there, this device keeps it (suggestedRows.ts).
 */
import { history, isolateHistory, redo, undo, undoDepth } from "@codemirror/commands";
import { ChangeSet, Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, type ViewUpdate } from "@codemirror/view";
import { difference, toText, toWire } from "./changes";
import { circuit } from "./circuitState";
import { type FieldLook, fieldExtensions, lookExtensions } from "./editorSetup";
import { type FieldKey, type FieldScreen, type FieldText, type Remote, partsOf } from "./fieldText";
import type { PlanSession } from "./planSession";
import { isRemote } from "./remote";
import type { ShownText, TextHost } from "./shownText";
import { HandOver } from "./handOver";
import { asKnown, caughtUp, giving, type Known, type OwnSuggestion, over, readOwn, type SuggestedNow, theirs, typed, writeKnown } from "./suggestedMerge";
import { suggestedRows, SuggestedRows } from "./suggestedRows";
import { catchUpWith, drop, receive, suggesting, suggestion } from "./suggestion";
import { browserTimers } from "./timers";
import type { UndoOrder } from "./undoOrder";

/** The attribute of a text in a part that the plan does not have: it is itself only suggested. */
const ADDED = "added";

export class SuggestedText implements ShownText, FieldScreen {
  readonly suggests = true;
  readonly view: EditorView;
  host: TextHost | null = null;
  hadFocus = false;
  parkedAt = 0;
  private readonly look = new Compartment();
  /** Null for a text that the plan does not have. */
  private readonly field: FieldText | null;
  /** By which the device keeps it. */
  private readonly name: string;
  private readonly label: string;
  /** What this tab kept: another tab may keep something newer under the same name. */
  private kept: string | null = null;
  /** What the server may have of it, made for the plan's text as `suggestion` has it. */
  private known: readonly Known[];
  private round = 0;
  private waiting: Remote[] = [];
  private readonly handOver: HandOver;

  /** @param written What is suggested so far, made for `initial.text`; or that the plan does not have this text. */
  constructor(
    readonly key: FieldKey, private readonly session: PlanSession, private readonly order: UndoOrder,
    look: FieldLook, initial: { label: string; text: string; revision: number }, written: string, nonce: string | null) {
    this.name = SuggestedRows.nameOf(session.options.user, session.options.slug, key);
    this.label = initial.label;
    this.field = written === ADDED ? null : session.mount(key, initial.label, initial.text, initial.revision, this);
    const unsent = suggestedRows.read(this.name);
    this.handOver = new HandOver({
      // It is made for the text that the server has: what was written before suggesting began is there first.
      ready: () => circuit.object !== null && !circuit.isAway && this.waiting.length === 0 && (this.field?.idle ?? true),
      give: () => this.give(),
      given: () => this.forget(),
      refused: why => {
        this.host?.say(why);
        this.keep(why);
      },
    }, browserTimers);
    const start = toText(unsent?.text ?? initial.text);
    const base = this.field?.text ?? start;
    const there = theirs(base, { revision: initial.revision, text: initial.text, edit: this.field ? written : "[]" }, this.field === null);
    const own = unsent ? caughtUp(base, over(readOwn(unsent.edit, unsent.known, start), difference(start, base)), there) : asKnown(there);
    this.known = own.known;
    this.view = new EditorView({
      state: EditorState.create({
        doc: own.edit.apply(base),
        extensions: [
          history(), suggesting({ base, edit: own.edit }), this.separateAfterOthers(), this.look.of(this.lookOf(look)), fieldExtensions(look.multiline, look.words),
          EditorView.updateListener.of(update => this.updated(update)),
          EditorView.domEventHandlers({
            focus: () => { this.hadFocus = true; },
            blur: () => {
              setTimeout(() => { if (this.view.dom.isConnected && !this.view.hasFocus) this.hadFocus = false; });
              void this.handOver.now();
            },
            compositionend: () => { setTimeout(() => this.release(), 60); },
          }),
          nonce ? EditorView.cspNonce.of(nonce) : [],
        ],
      }),
    });
    if (unsent) {
      this.keep();
      this.handOver.resume();
    }
  }

  get isIdle(): boolean { return this.handOver.isIdle; }

  setLook(look: FieldLook): void { this.view.dispatch({ effects: this.look.reconfigure(this.lookOf(look)) }); }
  undo(): boolean { return undo(this.view); }
  redo(): boolean { return redo(this.view); }
  refreshPlaces(): void {}
  showThreads(): void {}
  showSuggestions(): void {}
  showActive(): void {}
  threadTop(): null { return null; }
  revealThread(): boolean { return false; }
  catchUp(): void {}
  toPlan(): null { return null; }

  applyRemote(remote: readonly Remote[]): void {
    this.waiting.push(...remote);
    this.release();
  }

  typeIn(changes: ChangeSet): void {
    this.session.edit(this.key, changes);
    this.applyRemote([{ changes, author: null }]);
  }

  /** As `HandOver.settle`, with the name of the text before why it was refused. */
  async settle(withinMs: number): Promise<string | null> {
    const left = await this.handOver.settle(withinMs);
    return left ? `${this.label}: ${left}` : left;
  }

  /** The suggestion for this text was dropped. */
  drop(): void {
    drop(this.view);
    this.handOver.drop();
    this.known = asKnown(this.own.edit).known;
    this.round++;
    this.forget();
  }

  /** What was refused is handed over once more. */
  again(): void {
    this.keep();
    this.handOver.resume();
  }

  parked(): void { void this.handOver.now(); }

  destroy(): void {
    this.handOver.drop();
    if (this.field) this.session.plan.unmount(this.key);
    this.view.destroy();
  }

  private lookOf(look: FieldLook): Extension { return lookExtensions(look, notice => queueMicrotask(() => this.host?.say(notice))); }

  /** What came while a word was being composed. */
  private release(): void {
    if (this.view.composing || this.view.compositionStarted) return;
    for (const { changes, author } of this.waiting.splice(0)) {
      this.known = over(this.own, changes).known;
      receive(this.view, changes, author);
    }
  }

  private updated(update: ViewUpdate): void {
    for (const transaction of update.transactions) {
      if (!transaction.docChanged || isRemote(transaction)) continue;
      if (transaction.isUserEvent("undo")) this.order.undid(this.key);
      else if (transaction.isUserEvent("redo")) this.order.redid(this.key);
      else if (undoDepth(transaction.state) > undoDepth(transaction.startState) || this.order.top === null) this.order.did({ kind: "text", key: this.key });
      this.known = typed({ edit: ChangeSet.empty(transaction.startState.doc.length), known: this.known }, transaction.changes).known;
      this.keep();
      this.handOver.typed();
    }
    if (update.docChanged) this.host?.textChanged(update.state.doc.length);
  }

  private separateAfterOthers(): Extension {
    return EditorState.transactionExtender.of(transaction => {
      if (!transaction.docChanged || isRemote(transaction)) return null;
      const top = this.order.top;
      return top?.kind === "text" && top.key === this.key ? null : { annotations: isolateHistory.of("before") };
    });
  }

  private get own(): OwnSuggestion { return { edit: this.view.state.field(suggestion).edit, known: this.known }; }

  private async give(): Promise<string | null> {
    const { node, field } = partsOf(this.key), object = circuit.object!;
    const { base, edit } = this.view.state.field(suggestion), known = this.known[0]!.edit;
    this.known = giving(this.own).known;
    const round = ++this.round;
    // Whatever becomes of the answer, this device remembers what the server may have.
    this.keep();
    const { refusal, now } = this.field
      ? await object.invokeMethodAsync("SuggestText", node, field, this.field.at, JSON.stringify(toWire(edit)), JSON.stringify(toWire(known)))
      : await object.invokeMethodAsync("SuggestAddedText", node, field, edit.apply(base).toString(), known.apply(base).toString());
    // An answer that comes after the next was given says nothing of what is there by now.
    if (refusal === null && round === this.round) this.known = this.known.slice(-1);
    else if (now) this.meet(now);
    return refusal;
  }

  /** Takes in what the same person suggested for this text on another device. */
  private meet(now: SuggestedNow): void {
    const { base } = this.view.state.field(suggestion);
    const met = caughtUp(base, this.own, theirs(base, now, this.field === null));
    catchUpWith(this.view, met.edit);
    this.known = met.known;
    this.round++;
    this.keep();
  }

  private forget(): void { if (this.kept !== null) suggestedRows.forget(this.name, this.kept); }

  private keep(refusal?: string): void {
    const { base, edit } = this.view.state.field(suggestion);
    const isPlans = this.waiting.length === 0 && this.field?.idle === true;
    this.kept = suggestedRows.keep(this.name, { label: this.label, text: base.toString(), edit: toWire(edit), known: writeKnown(this.known), at: isPlans ? this.field!.at : null, added: this.field === null, ...(refusal === undefined ? {} : { refusal }) });
  }
}
