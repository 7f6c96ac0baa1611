/**
 * A page that nobody sees asks the circuit to render nothing, and catches up once when it is seen again. Texts and presence go on: they
 * are the hub's. `data-unseen` on the page says that the circuit knows.
 */
import { circuit } from "./circuitState";

/** Who only looks something up in another tab finds the page as fresh as ever. */
const AWAY_MS = 3_000;

export function watchSight(): void {
  let timer = 0;
  // A circuit that was away may not have heard the last word, so it is told again.
  let told: boolean | null = null;
  const tell = () => {
    clearTimeout(timer);
    if (!circuit.object || circuit.isAway) return void (told = null);
    if (document.hidden === told) return;
    if (document.hidden) timer = window.setTimeout(() => say(true), AWAY_MS);
    else say(false);
  };
  const say = (hidden: boolean) => {
    const { object } = circuit;
    if (!object || circuit.isAway) return;
    told = hidden;
    const root = document.documentElement;
    if (!hidden) delete root.dataset["unseen"];
    object.invokeMethodAsync("SetHidden", hidden).then(
      () => { if (told === true) root.dataset["unseen"] = ""; },
      () => { told = null; });
  };
  document.addEventListener("visibilitychange", tell);
  circuit.watch(tell);
}
