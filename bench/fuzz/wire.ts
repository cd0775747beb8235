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
 * Sends a request as it is: nothing tidies the path up. On a connection that was used before and that the server closes at
 * this moment, as it may, it is sent again on a new one.
 * @param patience in milliseconds, for the whole answer
 */
export async function exchange(
  url: string,
  wanted: FuzzRequest,
  authorization: string | undefined,
  patience: number,
): Promise<FuzzAnswer> {
  const answer = await send(url, wanted, authorization, patience, agent);
  return answer.failure === closed ? send(url, wanted, authorization, patience, false) : answer;
}

const closed = "closed";

function send(
  url: string,
  { method, path, headers, body, contentType }: FuzzRequest,
  authorization: string | undefined,
  patience: number,
  connections: Agent | false,
): Promise<FuzzAnswer> {
  const { hostname, port } = new URL(url);
  const bytes = body === null ? null : Buffer.from(body, "latin1");
  return new Promise((resolve) => {
    const failed = (failure: string) => resolve({ status: 0, headers: {}, text: "", failure });
    const sent = request(
      {
        agent: connections,
        hostname,
        port,
        method,
        path,
        headers: {
          ...headers,
          ...(authorization === undefined ? {} : { authorization }),
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
      failed(error.code === "EPIPE" || error.code === "ECONNRESET" ? closed : error.message);
    });
    sent.end(bytes ?? undefined);
  });
}

/** The request as a command line. */
export function curl(url: string, { method, path, headers, body, contentType, credential }: FuzzRequest): string {
  const quote = (part: string) => `'${part.replaceAll("'", `'\\''`)}'`;
  const shown = body === null ? null : Buffer.from(body, "latin1").toString();
  const cut = shown === null || shown.length < 1_500 ? shown : `${shown.slice(0, 1_500)}… (${shown.length} characters)`;
  return [
    `curl -i --path-as-is -X ${method} ${quote(`${url}${path}`)}`,
    ...(credential === "none" ? [] : [`-H "Authorization: Bearer $KEY_OF_${credential.toUpperCase()}"`]),
    ...Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(contentType === null ? [] : [`-H ${quote(`Content-Type: ${contentType}`)}`]),
    ...(cut === null ? [] : [`--data-binary ${quote(cut)}`]),
  ].join(" ");
}
