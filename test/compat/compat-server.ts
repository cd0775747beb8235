import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { freePort, type ServerProcess, startProcess, temporaryFolder } from "../support/process.js";
import type { Target } from "../support/graphql-client.js";
import { type Condition, usual } from "./conditions.js";

/** A server for recorded exchanges, with the model behind it, that can be started again under other conditions. */
export interface CompatServer {
  /** Where it is; another place after `meet`. */
  readonly target: Target;
  /** Where the model is, with the `/v1` that its clients want. */
  readonly upstream: string;
  /** Its data folder. */
  readonly dataDir: string;
  /** Starts it again where a condition asks for what does not hold. */
  meet(condition: Condition): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the server as `npm start` does, on an empty folder, with a model of its own.
 * @param script the model: a program that listens on loopback at the port in PORT
 */
export async function startCompatServer(script: string): Promise<CompatServer> {
  const folder = await temporaryFolder();
  const port = await freePort();
  const upstream = `http://127.0.0.1:${port}/v1`;
  let model: ChildProcess | null = await startModel(script, port);
  let condition = usual;
  let server: ServerProcess = await start().catch(async (error: unknown) => {
    if (model !== null) await end(model);
    await folder.remove();
    throw error;
  });

  return {
    get target() {
      return server;
    },
    upstream,
    dataDir: folder.path,
    meet: async (wanted) => {
      if (wanted.hasUpstream !== (model !== null)) {
        if (model === null) model = await startModel(script, port);
        else model = await end(model);
      }
      const before = condition;
      condition = wanted;
      if (JSON.stringify(before.environment) === JSON.stringify(wanted.environment)) return;
      await server.stop();
      server = await start();
    },
    stop: async () => {
      await server.stop();
      if (model !== null) await end(model);
      await folder.remove();
    },
  };

  function start(): Promise<ServerProcess> {
    return startProcess({
      DATA_DIR: folder.path,
      LLM_PROVIDER: "openai-compatible",
      LLM_MODEL: "mock-model",
      LLM_BASE_URL: upstream,
      LLM_API_KEY: "none",
      EMBEDDING_PROVIDER: "openai-compatible",
      EMBEDDING_MODEL: "mock-embed",
      EMBEDDING_BASE_URL: upstream,
      EMBEDDING_API_KEY: "none",
      // The recorded server could write down speech. Nothing is asked to here.
      TRANSCRIPTION_PROVIDER: "openai-compatible",
      TRANSCRIPTION_MODEL: "mock-listener",
      TRANSCRIPTION_BASE_URL: upstream,
      // The recorded links lead to the model's machine.
      FETCH_ALLOWED_HOSTS: "127.0.0.1",
      RATE_LIMITS: "off",
      ...condition.environment,
    });
  }
}

async function startModel(script: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [script], { env: { PORT: String(port) }, stdio: "ignore" });
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const isUp = await fetch(`http://127.0.0.1:${port}/v1/models`).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) return child;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  child.kill();
  throw new Error("The model did not start.");
}

async function end(child: ChildProcess): Promise<null> {
  const exited = once(child, "exit");
  child.kill();
  await exited;
  return null;
}
