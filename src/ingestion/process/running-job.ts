import type { ChildProcess } from "node:child_process";
import type { Logger } from "../../observability/logger.js";
import { DocumentError } from "../errors.js";
import { watchMemory } from "./memory-watch.js";
import {
  batchWindow,
  type ChildFailure,
  type ChildMessage,
  type ParentMessage,
  type ParsedBatch,
  type ParsedFacts,
  type ParserJob,
  type ParserLimits,
} from "./protocol.js";
import { TurnClock } from "./turn-clock.js";

const bytesPerMebibyte = 1_048_576;

/** One job in a child process, seen from the parent: hands its batches on, and enforces its limits. */
export class RunningJob {
  private readonly clock: TurnClock;
  private readonly outcome: Promise<ParsedFacts>;
  private resolve!: (facts: ParsedFacts) => void;
  private reject!: (error: unknown) => void;
  private isOver = false;
  private unacknowledged = 0;
  /** The batches are handed on one after the other. */
  private handing: Promise<void> = Promise.resolve();
  private id = 0;

  constructor(
    private readonly child: ChildProcess,
    private readonly limits: ParserLimits,
    private readonly onBatch: (batch: ParsedBatch) => Promise<void>,
    private readonly logger: Logger,
  ) {
    this.outcome = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    const seconds = Math.ceil(limits.milliseconds / 1_000);
    this.clock = new TurnClock(limits.milliseconds, () =>
      this.kill(new DocumentError("DOCUMENT_TIMEOUT", `Reading the file took longer than ${seconds} s.`)),
    );
  }

  /** Runs the job to its end. When this settles, no batch is being handled any more. */
  async run(id: number, job: ParserJob, signal: AbortSignal | undefined): Promise<ParsedFacts> {
    signal?.throwIfAborted();
    this.id = id;
    const abort = (): void => this.kill(signal?.reason);
    signal?.addEventListener("abort", abort);
    const { pid } = this.child;
    const endWatch =
      pid === undefined ? null : watchMemory(pid, this.limits.memoryBytes, () => this.kill(this.outOfMemory()));
    try {
      this.send({ type: "job", id, job, limits: this.limits });
      this.clock.start();
      return await this.outcome;
    } finally {
      this.clock.stop();
      endWatch?.();
      signal?.removeEventListener("abort", abort);
      await this.handing;
    }
  }

  receive(message: ChildMessage): void {
    if (message.id !== this.id || this.isOver) return;
    if (message.type === "batch") this.hand(message.batch);
    else if (message.type === "failed") this.fail(this.errorOf(message.error));
    else {
      this.clock.stop();
      const { facts } = message;
      this.handing = this.handing.then(() => this.succeed(facts));
    }
  }

  /** The process could not be started or reached. */
  stopped(error: Error): void {
    this.kill(error);
  }

  /** The process is gone. */
  exited(code: number | null, signal: NodeJS.Signals | null, output: string): void {
    if (this.isOver) return;
    this.logger.warn({ parser: this.child.pid, code, signal, output }, "a parser process died");
    // The engine aborts when its heap is full; the kernel kills when the machine's memory is.
    const isMemory =
      signal === "SIGABRT" || signal === "SIGKILL" || code === 134 || output.includes("heap out of memory");
    this.fail(isMemory ? this.outOfMemory() : new DocumentError("DOCUMENT_CORRUPT", "The file stopped the parser."));
  }

  private hand(batch: ParsedBatch): void {
    this.unacknowledged += 1;
    // The child may have to wait for us from now on.
    if (this.unacknowledged >= batchWindow) this.clock.stop();
    this.handing = this.handing.then(async () => {
      if (this.isOver) return;
      try {
        await this.onBatch(batch);
      } catch (error) {
        this.kill(error);
        return;
      }
      if (this.isOver) return;
      this.unacknowledged -= 1;
      this.clock.start();
      this.send({ type: "acknowledge", id: this.id });
    });
  }

  private succeed(facts: ParsedFacts): void {
    if (this.isOver) return;
    this.isOver = true;
    this.resolve(facts);
  }

  private fail(error: unknown): void {
    if (this.isOver) return;
    this.isOver = true;
    this.reject(error);
  }

  private kill(error: unknown): void {
    if (this.isOver) return;
    this.child.kill("SIGKILL");
    this.fail(error);
  }

  private send(message: ParentMessage): void {
    // That the channel is closed is told by the exit of the process.
    this.child.send(message, () => undefined);
  }

  private outOfMemory(): DocumentError {
    const mebibytes = Math.round(this.limits.memoryBytes / bytesPerMebibyte);
    return new DocumentError("DOCUMENT_MEMORY", `Reading the file took more than ${mebibytes} MiB of memory.`);
  }

  private errorOf(failure: ChildFailure): Error {
    if (failure.code !== null) return new DocumentError(failure.code, failure.message);
    this.logger.error({ parser: this.child.pid, stack: failure.stack }, "a parser process failed");
    return new Error(`A parser failed: ${failure.message}`);
  }
}
