import fc, { type Arbitrary } from "fast-check";
import type { Operation } from "./contract.js";

/**
 * What stands for things that are there, by the name of a path parameter, of a property or of a parameter of a query.
 * Names in angle brackets are filled in when a request is sent; those that begin with `spare` each time anew, so that
 * what deletes finds something without taking it from the others.
 */
const present: Readonly<Record<string, readonly string[]>> = {
  slug: ["<workspace>", "<workspace>", "<workspace number>"],
  workspaceSlug: ["<workspace>"],
  workspace_slug: ["<workspace>"],
  workspaceIds: ["<workspace number>"],
  workspaceId: ["<workspace number>"],
  addToWorkspaces: ["<workspace>", "<workspace>,<other workspace>"],
  threadSlug: ["<thread>"],
  docName: ["<document>", "<location>"],
  filename: ["<file>"],
  model: ["<workspace>"],
  embedUuid: ["<embed>"],
  uuid: ["<embed>"],
  embedId: ["<embed>"],
  sessionId: ["<session>"],
  sessionUuid: ["<session>"],
  apiSessionId: ["<session>"],
  chatName: ["<session>", "<chat>"],
  chatId: ["<chat>"],
  folderName: ["custom-documents", "fuzz"],
  folder: ["custom-documents", "fuzz"],
  docPath: ["<location>"],
  adds: ["<location>"],
  deletes: ["<location>"],
  names: ["<location>"],
  from: ["<location>"],
  to: ["fuzz/moved.json", "custom-documents/moved.json"],
  userIds: ["<user>"],
  userId: ["<user>"],
  link: ["<page>", "<page>?part=<new>"],
  type: ["csv", "json", "jsonl", "jsonAlpaca"],
  orderBy: ["asc", "desc"],
  order: ["asc", "desc"],
  after: ["<workspace>"],
  before: ["<other workspace>"],
};

/** The same for one operation, where the name alone does not tell; with `body.` before it for a property alone. */
const presentAt: readonly (readonly [at: RegExp, name: string, known: readonly string[]])[] = [
  [/^DELETE .*\/workspace\/\{slug\}$/, "slug", ["<spare workspace>"]],
  [/^DELETE .*\/thread\/\{threadSlug\}$/, "threadSlug", ["<spare thread>"]],
  [/^DELETE .*\/document\/\{docName\}$/, "docName", ["<spare document>"]],
  [/^DELETE .*\/embed\/\{embedUuid\}$/, "embedUuid", ["<spare embed>"]],
  [/^DELETE .*\/chats$/, "chatId", ["<spare chat>"]],
  [/^DELETE .*\/chat\/\{chatName\}$/, "chatName", ["<spare chat>"]],
  [/\/invite\/\{id\}$/, "id", ["<spare invite>"]],
  [/\/api-key\/\{id\}$/, "id", ["<spare key>"]],
  [/^DELETE .*\/users\/\{id\}$/, "id", ["<spare user>"]],
  [/\/users\/\{id\}/, "id", ["<user>"]],
  [/\/workspaces\/\{id\}/, "id", ["<workspace number>", "<workspace>"]],
  [/remove-documents$/, "names", ["<spare location>"]],
  [/remove-folder$/, "name", ["<spare folder>"]],
  [/create-folder$/, "name", ["folder <new>"]],
  [/users\/new$/, "username", ["somebody-<new>"]],
  [/users\/\{id\}$/, "username", ["somebody-<new>"]],
  [/thread\/new$/, "body.slug", ["thread-<new>"]],
  [/auth\/login$/, "username", ["<member name>"]],
  [/auth\/login$/, "password", ["<password>"]],
];

/** What stands for a thing that is there; none: nothing does. */
export function knownNames({ method, path }: Operation, name: string): readonly string[] {
  const at = `${method} ${path}`;
  return presentAt.find(([pattern, own]) => own === name && pattern.test(at))?.[2] ?? present[name] ?? [];
}

/** Lets the texts of a value name things that are there, whatever depth they stand at. */
export function named(operation: Operation, values: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc.tuple(values, fc.nat(5)).map(([value, choice]) => replaced(operation, value, "", choice));
}

function replaced(operation: Operation, value: unknown, name: string, choice: number): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => replaced(operation, item, name, choice));
  if (typeof value === "object" && value !== null) {
    // A key such as __proto__ stays a key.
    const copy = Object.entries(value).map(([key, item]) => [key, replaced(operation, item, key, choice)] as const);
    return Object.fromEntries(copy);
  }
  if (typeof value !== "string" && typeof value !== "number") return value;
  const own = knownNames(operation, `body.${name}`);
  const known = own.length > 0 ? own : knownNames(operation, name);
  return known.length === 0 ? value : known[choice % known.length];
}
