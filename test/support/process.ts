import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { testEnvironment } from "./env.js";
import type { Target } from "./graphql-client.js";

const main = fileURLToPath(new URL("../../src/main.js", import.meta.url));

/** A server in a process of its own, on a data folder of its own, that can be killed and started again. */
export interface ServerProcess extends Target {
  /** The id of the process. */
  readonly pid: number;
  readonly output: () => string;
  /** Ends it as a power cut would: no handler runs. */
  kill(): Promise<void>;
  /** Asks it to stop, and waits; resolves to the exit code. */
  stop(): Promise<number | null>;
}

/** A new data folder, and how to remove it. */
export async function temporaryFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "docent-test-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Starts the server as `npm start` does, and waits until it is ready. */
export async function startProcess(environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const { child, url, apiKey, output } = await spawnServer(environment);
  await untilReady(child, url, output);
  return {
    url,
    apiKey,
    pid: child.pid ?? 0,
    output,
    kill: () => end(child, "SIGKILL").then(() => undefined),
    stop: () => end(child, "SIGTERM"),
  };
}

/** Starts the server, and ends it as a power cut would after so long, ready or not. */
export async function killDuringStart(
  environment: Readonly<Record<string, string>>,
  milliseconds: number,
): Promise<void> {
  const { child } = await spawnServer(environment);
  await delay(milliseconds);
  await end(child, "SIGKILL");
}

async function spawnServer(environment: Readonly<Record<string, string>>) {
  const port = await freePort();
  const apiKey = environment["ADMIN_API_KEY"] ?? "test-admin-key-0123456789";
  const child = spawn(process.execPath, [main], {
    env: { PATH: testEnvironment.path, LOG_LEVEL: "error", ADMIN_API_KEY: apiKey, PORT: String(port), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return { child, url: `http://127.0.0.1:${port}`, apiKey, output: () => output };
}

async function untilReady(child: ChildProcess, url: string, output: () => string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}:\n${output()}`);
    const ready = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await delay(50);
  }
  child.kill("SIGKILL");
  throw new Error(`The server did not become ready:\n${output()}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, "exit") as Promise<[number | null]>;
  child.kill(signal);
  const [code] = await exited;
  return code;
}
