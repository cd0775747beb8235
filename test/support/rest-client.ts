import { assertDocumented } from "./documented.js";
import type { Target } from "./graphql-client.js";

/** An answer of a REST route. `body` is parsed where it is JSON. */
export interface RestAnswer {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

/** A request to a REST route. */
export interface RestRequest {
  readonly method?: string;
  /** Sent as JSON, unless it is text (sent as it is) or a form. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Replaces the header with the server's first key; null sends none. */
  readonly authorization?: string | null;
  readonly signal?: AbortSignal;
}

/** Sends a request without reading its answer. */
export function send(
  target: Target,
  path: string,
  { method, body, headers, authorization, signal }: RestRequest = {},
): Promise<Response> {
  const secret = authorization === undefined ? `Bearer ${target.apiKey}` : authorization;
  const raw = typeof body === "string" || body instanceof FormData;
  const isJson = body !== undefined && !(body instanceof FormData);
  return fetch(`${target.url}${path}`, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: {
      ...(isJson ? { "content-type": "application/json" } : {}),
      ...(secret === null ? {} : { authorization: secret }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
}

/** Sends a request and reads the whole answer, which must be one that the documentation promises. */
export async function rest(target: Target, path: string, request: RestRequest = {}): Promise<RestAnswer> {
  const response = await send(target, path, request);
  const text = await response.text();
  const type = response.headers.get("content-type") ?? "";
  const body = /^application\/json(;|$)/.test(type) && text !== "" ? (JSON.parse(text) as unknown) : text;
  assertDocumented(request.method ?? (request.body === undefined ? "GET" : "POST"), path, response.status, body);
  return { status: response.status, type, headers: response.headers, text, body };
}

/** The same for a request that must succeed, with its body in the expected shape. */
export async function ok<Body>(target: Target, path: string, request: RestRequest = {}): Promise<Body> {
  const answer = await rest(target, path, request);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  return answer.body as Body;
}

/** The data of server-sent events; `[DONE]` stays text. */
export function eventsIn(text: string): unknown[] {
  return text
    .split("\n\n")
    .filter((piece) => piece !== "")
    .map((piece) => {
      if (!piece.startsWith("data: ")) throw new Error(`Not a frame: ${piece}`);
      const data = piece.slice("data: ".length);
      return data === "[DONE]" ? data : (JSON.parse(data) as unknown);
    });
}

/** A multipart form with one file, whose fields may come after it. */
export function form(
  file: { readonly name: string; readonly content: string | Uint8Array; readonly field?: string },
  fields: Readonly<Record<string, string>> = {},
): FormData {
  const data = new FormData();
  data.set(file.field ?? "file", new Blob([file.content as BlobPart]), file.name);
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}
