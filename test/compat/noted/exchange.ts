import type { RecordedRequest, RecordedResponse, Recording } from "../recording.js";

const json = "application/json; charset=utf-8";

/** Parts of paths that are names or numbers. */
const parameters: readonly (readonly [RegExp, string])[] = [
  [/(\/v1\/workspace\/)(?!new\b)[^/?]+/, "$1{slug}"],
  [/(\/thread\/)(?!new\b)[^/?]+/, "$1{threadSlug}"],
  [/(\/embed\/)(?!new\b)[^/?]+/, "$1{uuid}"],
  [/(\/admin\/(?:users|workspaces|invite)\/)(?!new\b)[^/?]+/, "$1{id}"],
  [/(\/document\/upload\/).+/, "$1{folder}"],
  [/\?.*/, ""],
];

/**
 * An exchange that the summary of the recordings tells of, without a recording of its own.
 * @param number its number in the summary, which is its place in the order
 */
export function exchange(
  number: number,
  name: string,
  request: RecordedRequest,
  response: RecordedResponse,
): Recording {
  let path = request.path;
  for (const [pattern, replacement] of parameters) path = path.replace(pattern, replacement);
  return { number, name, route: `${request.method} ${path}`, request, response };
}

/** A request with the server's key, unless the headers say otherwise. */
export function sends(
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = { Authorization: "Bearer <KEY>" },
): RecordedRequest {
  if (body === undefined) return { method, path, headers };
  return { method, path, headers: { "Content-Type": "application/json", ...headers }, body };
}

export const get = (path: string): RecordedRequest => sends("GET", path);
export const post = (path: string, body: unknown = {}): RecordedRequest => sends("POST", path, body);
export const remove = (path: string, body?: unknown): RecordedRequest => sends("DELETE", path, body);

/** A request without a key. */
export function unkeyed(method: string, path: string, body?: unknown): RecordedRequest {
  return sends(method, path, body, {});
}

/** A file in a form. */
export function upload(path: string, name: string, type: string, field = "file", more = {}): RecordedRequest {
  const multipart = { ...more, [field]: { as: name, type, bytes: 0 } };
  return { method: "POST", path, headers: { Authorization: "Bearer <KEY>" }, multipart };
}

/** An answer in JSON, which says these words. */
export function answers(status: number, body: unknown, says?: string): RecordedResponse {
  return { status, contentType: json, body, ...(says === undefined ? {} : { says }) };
}

/** An answer in plain text. */
export function answersText(status: number, says?: string): RecordedResponse {
  return { status, contentType: "text/plain; charset=utf-8", body: "", ...(says === undefined ? {} : { says }) };
}

/** An answer without a body or a content type. */
export function answersNothing(status: number): RecordedResponse {
  return { status, contentType: null, body: "" };
}

/** The page that was answered to whatever is no route. */
export const answersPage: RecordedResponse = { status: 200, contentType: "text/html; charset=utf-8", body: "" };

/** A stream of these events. */
export function streamsEvents(events: readonly object[], says?: string): RecordedResponse {
  const sse = events.map((data) => ({ data }));
  return { status: 200, contentType: "text/event-stream", sse, ...(says === undefined ? {} : { says }) };
}

/** What everybody without a valid key hears. */
export const forbidden = answers(403, { error: "" }, "No valid api key found.");
