import { Agent, request } from "node:http";
import type { FuzzRequest } from "./requests.js";

/** What came back. */
export interface FuzzAnswer {
  /** 0: none in time, or the connection broke. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** Why there is no answer; null: there is one. */
  readonly failure: string | null;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const longestAnswer = 400_000;

/**
 * Sends a request as it is: nothing tidies the path up.
 * @param patience in milliseconds, for the whole answer
 */
export function exchange(
  target: { readonly url: string; readonly apiKey: string },
  { method, path, body, contentType, isKnown }: FuzzRequest,
  patience: number,
): Promise<FuzzAnswer> {
  const { hostname, port } = new URL(target.url);
  const bytes = body === null ? null : Buffer.from(body);
  return new Promise((resolve) => {
    const failed = (failure: string) => resolve({ status: 0, headers: {}, text: "", failure });
    const sent = request(
      {
        agent,
        hostname,
        port,
        method,
        path,
        headers: {
          ...(isKnown ? { authorization: `Bearer ${target.apiKey}` } : {}),
          ...(contentType === null ? {} : { "content-type": contentType }),
          ...(bytes === null ? {} : { "content-length": bytes.length }),
        },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          if (text.length < longestAnswer) text += chunk;
        });
        response.once("error", (error) => failed(`broke off: ${error.message}`));
        response.once("end", () => {
          clearTimeout(timer);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, failure: null });
        });
      },
    );
    const timer = setTimeout(() => {
      sent.destroy();
      failed(`no whole answer within ${patience / 1_000} s`);
    }, patience);
    sent.once("error", (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      // A server may refuse a body that it does not want by closing; the answer before that counts.
      failed(error.code === "EPIPE" || error.code === "ECONNRESET" ? "closed" : error.message);
    });
    sent.end(bytes ?? undefined);
  });
}

/** The request as a command line. */
export function curl(url: string, { method, path, body, contentType, isKnown }: FuzzRequest): string {
  const quote = (part: string) => `'${part.replaceAll("'", `'\\''`)}'`;
  const shown = body === null || body.length < 1_500 ? body : `${body.slice(0, 1_500)}… (${body.length} characters)`;
  return [
    `curl -i --path-as-is -X ${method} ${quote(`${url}${path}`)}`,
    ...(isKnown ? [`-H "Authorization: Bearer $DOCENT_API_KEY"`] : []),
    ...(contentType === null ? [] : [`-H ${quote(`Content-Type: ${contentType}`)}`]),
    ...(shown === null ? [] : [`--data-binary ${quote(shown)}`]),
  ].join(" ");
}
