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

/** A file to send. */
export interface FileToSend {
  readonly name: string;
  readonly content: Uint8Array | string;
  readonly type?: string;
}

/** Uploads a file by the GraphQL multipart request specification. */
export async function upload(
  target: Target,
  file: FileToSend,
  input: Readonly<Record<string, unknown>> = {},
): Promise<Answer<{ uploadDocument: { document: { id: string; status: string } } }>> {
  const query = "mutation ($input: UploadDocumentInput!) { uploadDocument(input: $input) { document { id status } } }";
  return sendFiles(target, query, { ...input, file: null }, { "variables.input.file": file });
}

/** Sends a mutation with one input and the files that stand at places in it. */
export async function sendFiles<Data>(
  target: Target,
  query: string,
  input: Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, FileToSend>>,
): Promise<Answer<Data>> {
  const form = new FormData();
  form.set("operations", JSON.stringify({ query, variables: { input } }));
  form.set("map", JSON.stringify(Object.fromEntries(Object.keys(files).map((place, at) => [String(at), [place]]))));
  for (const [at, { name, content, type }] of Object.values(files).entries()) {
    form.set(String(at), new Blob([content as BlobPart], { type: type ?? "application/octet-stream" }), name);
  }
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
