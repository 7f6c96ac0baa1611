/** A page whose circuit does not begin because too many are open: it says so and waits, instead of loading itself again and again. */
import { browserTimers, type Timers } from "./timers";

const ASK_AGAIN_MS = 5_000;

/** Waits for as long as the server gives no circuit to one more page. Answers whether that was so at first. */
export async function untilThereIsRoom(say: () => void, isFull: () => Promise<boolean> = askTheServer, timers: Timers = browserTimers): Promise<boolean> {
  let waited = false;
  while (await isFull()) {
    if (!waited) say();
    waited = true;
    await new Promise<void>(resolve => timers.after(ASK_AGAIN_MS, resolve));
  }
  return waited;
}

/** At the address of the circuits, whoever opens no line is told with 429 that one would be refused. */
async function askTheServer(): Promise<boolean> {
  try {
    return (await fetch(new URL("_blazor", document.baseURI), { cache: "no-store" })).status === 429;
  } catch {
    return false; // There is no way to the server: what comes next waits for that.
  }
}
