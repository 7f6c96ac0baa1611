/** The line to the hub in three calls. The browser's is SignalR; a test's is in memory. */
export interface Transport {
  /** Resolves when the hub has shaken hands. Rejects with NotSignedIn when it never will. */
  connect(listener: TransportListener): Promise<void>;
  /** The hub's answer. Rejects with CallFailed when the server answered that it failed, else because the line is gone. */
  call(method: string, argument: object): Promise<unknown>;
  close(): void;
}

export interface TransportListener {
  message(target: string, argument: unknown): void;
  lost(): void;
}

export class NotSignedIn extends Error {}
export class CallFailed extends Error {}
export class LineLost extends Error {}
