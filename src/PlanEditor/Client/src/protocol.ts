/**
 * The words of docs/protocol.md, under the names of PlanHubMessages.cs. What arrives is parsed here, once;
 * everything further in works with these types. A message that is not of the form is a MalformedMessage.
 */
export type Revision = number;

/** A text change set as it travels: `[5, [2, "line1", "line2"], [3], 7]`, lengths in UTF-16 units. */
export type WireEdit = readonly (number | readonly [number, ...string[]])[];

export interface EditText { readonly op: "editText"; readonly node: string; readonly field: string; readonly edit: WireEdit }

export interface SubmittedChange { readonly id: string; readonly ops: readonly EditText[] }

export interface Submit { readonly base: Revision; readonly changes: readonly SubmittedChange[] }

/** A committed change. Only its text edits are kept: other operations mean the same wherever they come. */
export interface CommittedChange {
  readonly revision: Revision;
  readonly id: string;
  readonly author: string;
  readonly edits: readonly EditText[];
}

export interface Refusal {
  readonly code: string;
  readonly words: string;
  readonly node?: string;
  readonly field?: string;
  readonly retryAfterMs?: number;
}

export interface You {
  readonly user: string; readonly person: string; readonly name: string; readonly initials: string;
  readonly colour: number; readonly mayEdit: boolean;
}

/** Somebody's place. Positions are in the text at `revision`. */
export interface Person {
  readonly person: string; readonly user: string; readonly name: string; readonly initials: string; readonly colour: number;
  readonly node: string | null; readonly field: string | null;
  readonly anchor: number | null; readonly head: number | null; readonly revision: Revision;
}

export interface People { readonly here: readonly Person[]; readonly gone: readonly string[] }

/** The texts of a whole document, by field key. */
export interface DocumentTexts { textOf(node: string, field: string): string }

export interface OpenAnswer {
  readonly refusal: Refusal | null; readonly revision: Revision; readonly document: DocumentTexts | null;
  readonly changes: readonly CommittedChange[]; readonly more: boolean;
  readonly you: You | null; readonly people: readonly Person[];
}

export interface ChangesAnswer { readonly refusal: Refusal | null; readonly changes: readonly CommittedChange[]; readonly more: boolean }

export interface SubmitAnswer {
  readonly refusal: Refusal | null; readonly refused: string | null;
  readonly accepted: readonly { readonly id: string; readonly revision: Revision }[];
}

export interface CheckAnswer {
  readonly refusal: Refusal | null; readonly revision: Revision; readonly verified: boolean;
  readonly wrong: readonly { readonly node: string; readonly field: string; readonly text: string }[];
}

/** Refusals after which the same bytes may be sent again. */
export const PASSING = new Set(["tooFast", "notSaved", "tooBusy"]);

export class MalformedMessage extends Error {}

type Json = Record<string, unknown>;

export function parseOpen(value: unknown): OpenAnswer {
  const json = object(value, "Open");
  const refusal = parseRefusal(json["refusal"]);
  return {
    refusal,
    revision: refusal ? 0 : number(json["revision"], "revision"),
    document: json["document"] == null ? null : parseDocument(object(json["document"], "document")),
    changes: list(json["changes"]).map(parseCommitted),
    more: json["more"] === true,
    you: json["you"] == null ? null : parseYou(object(json["you"], "you")),
    people: list(json["people"]).map(parsePerson),
  };
}

export function parseChangesAnswer(value: unknown): ChangesAnswer {
  const json = object(value, "Changes");
  return { refusal: parseRefusal(json["refusal"]), changes: list(json["changes"]).map(parseCommitted), more: json["more"] === true };
}

export function parseSubmitAnswer(value: unknown): SubmitAnswer {
  const json = object(value, "Submit");
  return {
    refusal: parseRefusal(json["refusal"]),
    refused: typeof json["refused"] === "string" ? json["refused"] : null,
    accepted: list(json["accepted"]).map(item => {
      const accepted = object(item, "accepted");
      return { id: string(accepted["id"], "id"), revision: number(accepted["revision"], "revision") };
    }),
  };
}

export function parseCheckAnswer(value: unknown): CheckAnswer {
  const json = object(value, "Check");
  return {
    refusal: parseRefusal(json["refusal"]),
    revision: typeof json["revision"] === "number" ? json["revision"] : 0,
    verified: json["verified"] === true,
    wrong: list(json["wrong"]).map(item => {
      const wrong = object(item, "wrong");
      return { node: string(wrong["node"], "node"), field: string(wrong["field"], "field"), text: string(wrong["text"], "text") };
    }),
  };
}

export function parseChanged(value: unknown): readonly CommittedChange[] {
  return list(object(value, "changed")["changes"]).map(parseCommitted);
}

export function parsePeople(value: unknown): People {
  const json = object(value, "people");
  return { here: list(json["here"]).map(parsePerson), gone: list(json["gone"]).map(item => string(item, "gone")) };
}

export function parseRights(value: unknown): { mayEdit: boolean } {
  return { mayEdit: object(value, "rights")["mayEdit"] === true };
}

function parseRefusal(value: unknown): Refusal | null {
  if (value == null) return null;
  const json = object(value, "refusal");
  return {
    code: string(json["code"], "code"),
    words: typeof json["words"] === "string" ? json["words"] : "",
    ...(typeof json["node"] === "string" ? { node: json["node"] } : {}),
    ...(typeof json["field"] === "string" ? { field: json["field"] } : {}),
    ...(typeof json["retryAfterMs"] === "number" ? { retryAfterMs: json["retryAfterMs"] } : {}),
  };
}

function parseCommitted(value: unknown): CommittedChange {
  const json = object(value, "change");
  const edits: EditText[] = [];
  for (const item of list(json["ops"])) {
    const op = object(item, "op");
    if (op["op"] !== "editText") continue;
    edits.push({
      op: "editText", node: string(op["node"], "node"), field: string(op["field"], "field"),
      edit: list(op["edit"]) as unknown as WireEdit,
    });
  }
  return { revision: number(json["revision"], "revision"), id: string(json["id"], "id"), author: string(json["author"], "author"), edits };
}

function parseDocument(json: Json): DocumentTexts {
  const nodes = object(json["nodes"], "nodes");
  return {
    textOf(node, field) {
      const entry = nodes[node] as { fields?: Json } | undefined;
      const value = entry?.fields?.[field];
      return typeof value === "string" ? value : "";
    },
  };
}

function parseYou(json: Json): You {
  return { ...parseName(json), mayEdit: json["mayEdit"] === true };
}

function parsePerson(value: unknown): Person {
  const json = object(value, "person");
  return {
    ...parseName(json),
    node: stringOrNull(json["node"]), field: stringOrNull(json["field"]),
    anchor: numberOrNull(json["anchor"]), head: numberOrNull(json["head"]),
    revision: numberOrNull(json["revision"]) ?? 0,
  };
}

function parseName(json: Json) {
  return {
    user: string(json["user"], "user"), person: string(json["person"], "person"),
    name: string(json["name"], "name"), initials: string(json["initials"], "initials"), colour: number(json["colour"], "colour"),
  };
}

function object(value: unknown, what: string): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new MalformedMessage(`${what} is not an object`);
  return value as Json;
}

function list(value: unknown): readonly unknown[] {
  if (value == null) return [];
  if (!Array.isArray(value)) throw new MalformedMessage("a list is not a list");
  return value;
}

function string(value: unknown, what: string): string {
  if (typeof value !== "string") throw new MalformedMessage(`${what} is not a string`);
  return value;
}

function number(value: unknown, what: string): number {
  if (typeof value !== "number") throw new MalformedMessage(`${what} is not a number`);
  return value;
}

const stringOrNull = (value: unknown) => (typeof value === "string" ? value : null);
const numberOrNull = (value: unknown) => (typeof value === "number" ? value : null);
