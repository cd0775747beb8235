import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { DatabaseUnavailableError } from "../errors.js";
import type { UnitSummary } from "./backend-scanner.js";
import { FlowControl, type WorkerInput, type WorkerReply, type WorkerRequest } from "./worker-messages.js";

/** The engine's answer to a unit, apart from its bytes. */
export interface UnitOutcome {
  readonly summary: UnitSummary;
  /** Bytes were dropped, since the reader took nothing for too long. */
  readonly stalled: boolean;
}

/** The engine did not start. `log` is the end of what it printed. */
export class EngineStartError extends Error {
  override readonly name = "EngineStartError";

  constructor(
    message: string,
    readonly log: string,
  ) {
    super(message);
  }
}

/** Recovery after a crash can take long; beyond this the start is given up. */
const startTimeoutMs = 120_000;

/** The last complaint of Postgres in what the engine printed; the lines between may quote statements. */
export function lastComplaint(log: string): string | null {
  const complaints = log.split("\n").filter((line) => /FATAL|PANIC|ERROR/.test(line));
  return complaints.at(-1)?.replace(/^.*?(?=FATAL|PANIC|ERROR)/, "") ?? null;
}

interface Pending {
  readonly onBytes: (bytes: Uint8Array) => void;
  readonly resolve: (reply: WorkerReply) => void;
  readonly reject: (error: Error) => void;
}

/** The bridge's end of the line to the engine's thread. One request at a time: the holder of the lease asks. */
export class WorkerLink {
  private pending: Pending | null = null;
  private failure: Error | null = null;
  private closing = false;

  private constructor(
    private readonly worker: Worker,
    private readonly flow: FlowControl,
    /** The engine's settings that a server reports when a client connects. */
    readonly parameters: Readonly<Record<string, string>>,
    private readonly onFailure: (error: Error) => void,
  ) {
    worker.on("message", (reply: WorkerReply) => this.receive(reply));
    worker.on("error", (error) => this.fail(error));
    worker.on("exit", (code) => this.fail(new Error(`its thread ended with code ${code}`)));
  }

  /**
   * Starts the engine in a thread of its own.
   * @param onFailure is called at most once, when the engine stops without having been asked to.
   * @throws EngineStartError
   */
  static async start(input: Omit<WorkerInput, "flow">, onFailure: (error: Error) => void): Promise<WorkerLink> {
    const flow = new FlowControl();
    const workerData: WorkerInput = { ...input, flow: flow.memory };
    const worker = new Worker(new URL("./worker.js", import.meta.url), { workerData, name: "embedded-database" });
    try {
      const reply = await firstReply(worker);
      if (reply.kind === "ready") return new WorkerLink(worker, flow, reply.parameters, onFailure);
      throw new EngineStartError(
        "message" in reply ? reply.message : "it answered out of turn",
        "log" in reply ? reply.log : "",
      );
    } catch (error) {
      await worker.terminate();
      throw error;
    }
  }

  /**
   * Executes one unit. `onBytes` gets the answer piece by piece; each piece must be reported with {@link taken} once it
   * is delivered or dropped.
   */
  async run(unit: Uint8Array<ArrayBuffer>, onBytes: (bytes: Uint8Array) => void): Promise<UnitOutcome> {
    const reply = await this.request({ kind: "run", unit }, [unit.buffer], onBytes);
    if (reply.kind !== "done") throw new Error("The embedded database answered out of turn.");
    return { summary: reply.summary, stalled: reply.stalled };
  }

  /** A tar of the data folder as it is now, from which a database in memory can start. */
  async dump(): Promise<Uint8Array> {
    const reply = await this.request({ kind: "dump" }, [], () => undefined);
    if (reply.kind === "dumped") return reply.bytes;
    throw new Error(`The embedded database could not be dumped: ${"message" in reply ? reply.message : reply.kind}`);
  }

  /** Bytes of an answer were delivered or dropped. */
  taken(bytes: number): void {
    this.flow.taken(bytes);
  }

  /** Stops the engine in good order. */
  async close(): Promise<void> {
    if (this.failure !== null || this.closing) return;
    this.closing = true;
    const exited = once(this.worker, "exit");
    this.send({ kind: "close" }, []);
    await exited;
  }

  private request(
    request: WorkerRequest,
    transfer: ArrayBuffer[],
    onBytes: (bytes: Uint8Array) => void,
  ): Promise<WorkerReply> {
    return new Promise((resolve, reject) => {
      if (this.failure !== null) return reject(this.failure);
      if (this.pending !== null) return reject(new Error("The embedded database was asked twice at once."));
      this.pending = { onBytes, resolve, reject };
      this.send(request, transfer);
    });
  }

  private send(request: WorkerRequest, transfer: ArrayBuffer[]): void {
    this.worker.postMessage(request, transfer);
  }

  private receive(reply: WorkerReply): void {
    const pending = this.pending;
    if (reply.kind === "fatal") {
      this.fail(new Error(lastComplaint(reply.log) ?? reply.message));
    } else if (reply.kind === "data") {
      pending?.onBytes(reply.bytes);
    } else if (pending !== null) {
      this.pending = null;
      if (reply.kind === "done" && reply.bytes.length > 0) pending.onBytes(reply.bytes);
      pending.resolve(reply);
    }
  }

  private fail(cause: Error): void {
    if (this.failure !== null) return;
    this.failure = new DatabaseUnavailableError("The embedded database has stopped.", cause);
    this.pending?.reject(this.failure);
    this.pending = null;
    if (!this.closing) this.onFailure(this.failure);
  }
}

/** @throws EngineStartError when the thread ends, or says nothing for too long. */
function firstReply(worker: Worker): Promise<WorkerReply> {
  return new Promise((resolve, reject) => {
    const fail = (message: string): void => {
      clearTimeout(timer);
      reject(new EngineStartError(message, ""));
    };
    const timer = setTimeout(() => fail(`it was not ready after ${startTimeoutMs / 1_000} s`), startTimeoutMs);
    worker.once("message", (reply: WorkerReply) => {
      clearTimeout(timer);
      resolve(reply);
    });
    worker.once("error", (error) => fail(String(error)));
    worker.once("exit", (code) => fail(`its thread ended with code ${code}`));
  });
}
