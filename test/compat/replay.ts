import { assertDocumented } from "../support/documented.js";
import { compare, type PresentAnswer } from "./compare.js";
import type { CompatServer } from "./compat-server.js";
import { conditionOf } from "./conditions.js";
import { contentOf } from "./files.js";
import { fixture } from "./fixture.js";
import { Names } from "./names.js";
import type { RecordedRequest, Recording } from "./recording.js";
import { World } from "./world.js";

/** The model's address when the exchanges were recorded. */
const recordedModel = "127.0.0.1:3990";

/** An answer that takes longer hangs. */
const patienceMilliseconds = 60_000;

/** A recorded exchange beside the present one. */
export interface Outcome {
  readonly recording: Recording;
  readonly answer: PresentAnswer;
  readonly differences: readonly string[];
  /** Why the answer is not one that the documentation promises; null: it is. */
  readonly undocumented: string | null;
}

/** What a replay tells. */
export interface Replay {
  readonly outcomes: readonly Outcome[];
  /** States that could not be made. */
  readonly problems: readonly string[];
}

/** Sends recorded requests to a freshly started server in their order, making what they rely on and what is missing. */
export async function replay(server: CompatServer, recordings: readonly Recording[]): Promise<Replay> {
  const world = new World(server, new Names());
  world.names.set(recordedModel, new URL(server.upstream).host);
  const outcomes: Outcome[] = [];
  const problems: string[] = [];
  const states = fixture.toSorted((one, other) => one.before - other.before);
  for (const recording of recordings) {
    await server.meet(conditionOf(recording, server.upstream));
    while ((states[0]?.before ?? Infinity) <= recording.number) {
      const state = states.shift();
      await state?.make(world).catch((error: unknown) => problems.push(`${state.what}: ${String(error)}`));
    }
    outcomes.push(await exchange(world, recording));
  }
  return { outcomes, problems };
}

async function exchange(world: World, recording: Recording): Promise<Outcome> {
  const { request, response } = recording;
  const path = `/api${world.names.inPath(request.path)}`;
  const answer = await send(world, path, request).catch(noAnswer);
  if (request.method !== "GET") world.names.learn(response.body, answer.body);
  return {
    recording,
    answer,
    differences: compare(recording, answer),
    undocumented: undocumented(request.method, path, answer),
  };
}

/** What stands for an answer that never came, so that the other exchanges still tell something. */
function noAnswer(error: unknown): PresentAnswer {
  const text = `No answer: ${String(error)}`;
  return { status: 0, contentType: null, headers: new Headers(), body: text, text };
}

function undocumented(method: string, path: string, { status, body }: PresentAnswer): string | null {
  try {
    assertDocumented(method, path, status, body);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function send(world: World, path: string, request: RecordedRequest): Promise<PresentAnswer> {
  const { url, apiKey } = world.server.target;
  const headers = Object.entries(request.headers ?? {}).map(([name, value]): [string, string] => [
    name,
    value.replace("<KEY>", apiKey),
  ]);
  const body = bodyOf(world, request);
  const response = await fetch(`${url}${path}`, {
    method: request.method,
    headers,
    redirect: "manual",
    signal: AbortSignal.timeout(patienceMilliseconds),
    ...(body === null ? {} : { body }),
  });
  const text = await response.text();
  const contentType = response.headers.get("content-type");
  const isJson = /^application\/json(;|$)/.test(contentType ?? "") && text !== "";
  const parsed = isJson ? (JSON.parse(text) as unknown) : text;
  return { status: response.status, contentType, headers: response.headers, body: parsed, text };
}

/** Text was sent as it is: it is malformed, or a form. */
function bodyOf(world: World, { body, multipart }: RecordedRequest): string | FormData | null {
  if (multipart !== undefined) return multipartBody(multipart);
  if (body === undefined || body === null) return null;
  return typeof body === "string" ? body : JSON.stringify(world.names.inBody(body));
}

function multipartBody(parts: NonNullable<RecordedRequest["multipart"]>): FormData {
  const form = new FormData();
  for (const [name, part] of Object.entries(parts)) {
    if (typeof part === "string") form.set(name, part);
    else form.set(name, new Blob([contentOf(part.as, part.type) as BlobPart], { type: part.type }), part.as);
  }
  return form;
}
