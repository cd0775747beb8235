import { createServer } from "node:http";
import { listenLocally } from "../../support/listening.js";

/** A model's server that refuses every key, and repeats the key in what it says. */
export interface EchoingUpstream {
  readonly baseUrl: string;
  /** The `Authorization` headers that came. */
  readonly keys: readonly string[];
  close(): Promise<void>;
}

/** Starts one on loopback. */
export async function startEchoingUpstream(): Promise<EchoingUpstream> {
  const keys: string[] = [];
  const server = createServer((request, response) => {
    const key = request.headers.authorization ?? "";
    keys.push(key);
    request.resume();
    const message = `Incorrect API key provided: ${key.replace("Bearer ", "")} (${key})`;
    response.writeHead(401, { "content-type": "application/json", "x-received": key });
    response.end(JSON.stringify({ error: { message, type: "invalid_request_error", code: "invalid_api_key" } }));
  });
  const { url, close } = await listenLocally(server);
  return {
    baseUrl: `${url}/v1`,
    keys,
    close,
  };
}
