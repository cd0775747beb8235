import { setTimeout as delay } from "node:timers/promises";
import { DocentError } from "../../errors/index.js";
import type { MultipartBody } from "./multipart.js";

/** A server that cannot be reached, or refuses. */
export class ApiError extends DocentError {
  /** @param message Of the server, where it gave one. */
  constructor(code: string, message: string, cause?: unknown) {
    super("upstream", code, message, { cause });
  }
}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly AnswerError[];
}

interface AnswerError {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly field?: string; readonly retryAfterSeconds?: number };
}

/** What one attempt came to: data, or an error and when to try again; null: never. */
type Attempt<Data> =
  { readonly data: Data } | { readonly error: ApiError; readonly againAfterMilliseconds: number | null };

/** A body that is streamed is sent before the answer begins, which `fetch` wants to be told. */
type Content = { readonly body: string } | { readonly body: ReadableStream; readonly duplex: "half" };

const mostAttempts = 8;
const firstWaitMilliseconds = 500;
const longestWaitMilliseconds = 60_000;
const passing = new Set([429, 502, 503, 504]);

/**
 * Talks to a server's GraphQL API. What may pass, such as a server that starts anew or has too much to do, is waited for:
 * use it for operations that do no harm when they are done twice.
 */
export class ApiClient {
  private readonly endpoint: string;

  /** @param url Of the server, such as `https://docent.example.org`. */
  constructor(
    url: string,
    private readonly key: string,
  ) {
    this.endpoint = `${url.replace(/\/+$/, "")}/graphql`;
  }

  /** @throws ApiError when the server refuses, or cannot be reached for some minutes. */
  async ask<Data>(query: string, variables: Readonly<Record<string, unknown>>): Promise<Data> {
    return this.persist(() =>
      this.send({ "content-type": "application/json" }, { body: JSON.stringify({ query, variables }) }),
    );
  }

  /** The same for an operation with files; `bodyOf` makes the body anew for each attempt. */
  async sendFiles<Data>(bodyOf: () => MultipartBody): Promise<Data> {
    return this.persist(() => {
      const { contentType, content } = bodyOf();
      const headers = { "content-type": contentType, "apollo-require-preflight": "1" };
      return this.send(headers, {
        body: streamOf(content),
        duplex: "half",
      });
    });
  }

  private async persist<Data>(attempt: () => Promise<Attempt<Data>>): Promise<Data> {
    for (let count = 1; ; count += 1) {
      const outcome = await attempt();
      if ("data" in outcome) return outcome.data;
      const { error, againAfterMilliseconds } = outcome;
      if (againAfterMilliseconds === null || count === mostAttempts) throw error;
      const backoff = firstWaitMilliseconds * 2 ** (count - 1);
      await delay(Math.min(Math.max(againAfterMilliseconds, backoff), longestWaitMilliseconds));
    }
  }

  private async send<Data>(headers: Readonly<Record<string, string>>, content: Content): Promise<Attempt<Data>> {
    let response: Response;
    let text: string;
    try {
      const authorization = `Bearer ${this.key}`;
      response = await fetch(this.endpoint, { method: "POST", headers: { ...headers, authorization }, ...content });
      text = await response.text();
    } catch (cause) {
      const file = unreadableFile(cause);
      if (file !== null) return refusal("UNREADABLE_FILE", `${file} cannot be read.`, null, cause);
      return refusal("UNREACHABLE", `${this.endpoint} cannot be reached.`, 0, cause);
    }
    const answer = parsed<Data>(text);
    if (answer === null) {
      const again = passing.has(response.status) ? 0 : null;
      return refusal("UNEXPECTED_ANSWER", `${this.endpoint} answered ${response.status}, and no GraphQL.`, again);
    }
    const [first] = answer.errors ?? [];
    if (first === undefined && answer.data != null) return { data: answer.data };
    const { code = "UNEXPECTED_ANSWER", field, retryAfterSeconds } = first?.extensions ?? {};
    const message = first?.message ?? `${this.endpoint} answered ${response.status} without data.`;
    const mayPass = retryAfterSeconds !== undefined || passing.has(response.status);
    const named = field === undefined ? message : `${field}: ${message}`;
    return refusal(code, named, mayPass ? (retryAfterSeconds ?? 0) * 1_000 : null);
  }
}

function refusal(code: string, message: string, againAfterMilliseconds: number | null, cause?: unknown) {
  return { error: new ApiError(code, message, cause), againAfterMilliseconds };
}

/** The answer in a body; null when it is none. */
function parsed<Data>(text: string): Answer<Data> | null {
  try {
    const answer: unknown = JSON.parse(text);
    const isAnswer = typeof answer === "object" && answer !== null && ("data" in answer || "errors" in answer);
    return isAnswer ? (answer as Answer<Data>) : null;
  } catch {
    return null;
  }
}

/** A stream that is as fast as its reader. */
function streamOf(content: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const pieces = content[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next = await pieces.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await pieces.return?.();
    },
  });
}

/** The file of which a body was to be made, if that is why a request failed; null when it is not. */
function unreadableFile(error: unknown): string | null {
  const reason = error instanceof Error ? error.cause : undefined;
  return reason instanceof Error && "path" in reason && typeof reason.path === "string" ? reason.path : null;
}
