/** The clock, so that tests can turn it. */
export interface Timers {
  now(): number;
  /** Calls back once after `ms`; the answer cancels. */
  after(ms: number, callback: () => void): () => void;
  /** Resolves once whatever waits for its turn had one. */
  rest(): Promise<void>;
}

export const browserTimers: Timers = {
  now: () => Date.now(),
  after(ms, callback) {
    const handle = setTimeout(callback, ms);
    return () => clearTimeout(handle);
  },
  // A timer would wait for a second where nobody sees the page.
  rest: () => new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); resolve(); };
    port2.postMessage(null);
  }),
};

export class TimedOut extends Error {}

/** The promise, or TimedOut when it takes longer than `ms`. */
export function within<T>(timers: Timers, ms: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = timers.after(ms, () => reject(new TimedOut(`no answer in ${ms} ms`)));
    promise.then(
      value => { cancel(); resolve(value); },
      (error: unknown) => { cancel(); reject(error instanceof Error ? error : new Error(String(error))); });
  });
}
