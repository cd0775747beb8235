import { createClient } from "graphql-ws";
import WebSocket from "ws";
import type { Target } from "./graphql-client.js";

/** A subscription that is open, on a socket of its own. */
export interface OpenSubscription {
  /** Resolves to the codes of the errors that ended it; to an empty list when it ended well. */
  readonly ended: Promise<readonly string[]>;
  /** Resolves to the code with which the server closed the socket. */
  readonly closed: Promise<number>;
  dispose(): void;
}

/** Opens a subscription, and waits for its first event. */
export async function openSubscription(
  target: Target,
  secret: string,
  query: string,
  variables: Record<string, unknown>,
): Promise<OpenSubscription> {
  const client = createClient({
    url: `${target.url.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${secret}` },
    // It leaves the socket open after its only subscription, so that the server is the one to close it.
    lazyCloseTimeout: 3_000,
  });
  const closed = new Promise<number>((resolve) => {
    client.on("closed", (event) => {
      resolve((event as { readonly code: number }).code);
    });
  });
  let opened: () => void = () => undefined;
  const first = new Promise<void>((resolve) => {
    opened = resolve;
  });
  const ended = (async () => {
    try {
      for await (const result of client.iterate({ query, variables })) {
        opened();
        if (result.errors !== undefined) return result.errors.map(codeOf);
      }
      return [];
    } catch (error) {
      return Array.isArray(error) ? error.map(codeOf) : ["the socket was closed"];
    }
  })();
  await Promise.race([first, ended]);
  return { ended, closed, dispose: () => void client.dispose() };
}

function codeOf(error: unknown): string {
  return String((error as { readonly extensions?: Readonly<Record<string, unknown>> }).extensions?.["code"]);
}
