import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import Fastify, { type FastifyInstance } from "fastify";
import { sendEvents } from "../../src/rest-compat/routing/events.js";

let app: FastifyInstance | undefined;
afterEach(() => app?.close());

/** Serves frames at `/` and returns the port. */
async function serve(frames: () => AsyncGenerator<string, void, void>): Promise<number> {
  app = Fastify({ forceCloseConnections: true });
  app.get("/", async (_request, reply) => {
    const controller = new AbortController();
    reply.raw.once("close", () => controller.abort());
    await sendEvents(reply, frames(), { signal: controller.signal, broken: () => "data: broken\n\n" });
    return reply;
  });
  await app.listen({ port: 0, host: "127.0.0.1" });
  return (app.server.address() as { port: number }).port;
}

test("a stream that breaks off says so in its last frame", async () => {
  const port = await serve(async function* () {
    yield await Promise.resolve("data: one\n\n");
    throw new Error("a bug");
  });
  const response = await fetch(`http://127.0.0.1:${port}/`);
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  await expect(response.text()).resolves.toBe("data: one\n\ndata: broken\n\n");
});

test("the head goes out before the first frame", async () => {
  let release: () => void = () => undefined;
  const port = await serve(async function* () {
    await new Promise<void>((resolve) => (release = resolve));
    yield "data: late\n\n";
  });
  const response = await fetch(`http://127.0.0.1:${port}/`);
  expect(response.status).toBe(200);
  release();
  await expect(response.text()).resolves.toBe("data: late\n\n");
});

test("a client that does not read is not written for, and one that goes away ends the frames", async () => {
  const piece = `data: ${"x".repeat(65_536)}\n\n`;
  let asked = 0;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const port = await serve(async function* () {
    try {
      for (; asked < 100_000; asked += 1) yield await Promise.resolve(piece);
    } finally {
      end();
    }
  });
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.pause();
  socket.write("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
  await settled(() => asked);
  // 100,000 frames are 6.5 GB; what the sockets between take is a few megabytes.
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThan(1_000);
  socket.destroy();
  await ended;
});

/** Waits until a positive number has stayed the same for many turns of the event loop. */
async function settled(read: () => number): Promise<void> {
  for (let same = 0, last = 0; same < 5_000; same += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (read() === last && last > 0) continue;
    last = read();
    same = 0;
  }
}
