import { type GraphQLInputType, isEnumType, isInputObjectType, isListType, isNonNullType } from "graphql";
import type { Client } from "graphql-ws";
import type { AnswerError, Target } from "../../support/graphql-client.js";
import { type RestRequest, send } from "../../support/rest-client.js";
import type { ArgumentField } from "./positions.js";

/** Where the file of a field goes that requires one, by the field's label. */
const filePlaces: Readonly<Record<string, string>> = {
  uploadDocument: "variables.input.file",
  uploadDocuments: "variables.input.items.0.file",
};

/** Whether a field requires a file, which only HTTP carries. */
export function takesFile({ label }: Pick<ArgumentField, "label">): boolean {
  return label in filePlaces;
}

/** An operation that asks one field. */
export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Where in its variables a file goes, which JSON cannot carry; null: it has none. */
  readonly filePlace: string | null;
}

/** What came of an operation, over whatever transport. */
export interface Outcome {
  /** Null over a socket. */
  readonly status: number | null;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly AnswerError[];
}

/** Asks a field with its arguments as variables. @param parentId the object that has the field, if it is no root field. */
export function withVariables(
  field: ArgumentField,
  given: Readonly<Record<string, unknown>>,
  parentId: string,
): Operation {
  const used = field.args.filter(({ name }) => name in given);
  const declared = used.map(({ name, type }) => `$${name}: ${String(type)}`).join(", ");
  const passed = used.map(({ name }) => `${name}: $${name}`).join(", ");
  return operation(field, declared === "" ? "" : `(${declared})`, passed, given, parentId);
}

/** The same with the arguments written into the document. */
export function withLiterals(
  field: ArgumentField,
  given: Readonly<Record<string, unknown>>,
  parentId: string,
): Operation {
  const types = new Map(field.args.map(({ name, type }) => [name, type]));
  const passed = Object.entries(given).map(([name, value]) => `${name}: ${literal(value, types.get(name))}`);
  return operation(field, "", passed.join(", "), {}, parentId);
}

function operation(
  { operation: kind, name, selection, parent, label }: ArgumentField,
  declared: string,
  passed: string,
  variables: Readonly<Record<string, unknown>>,
  parentId: string,
): Operation {
  const call = `${name}${passed === "" ? "" : `(${passed})`} ${selection}`;
  const body = parent === null ? call : inParent(parent, JSON.stringify(parentId), call);
  return { query: `${kind} ${declared} { ${body} }`, variables, filePlace: filePlaces[label] ?? null };
}

function inParent(parent: string, id: string, call: string): string {
  // Hits have no id of their own: they are found in a workspace.
  return parent === "SearchHit"
    ? `search(input: { workspaceId: ${id}, query: "lighthouse" }) { hits { ${call} } }`
    : `node(id: ${id}) { ... on ${parent} { ${call} } }`;
}

function literal(value: unknown, given: GraphQLInputType | undefined): string {
  const type = isNonNullType(given) ? given.ofType : given;
  if (Array.isArray(value)) {
    return `[${value.map((item) => literal(item, isListType(type) ? type.ofType : type)).join(", ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const fields = isInputObjectType(type) ? type.getFields() : {};
    // A name that GraphQL has no way to write is written as the nearest one that it has.
    const name = (key: string) => key.replace(/^\$/, "_");
    const entries = Object.entries(value).map(([key, item]) => `${name(key)}: ${literal(item, fields[key]?.type)}`);
    return `{ ${entries.join(", ")} }`;
  }
  return isEnumType(isListType(type) ? type.ofType : type) && typeof value === "string" ? value : JSON.stringify(value);
}

/** Sends an operation over HTTP; one with a file by the multipart request specification. */
export async function overHttp(target: Target, { query, variables, filePlace }: Operation): Promise<Outcome> {
  const response = await fetch(`${target.url}/graphql`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${target.apiKey}`,
      ...(filePlace === null ? { "content-type": "application/json" } : { "apollo-require-preflight": "1" }),
    },
    body: filePlace === null ? JSON.stringify({ query, variables }) : formOf(query, variables, filePlace),
  });
  const answer = (await response.json()) as Partial<Outcome>;
  return { status: response.status, data: answer.data ?? null, errors: answer.errors ?? [] };
}

/** Sends an operation over an open socket; of a subscription the first event counts. */
export async function overSocket(client: Client, { query, variables }: Operation): Promise<Outcome> {
  try {
    for await (const { data, errors } of client.iterate({ query, variables })) {
      return { status: null, data: data ?? null, errors: (errors ?? []) as unknown as AnswerError[] };
    }
    return { status: null, data: null, errors: [] };
  } catch (error) {
    if (!Array.isArray(error)) throw error;
    return { status: null, data: null, errors: error as AnswerError[] };
  }
}

function formOf(query: string, variables: Readonly<Record<string, unknown>>, place: string): FormData {
  const form = new FormData();
  form.set("operations", JSON.stringify({ query, variables }));
  form.set("map", JSON.stringify({ "0": [place] }));
  form.set("0", new Blob(["Some text."]), "file.txt");
  return form;
}

/** Sends a request to a REST route; whoever may not ask it gets one of many shapes, which are not looked into here. */
export async function overRest(
  target: Target,
  path: string,
  request: RestRequest = {},
): Promise<{ readonly status: number; readonly text: string }> {
  const response = await send(target, path, request);
  return { status: response.status, text: await response.text() };
}

/** The codes of an outcome's errors. */
export function codesOf({ errors }: Pick<Outcome, "errors">): unknown[] {
  return errors.map(({ extensions }) => extensions["code"]);
}

/** Does something for each item, a few at a time, in their order. */
export async function each<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const worker = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: 6 }, worker));
}
