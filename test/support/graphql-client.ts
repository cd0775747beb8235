import { createClient, type Client } from "graphql-ws";
import WebSocket from "ws";

/** Where a test server is, and its first key. */
export interface Target {
  readonly url: string;
  readonly apiKey: string;
}

/** One error of an answer, in the shape that docs/errors.md promises. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly string[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** A GraphQL answer over HTTP. */
export interface Answer<Data> {
  readonly status: number;
  readonly data: Data | null;
  readonly errors?: readonly AnswerError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Sends one GraphQL request over HTTP, with the server's first key unless told otherwise. */
export async function request<Data>(
  target: Target,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  authorization: string | null = `Bearer ${target.apiKey}`,
): Promise<Answer<Data>> {
  const response = await fetch(`${target.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(authorization === null ? {} : { authorization }) },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer<Data>, "status">) };
}

/** The same for a request that must succeed. */
export async function data<Data>(
  target: Target,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Data> {
  const answer = await request<Data>(target, query, variables);
  if (answer.errors !== undefined || answer.data === null) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}

/** Uploads a file by the GraphQL multipart request specification. */
export async function upload(
  target: Target,
  file: { readonly name: string; readonly content: Uint8Array | string; readonly type?: string },
  input: Readonly<Record<string, unknown>> = {},
): Promise<Answer<{ uploadDocument: { document: { id: string; status: string } } }>> {
  const form = new FormData();
  const query = "mutation ($input: UploadDocumentInput!) { uploadDocument(input: $input) { document { id status } } }";
  form.set("operations", JSON.stringify({ query, variables: { input: { ...input, file: null } } }));
  form.set("map", JSON.stringify({ "0": ["variables.input.file"] }));
  form.set("0", new Blob([file.content as BlobPart], { type: file.type ?? "application/octet-stream" }), file.name);
  const response = await fetch(`${target.url}/graphql`, {
    method: "POST",
    headers: { authorization: `Bearer ${target.apiKey}`, "apollo-require-preflight": "1" },
    body: form,
  });
  return { status: response.status, ...((await response.json()) as { data: never }) };
}

/** A graphql-ws client over a real socket. */
export function socketClient(target: Target, authorization: string | null = `Bearer ${target.apiKey}`): Client {
  return createClient({
    url: `${target.url.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: authorization === null ? {} : { authorization },
  });
}

/** Collects a subscription to its end; throws its first error. */
export async function collect<Event>(
  client: Client,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Event[]> {
  const events: Event[] = [];
  for await (const result of client.iterate<Record<string, Event>>({ query, variables })) {
    if (result.errors !== undefined) throw new Error(JSON.stringify(result.errors));
    const [event] = Object.values(result.data ?? {});
    if (event !== undefined) events.push(event);
  }
  return events;
}
