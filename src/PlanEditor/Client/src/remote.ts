import { Annotation, Transaction, type ChangeSet, type TransactionSpec } from "@codemirror/state";

/** On every transaction that did not come from this person's hands: who wrote it, or "" for this page itself. */
export const remoteAuthor = Annotation.define<string>();

/** Remote changes stay out of the undo history, scroll nothing and pass no filter. */
export const remoteTransaction = (changes: ChangeSet, author: string | null): TransactionSpec => ({
  changes, annotations: [remoteAuthor.of(author ?? ""), Transaction.addToHistory.of(false), Transaction.remote.of(true)], filter: false,
});

export const isRemote = (transaction: Transaction): boolean => transaction.annotation(remoteAuthor) !== undefined;
