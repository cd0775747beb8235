/** The entry of the engine's thread: PGlite with pgvector, fed with units of the wire protocol. */
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { type Extension, PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";
import { vector } from "@electric-sql/pglite-pgvector";
import { BackendScanner } from "./backend-scanner.js";
import { FlowControl, type WorkerInput, type WorkerReply, type WorkerRequest } from "./worker-messages.js";

const input = workerData as WorkerInput;
const flow = new FlowControl(input.flow);
const scanner = new BackendScanner();
/** Answers are gathered here and sent in pieces of this size, in bytes. */
const staging = new Uint8Array(256 * 1024);
const log: string[] = [];

function port(): MessagePort {
  if (parentPort === null) throw new Error("This file is the entry of a worker thread.");
  return parentPort;
}

function reply(message: WorkerReply, transfer: readonly ArrayBuffer[] = []): void {
  port().postMessage(message, transfer);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function endWith(kind: "failed" | "fatal", message: string): never {
  reply({ kind, message, log: log.join("\n") });
  process.exit(1);
}

/** Learns of an abort of the engine, which its own error handling would swallow. */
const watch: Extension = {
  name: "watch",
  setup: async (_engine, moduleOptions: Record<string, unknown>) => ({
    emscriptenOpts: {
      ...moduleOptions,
      onAbort: (reason: unknown) => endWith("fatal", `it aborted: ${String(reason)}`),
    },
  }),
};

async function start(): Promise<PGlite> {
  return PGlite.create({
    ...(input.folder === null ? {} : { fs: new NodeFS(input.folder) }),
    ...(input.template === null ? {} : { loadDataDir: new Blob([new Uint8Array(input.template)]) }),
    extensions: { vector, watch },
    onStderr: (line) => {
      log.push(line);
      if (log.length > 20) log.shift();
      return false;
    },
  });
}

async function parametersOf(engine: PGlite): Promise<Record<string, string>> {
  const names = [
    "server_version",
    "server_encoding",
    "client_encoding",
    "DateStyle",
    "IntervalStyle",
    "TimeZone",
    "integer_datetimes",
    "standard_conforming_strings",
  ];
  const { rows } = await engine.query<{ name: string; setting: string }>(
    "SELECT name, setting FROM pg_settings WHERE name = ANY($1)",
    [names],
  );
  return Object.fromEntries(rows.map((row) => [row.name, row.setting]));
}

async function run(engine: PGlite, unit: Uint8Array): Promise<void> {
  let filled = 0;
  let stalled = false;
  const emit = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length && !stalled;) {
      const count = Math.min(bytes.length - at, staging.length - filled);
      staging.set(bytes.subarray(at, at + count), filled);
      at += count;
      filled += count;
      if (filled === staging.length) {
        const full = staging.slice();
        filled = 0;
        flow.sent(full.length);
        reply({ kind: "data", bytes: full }, [full.buffer]);
        stalled = !flow.waitForRoom();
      }
    }
  };
  await engine.execProtocolRawStream(unit, { onRawData: (bytes) => scanner.scan(bytes, emit) });
  const rest = staging.slice(0, filled);
  flow.sent(rest.length);
  reply({ kind: "done", bytes: rest, summary: scanner.finish(), stalled }, [rest.buffer]);
}

async function dump(engine: PGlite): Promise<void> {
  try {
    await engine.exec("CHECKPOINT");
    const bytes = new Uint8Array(await (await engine.dumpDataDir("none")).arrayBuffer());
    reply({ kind: "dumped", bytes }, [bytes.buffer]);
  } catch (error) {
    reply({ kind: "dumpFailed", message: messageOf(error) });
  }
}

async function handle(engine: PGlite, request: WorkerRequest): Promise<void> {
  if (request.kind === "run") return run(engine, request.unit);
  if (request.kind === "dump") return dump(engine);
  await engine.close();
  port().close();
}

start()
  .then(async (engine) => {
    const parameters = await parametersOf(engine);
    port().on("message", (request: WorkerRequest) => {
      handle(engine, request).catch((error: unknown) => endWith("fatal", messageOf(error)));
    });
    reply({ kind: "ready", parameters });
  })
  .catch((error: unknown) => endWith("failed", messageOf(error)));
