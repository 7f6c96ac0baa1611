/**
 * Signing out asks first when something that this person wrote here is not sent: send it, download it, or discard it. What is neither
 * sent nor discarded stays on this device, keyed by user and plan; a half-written comment stays in this tab.
 */
import { keptRows } from "./keptRows";
import type { LocalPlan } from "./localPlan";
import type { OutboxRow } from "./outbox";
import { page } from "./page";
import { PlanSession } from "./planSession";
import { surroundings } from "./planSync";
import { drafts } from "./drafts";
import { suggestedRows, suggestedWords } from "./suggestedRows";
import { settleSuggestions } from "./suggestingMode";
import { browserTimers } from "./timers";

const SETTLE_MS = 2_000;
const SEND_MS = 15_000;

interface Unsent { readonly row: OutboxRow | null; readonly title: string; readonly plan: LocalPlan }

export function watchSignOut(): void {
  let isLooking = false;
  document.addEventListener("submit", event => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("[data-sign-out]")) return;
    event.preventDefault();
    // Looking takes a moment without a line: who presses again is asked once all the same.
    if (isLooking) return;
    isLooking = true;
    void leaveOrAsk(form, form.dataset["signOut"]!).finally(() => { isLooking = false; });
  });
}

async function leaveOrAsk(form: HTMLFormElement, user: string): Promise<void> {
  if (page.session) await Promise.all([saved(page.session, SETTLE_MS), settleSuggestions(SETTLE_MS)]);
  const unsent = await unsentOf(user);
  if (countOf(user, unsent) + draftsOf(user).length === 0) leave(form);
  else ask(form, user, unsent);
}

function leave(form: HTMLFormElement): void {
  // The offline page shows nobody's texts to the next person.
  localStorage.removeItem("ogdplans-user");
  form.submit();
}

async function unsentOf(user: string): Promise<Unsent[]> {
  const { store } = await surroundings();
  const { session } = page;
  await session?.keeper.now();
  const kept = (await keptRows(store, user)).map(({ row, plan }) => ({ row, title: row.title, plan }));
  const isKept = session === null || kept.some(({ row }) => row.id === session.id);
  return isKept ? kept : [...kept, { row: null, title: session.options.title, plan: session.plan }];
}

const countOf = (user: string, unsent: readonly Unsent[]): number =>
  unsent.reduce((sum, { plan }) => sum + plan.unsaved + plan.tray.length, suggestedRows.of(user).length);

/** The names of the comments that this person began to write in this tab. */
const draftsOf = (user: string): string[] => drafts.names(`${user} `);

/** Resolves when everything of a session is acknowledged, when it never will be, or when it takes too long. */
function saved(session: PlanSession, withinMs: number): Promise<void> {
  return new Promise(resolve => {
    const done = () => { stop(); cancel(); resolve(); };
    const look = () => { if (session.plan.unsaved === 0 || session.connection.state === "refused") done(); };
    const cancel = browserTimers.after(withinMs, done);
    const stop = session.watch(look);
    look();
  });
}

async function send(user: string): Promise<void> {
  const { session } = page;
  if (session) await Promise.all([saved(session, SEND_MS), settleSuggestions(SEND_MS)]);
  for (const { row } of await unsentOf(user)) {
    if (!row || row.plan === session?.options.slug) continue;
    const other = await PlanSession.start({ slug: row.plan, user, title: row.title, revision: row.kept.base }, await surroundings());
    other.begin();
    await saved(other, SEND_MS);
    await other.leave();
    other.stop();
  }
}

async function discard(user: string, unsent: readonly Unsent[]): Promise<void> {
  const { store } = await surroundings();
  await page.session?.discard();
  for (const { row } of unsent) if (row) await store?.remove(row.id);
  for (const { name } of suggestedRows.of(user)) suggestedRows.forget(name);
  for (const name of draftsOf(user)) drafts.forget(name);
}

function download(user: string, unsent: readonly Unsent[]): void {
  const texts = unsent.flatMap(({ title, plan }) => [
    `# ${title}`,
    ...[...plan.fields.values()].filter(field => field.unsent || field.units.length > 0).map(field => `## ${plan.labels.get(field.key) ?? ""}\n\n${field.text.toString()}`),
    ...plan.tray.map(entry => `## ${entry.label}\n\n${entry.text}`),
  ]);
  for (const { row } of suggestedRows.of(user)) texts.push(`## ${row.label}\n\n${suggestedWords(row)}`);
  for (const name of draftsOf(user)) texts.push(`## ${name.split(" ")[1] ?? ""}\n\n${drafts.read(name) ?? ""}`);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([texts.join("\n\n") + "\n"], { type: "text/markdown" }));
  link.download = `${page.words.notSentYet}.md`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function ask(form: HTMLFormElement, user: string, unsent: readonly Unsent[]): void {
  const { words } = page;
  const dialog = document.createElement("dialog");
  dialog.className = "ask";
  const title = document.createElement("h2"), text = document.createElement("p"), acts = document.createElement("div");
  const canSend = countOf(user, unsent) > 0;
  const say = (ofChanges: string) => {
    const comments = draftsOf(user).length;
    title.textContent = [...canSend ? [words.unsentTitle(countOf(user, unsent))] : [], ...comments > 0 ? [words.draftsTitle(comments)] : []].join(" · ");
    text.textContent = [...canSend ? [ofChanges] : [], ...comments > 0 ? [words.draftsText] : []].join(" ");
  };
  say(words.unsentText);
  title.id = "sign-out-title";
  text.setAttribute("role", "status");
  dialog.setAttribute("aria-labelledby", title.id);
  acts.className = "ask-acts";
  const button = (look: string, label: string, act: () => void) => {
    const control = document.createElement("button");
    control.type = "button";
    control.className = `btn ${look}`;
    control.textContent = label;
    control.addEventListener("click", act);
    acts.append(control);
    return control;
  };
  const sendAndLeave = async (sending: HTMLButtonElement) => {
    // Not disabled, which would take the focus away from whoever uses the keyboard.
    if (sending.ariaDisabled) return;
    sending.ariaDisabled = "true";
    text.textContent = words.sending;
    try {
      await send(user);
      unsent = await unsentOf(user);
      if (countOf(user, unsent) === 0) {
        if (draftsOf(user).length === 0) return leave(form);
        dialog.close();
        return ask(form, user, unsent);
      }
    } catch (error) {
      console.warn("The unsent changes could not be sent.", error);
    }
    say(words.stillUnsent);
    sending.ariaDisabled = null;
  };
  const stay = () => dialog.close();
  if (canSend) {
    const sending = button("primary", words.sendFirst, () => void sendAndLeave(sending));
  } else {
    button("primary", words.stay, stay);
  }
  button("line", words.download, () => download(user, unsent));
  button("line", words.discardAndLeave, () => void discard(user, unsent).then(() => leave(form), (error: unknown) => {
    console.warn("The unsent changes could not be discarded.", error);
    text.textContent = words.stillUnsent;
  }));
  if (canSend) button("quiet", words.stay, stay);
  dialog.append(title, text, acts);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
