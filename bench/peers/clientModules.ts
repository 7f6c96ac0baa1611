/** What the adapter needs of the browser's own client: everything but its screen, its storage and SignalR. */
export { ChangeSet } from "@codemirror/state";
export { toText } from "../../src/PlanEditor/Client/src/changes";
export { newId } from "../../src/PlanEditor/Client/src/ids";
export { keyOf } from "../../src/PlanEditor/Client/src/fieldText";
export { PlanSession } from "../../src/PlanEditor/Client/src/planSession";
export { LineLost } from "../../src/PlanEditor/Client/src/transport";
export { browserTimers } from "../../src/PlanEditor/Client/src/timers";
