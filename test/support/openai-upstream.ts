import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { listenLocally } from "./listening.js";

/** How the upstream answers when the message has no marker. */
export interface OpenAiUpstreamOptions {
  /** Words of an answer; default 20. */
  readonly tokens?: number;
  /** Pause after each word; default none, but a tick. */
  readonly delayMilliseconds?: number;
}

/** What the server was asked, as it came. */
export interface UpstreamRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: {
    readonly model?: string;
    readonly temperature?: number;
    readonly max_tokens?: number;
    readonly stop?: readonly string[];
    readonly stream?: boolean;
    readonly messages?: readonly { readonly role: string; readonly content: unknown }[];
    readonly input?: string | readonly string[];
  };
  /** Resolves when the connection has been closed, by whichever side. */
  readonly closed: Promise<void>;
}

/** A real server on loopback that speaks enough of the OpenAI wire format. */
export interface OpenAiUpstream {
  readonly baseUrl: string;
  readonly requests: readonly UpstreamRequest[];
  /** The answer to a message without a marker. */
  readonly answer: string;
  /** Lets answers with the marker HOLD go on. */
  release(): void;
  close(): Promise<void>;
}

const dimensions = 8;

/**
 * Starts one. Markers in the last message change the answer:
 * FAIL status 500 · BUSY status 429 the first time · LIMIT status 429 · MISSING status 404 · DENY status 401 ·
 * WHOLE status 400 to whoever wants a stream · CUT the connection breaks after three words ·
 * STUMP the same, politely · EMPTY nothing · THINK reasoning first · HOLD waits after three words until released ·
 * SILENT never answers · UNCOUNTED without usage · ODD characters beyond the basic plane, split in the middle, and NUL.
 * Texts to be embedded know DENY, BUSY and HOLD, which waits until released. `max_tokens` limits the words of an answer. `stop` is not honoured, as some compatible servers do not.
 */
export async function startOpenAiUpstream(options: OpenAiUpstreamOptions = {}): Promise<OpenAiUpstream> {
  const words = Array.from({ length: options.tokens ?? 20 }, (_, index) => `${index === 0 ? "" : " "}word${index}`);
  const requests: UpstreamRequest[] = [];
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let wasBusy = false;

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  const { url, close } = await listenLocally(server);

  return {
    baseUrl: `${url}/v1`,
    requests,
    answer: words.join(""),
    release: () => release(),
    close: async () => {
      release();
      await close();
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString() || "{}") as UpstreamRequest["body"];
    const closed = new Promise<void>((resolve) => response.once("close", () => resolve()));
    requests.push({ path: request.url ?? "", headers: request.headers, body, closed });
    if (request.url?.endsWith("/embeddings") === true) await embed(body, response);
    else await chat(body, response);
  }

  async function chat(body: UpstreamRequest["body"], response: ServerResponse): Promise<void> {
    const message = JSON.stringify(body.messages?.at(-1)?.content ?? "");
    const has = (marker: string) => message.includes(`[[${marker}]]`);
    if (has("FAIL"))
      return fail(
        response,
        500,
        "the model fell over near https://user:secret@internal.example/v1 with sk-abcdef0123456789abcdef",
      );
    if (has("DENY")) return fail(response, 401, "Incorrect API key provided: sk-abcdef0123456789abcdef");
    if (has("MISSING")) return fail(response, 404, "The model `test-model` does not exist");
    if (has("LIMIT")) {
      response.setHeader("retry-after", "7");
      return fail(response, 429, "slow down");
    }
    if (has("SILENT")) return;
    if (has("WHOLE") && body.stream === true) return fail(response, 400, "Streaming is not supported by this model.");
    if (body.stream !== true) return whole(response, has("EMPTY") ? "" : words.join(""));
    response.writeHead(200, { "content-type": "text/event-stream" });
    send(response, { role: "assistant", content: "" });
    if (has("THINK")) for (const reasoning of ["let me ", "see"]) send(response, { reasoning_content: reasoning });
    const limit = body.max_tokens ?? Infinity;
    const all = has("EMPTY") ? [] : has("ODD") ? ["a\0b ", "\ud83d", "\ude00", " \ud83d\ude80 end"] : words;
    const pieces = all.slice(0, limit);
    for (const [index, content] of pieces.entries()) {
      if (response.destroyed) return;
      send(response, { content });
      if (index === 2 && has("CUT")) {
        // What was sent so far must have left before the connection breaks.
        await delay(20);
        response.destroy();
        return;
      }
      if (index === 2 && has("STUMP")) return void response.end();
      if (index === 2 && has("HOLD")) await Promise.race([released, once(response, "close")]);
      await (options.delayMilliseconds === undefined
        ? new Promise<void>((resolve) => setImmediate(resolve))
        : delay(options.delayMilliseconds));
    }
    write(response, { choices: [{ index: 0, delta: {}, finish_reason: all.length > limit ? "length" : "stop" }] });
    if (!has("UNCOUNTED"))
      write(response, {
        choices: [],
        usage: { prompt_tokens: 11, completion_tokens: pieces.length, total_tokens: 11 + pieces.length },
      });
    response.end("data: [DONE]\n\n");
  }

  async function embed(body: UpstreamRequest["body"], response: ServerResponse): Promise<void> {
    const inputs = typeof body.input === "string" ? [body.input] : (body.input ?? []);
    if (inputs.some((text) => text.includes("[[HOLD]]"))) await Promise.race([released, once(response, "close")]);
    if (response.destroyed) return;
    if (inputs.some((text) => text.includes("[[DENY]]"))) return fail(response, 401, "no");
    if (inputs.some((text) => text.includes("[[BUSY]]")) && !wasBusy) {
      wasBusy = true;
      response.setHeader("retry-after", "0");
      return fail(response, 429, "slow down");
    }
    const data = inputs.map((text, index) => ({ object: "embedding", index, embedding: vectorOf(text) }));
    json(response, 200, { object: "list", data, model: body.model, usage: { prompt_tokens: 1, total_tokens: 1 } });
  }
}

function vectorOf(text: string): number[] {
  const vector = Array.from({ length: dimensions }, () => 0.1);
  for (const [index, character] of [...text].entries())
    vector[index % dimensions] = (character.codePointAt(0) ?? 0) / 1_000;
  return text.includes("[[SHORT]]") ? vector.slice(1) : vector;
}

function whole(response: ServerResponse, content: string): void {
  const choice = { index: 0, message: { role: "assistant", content }, finish_reason: "stop" };
  const usage = { prompt_tokens: 11, completion_tokens: 20, total_tokens: 31 };
  json(response, 200, {
    id: "1",
    object: "chat.completion",
    created: 1,
    model: "test-model",
    choices: [choice],
    usage,
  });
}

function send(response: ServerResponse, delta: Readonly<Record<string, string>>): void {
  write(response, { choices: [{ index: 0, delta, finish_reason: null }] });
}

function write(response: ServerResponse, chunk: object): void {
  response.write(
    `data: ${JSON.stringify({ id: "chatcmpl-1", object: "chat.completion.chunk", created: 1, model: "test-model", ...chunk })}\n\n`,
  );
}

function fail(response: ServerResponse, status: number, message: string): void {
  json(response, status, { error: { message, type: "error" } });
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
