import type { SessionStatus } from "./planSession";
import type { Words } from "./words";

export type StatusKind = "saved" | "saving" | "offline" | "connecting" | "back" | "refused";

/** How my work stands: what this page sent itself and keeps meanwhile, and what it asked the server to do and is not on disk. */
export interface WorkStatus extends SessionStatus { readonly acts: number }

/** The state of my work in words. "Saved" only when the line is up and everything is acknowledged. */
export function describe(status: WorkStatus, isBack: boolean, words: Words): { kind: StatusKind; text: string } {
  if (status.state === "refused") return { kind: "refused", text: offline(status, words) };
  if (status.state === "connecting") {
    return status.unsaved > 0 ? { kind: "offline", text: offline(status, words) } : { kind: "connecting", text: words.connecting };
  }
  if (status.state !== "online") return { kind: "offline", text: offline(status, words) };
  if (status.unsaved + status.acts > 0) return { kind: "saving", text: words.saving };
  return isBack ? { kind: "back", text: words.backOnline } : { kind: "saved", text: words.saved };
}

const offline = ({ unsaved, kept, keeping }: SessionStatus, words: Words): string => keeping && unsaved > 0 ? words.keeping(unsaved) : words.offline(unsaved, kept);
