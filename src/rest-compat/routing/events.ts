import { once } from "node:events";
import type { FastifyReply } from "fastify";

/** What a stream of events depends on. */
export interface SendOptions {
  /** Fires when the client goes away. */
  readonly signal: AbortSignal;
  /** The last frame after an error of the frames themselves. */
  readonly broken: (error: unknown) => string;
}

/**
 * Writes server-sent events. The head goes out at once; the next frame is asked for only when the socket has taken
 * the last one, so that a slow client slows its own answer down and fills no memory. When the client goes away,
 * `signal` fires and the frames are no longer read.
 */
export async function sendEvents(
  reply: FastifyReply,
  frames: AsyncGenerator<string, void, void>,
  { signal, broken }: SendOptions,
): Promise<void> {
  reply.hijack();
  const response = reply.raw;
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) response.setHeader(name, value);
  }
  response.writeHead(200, {
    "content-type": "text/event-stream",
    "cache-control": "no-cache",
    connection: "keep-alive",
    // Proxies that buffer would hold the events back.
    "x-accel-buffering": "no",
  });
  response.flushHeaders();
  try {
    for await (const piece of frames) {
      if (signal.aborted) break;
      if (!response.write(piece)) await once(response, "drain", { signal });
    }
  } catch (error) {
    if (!signal.aborted) response.write(broken(error));
  } finally {
    response.end();
  }
}
