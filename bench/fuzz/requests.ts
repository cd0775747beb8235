import fc, { type Arbitrary } from "fast-check";
import type { Operation, Parameter, Schema } from "./contract.js";
import { anything, mutated, text, valid } from "./values.js";

/** A request as it goes over the wire. */
export interface FuzzRequest {
  readonly method: string;
  /** Path and query string; names in angle brackets stand for what is there when it is sent. */
  readonly path: string;
  readonly contentType: string | null;
  readonly body: string | null;
  /** Whether it carries the key. */
  readonly isKnown: boolean;
}

/** What stands for things that are there, by the name of a path parameter or a property. */
export const present: Readonly<Record<string, readonly string[]>> = {
  slug: ["<workspace>", "<other workspace>"],
  workspaceSlug: ["<workspace>"],
  workspace_slug: ["<workspace>"],
  threadSlug: ["<thread>"],
  docName: ["<document>"],
  model: ["<workspace>"],
  embedUuid: ["<embed>"],
  uuid: ["<embed>"],
  embedId: ["<embed>"],
  sessionId: ["11111111-2222-4333-8444-555555555555"],
  folderName: ["custom-documents", "fuzz"],
  folder: ["custom-documents"],
  docPath: ["<location>"],
  id: ["1", "2", "<user>", "<workspace>", "<document>"],
  userId: ["<user>"],
  workspaceId: ["1", "<workspace>"],
};
const boundary = "fuzz-boundary";
/** Requests that would take the run its own key, the first of the instance. */
const ownKey = /\/auth\/api-key\/(0*1|1e0)?\/?(\?|$)/i;

/** Requests to an operation: as documented, and everything else that a client may send by mistake or on purpose. */
export function requestsTo(operation: Operation, resolve: (schema: Schema) => Schema): Arbitrary<FuzzRequest> {
  const { method } = operation;
  return fc
    .record({
      method: fc.oneof({ arbitrary: fc.constant(method), weight: 40 }, { arbitrary: fc.constant("HEAD"), weight: 1 }),
      path: pathOf(operation, resolve),
      isKnown: fc.nat(30).map((at) => at !== 0),
      content: contentOf(operation, resolve),
    })
    .map(({ content, ...request }) => ({ ...request, ...content }))
    .filter(({ path }) => !ownKey.test(path));
}

function pathOf(operation: Operation, resolve: (schema: Schema) => Schema): Arbitrary<string> {
  const inPath = operation.parameters.filter((parameter) => parameter.in === "path");
  const inQuery = operation.parameters.filter((parameter) => parameter.in === "query");
  const segments = fc.record(Object.fromEntries(inPath.map(({ name }) => [name, segment(name)])));
  return fc.tuple(segments, queryString(inQuery, resolve)).map(([values, query]) => {
    const path = operation.path.replace(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? name);
    return query === "" ? path : `${path}?${query}`;
  });
}

function segment(name: string): Arbitrary<string> {
  const known = present[name] ?? ["1", "x"];
  return fc.oneof(
    { arbitrary: fc.constantFrom(...known), weight: 6 },
    { arbitrary: text.map((value) => encoded(value.slice(0, 3_000))), weight: 3 },
    {
      arbitrary: fc.constantFrom("%", "%zz", "%00", "%2e%2e", "..%2f..", "%F0%9F", "%ff", "0", "-1", "1e9"),
      weight: 2,
    },
  );
}

function queryString(parameters: readonly Parameter[], resolve: (schema: Schema) => Schema): Arbitrary<string> {
  const pairs = parameters.map(({ name, schema }) =>
    fc.array(fc.oneof(valid(schema ?? {}, resolve), anything), { maxLength: 3, size: "small" }).map((values) =>
      // Once most of the time; else missing, or given several times.
      values.map((value) => `${encoded(name)}=${encoded(wireText(value).slice(0, 4_000))}`),
    ),
  );
  const odd = fc.constantFrom("", "", "", "", "&&==", "%", "x[]=1&x[]=2", "__proto__[a]=1", "a=%zz");
  return fc
    .tuple(odd, ...pairs)
    .map(([extra, ...groups]) => [...groups.flat(), extra].filter((part) => part !== "").join("&"));
}

function contentOf(
  { body, contentType }: Operation,
  resolve: (schema: Schema) => Schema,
): Arbitrary<Pick<FuzzRequest, "body" | "contentType">> {
  const nothing = fc.constant({ body: null, contentType: null });
  if (body === null) return fc.oneof({ arbitrary: nothing, weight: 5 }, { arbitrary: foreign(anything), weight: 1 });
  const values = fc.oneof(
    { arbitrary: named(valid(body, resolve)), weight: 6 },
    { arbitrary: named(mutated(body, resolve)), weight: 4 },
  );
  const documented =
    contentType === "multipart/form-data" ? fc.oneof(values.map(multipart), values.map(json)) : values.map(json);
  return fc.oneof(
    { arbitrary: documented, weight: 12 },
    { arbitrary: values.map(urlencoded), weight: 1 },
    { arbitrary: foreign(values), weight: 3 },
    { arbitrary: nothing, weight: 1 },
  );
}

/** Lets properties name things that are there. */
function named(values: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc.tuple(values, fc.nat(3)).map(([value, choice]) => {
    if (choice === 0 || typeof value !== "object" || value === null || Array.isArray(value)) return value;
    const entries = Object.entries(value).map(([key, item]): [string, unknown] => {
      const known = present[key];
      return known === undefined || typeof item !== "string" ? [key, item] : [key, known[choice % known.length]];
    });
    return Object.fromEntries(entries);
  });
}

function json(value: unknown): Pick<FuzzRequest, "body" | "contentType"> {
  return { body: JSON.stringify(value) ?? "", contentType: "application/json" };
}

function urlencoded(value: unknown): Pick<FuzzRequest, "body" | "contentType"> {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [["value", value]];
  const body = entries.map(([key, item]) => `${encoded(String(key))}=${encoded(wireText(item))}`).join("&");
  return { body, contentType: "application/x-www-form-urlencoded" };
}

/** The file's content is whatever its property became; a part of a duplicated name comes now and then. */
function multipart(value: unknown): Pick<FuzzRequest, "body" | "contentType"> {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const parts = entries.map(([name, item]) => {
    const isFile = name === "file" || name === "files" || name === "image";
    const head = `Content-Disposition: form-data; name="${headerSafe(name)}"${isFile ? '; filename="fuzz.txt"' : ""}`;
    return `--${boundary}\r\n${head}\r\n\r\n${wireText(item)}\r\n`;
  });
  return { body: `${parts.join("")}--${boundary}--\r\n`, contentType: `multipart/form-data; boundary=${boundary}` };
}

/** Bodies of other types, cut ones, and ones whose names repeat. */
function foreign(values: Arbitrary<unknown>): Arbitrary<Pick<FuzzRequest, "body" | "contentType">> {
  const types = [
    "text/plain",
    "text/html",
    "application/xml",
    "application/octet-stream",
    "application/json; charset=utf-16",
    "application/json",
    "multipart/form-data",
    `multipart/form-data; boundary=${boundary}`,
    "nonsense",
  ];
  return fc.tuple(values, fc.constantFrom(...types), fc.nat(5), fc.nat(30)).map(([value, contentType, choice, cut]) => {
    const whole = JSON.stringify(value) ?? "";
    const repeated = whole.startsWith("{") ? `{"name":"a","name":1,${whole.slice(1)}` : whole;
    return { contentType, body: choice === 0 ? whole.slice(0, -1 - cut) : choice === 1 ? repeated : whole };
  });
}

function wireText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

/** Percent-encoded; lone surrogates, which have no encoding, become the replacement character. */
function encoded(value: string): string {
  return encodeURIComponent(
    value.replace(/[\ud800-\udfff]/g, (unit, at: number) => (isPaired(value, at) ? unit : "\ufffd")),
  );
}

function isPaired(value: string, at: number): boolean {
  const unit = value.charCodeAt(at);
  const [other, isHigh] = unit < 0xdc00 ? [value.charCodeAt(at + 1), true] : [value.charCodeAt(at - 1), false];
  return isHigh ? other >= 0xdc00 && other <= 0xdfff : other >= 0xd800 && other <= 0xdbff;
}

function headerSafe(name: string): string {
  return name.replace(/[^\w-]/g, "_");
}
