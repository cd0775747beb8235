import type { ChildProcess } from "node:child_process";
import type { Logger } from "../../observability/logger.js";
import { DocumentError } from "../errors.js";
import { killWithPrograms } from "./kill.js";
import { type FormatLimits, limitsFor } from "./format-limits.js";
import { watchMemory } from "./memory-watch.js";
import {
  batchWindow,
  type ChildFailure,
  type ChildMessage,
  type ParentMessage,
  type ParsedBatch,
  type ParsedFacts,
  type ParsePosition,
  type ParserJob,
  type ParserLimits,
} from "./protocol.js";
import { TurnClock } from "./turn-clock.js";

const bytesPerMebibyte = 1_048_576;

/** What is told while a job runs. */
export interface JobHandlers {
  /** Takes the next chunks; one batch at a time. */
  readonly onBatch: (batch: ParsedBatch) => Promise<void>;
  /** Told how far the reading is, a few times a second while no batch tells. */
  readonly onPosition?: (position: ParsePosition) => void;
}

/** One job in a child process, seen from the parent: hands its batches on, and enforces its limits. */
export class RunningJob {
  /** The time of the parser itself, */
  private readonly clock: TurnClock;
  /** that since its last batch, where each has a time of its own, */
  private batchClock: TurnClock | null = null;
  private batchMilliseconds = 0;
  /** and that of the OCR engine that it waits for. */
  private readonly ocrClock: TurnClock;
  private readonly outcome: Promise<ParsedFacts>;
  /** The most that the process may have, whatever it reads. */
  private readonly processBytes: number;
  private resolve!: (facts: ParsedFacts) => void;
  private reject!: (error: unknown) => void;
  private isOver = false;
  private isRead = false;
  private isRecognising = false;
  private unacknowledged = 0;
  /** The batches are handed on one after the other. */
  private handing: Promise<void> = Promise.resolve();
  private id = 0;

  constructor(
    private readonly child: ChildProcess,
    private limits: ParserLimits,
    /** Memory that is not of this job: whether a document can be read must not depend on those before it. */
    private readonly leftBytes: number,
    private readonly handlers: JobHandlers,
    private readonly logger: Logger,
  ) {
    this.processBytes = limits.memoryBytes;
    this.outcome = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.clock = new TurnClock(limits.milliseconds, () =>
      this.kill(tooSlow("Reading the file", this.limits.milliseconds)),
    );
    this.ocrClock = new TurnClock(limits.ocrMilliseconds, () =>
      this.kill(tooSlow("OCR of the file", limits.ocrMilliseconds)),
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
      pid === undefined
        ? null
        : watchMemory(
            pid,
            () => Math.min(this.processBytes, this.limits.memoryBytes + this.leftBytes),
            () => this.kill(this.outOfMemory()),
          );
    try {
      this.send({ type: "job", id, job, limits: this.limits });
      this.setClocks();
      return await this.outcome;
    } finally {
      this.isRead = true;
      this.setClocks();
      endWatch?.();
      signal?.removeEventListener("abort", abort);
      await this.handing;
    }
  }

  receive(message: ChildMessage): void {
    if (message.id !== this.id || this.isOver) return;
    if (message.type === "batch") this.hand(message.batch);
    else if (message.type === "position") this.handlers.onPosition?.(message.position);
    else if (message.type === "opened") this.limitTo(limitsFor(message.format, message.sizeBytes, this.limits));
    else if (message.type === "ocr") {
      this.isRecognising = message.isRunning;
      this.setClocks();
    } else if (message.type === "failed") this.fail(this.errorOf(message.error));
    else {
      this.isRead = true;
      this.setClocks();
      const { facts, last } = message;
      this.handing = this.handing.then(async () => {
        try {
          if (last !== null && !this.isOver) await this.handlers.onBatch(last);
          this.succeed(facts);
        } catch (error) {
          // The process is done with the document, and may have the next.
          this.fail(error);
        }
      });
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

  /** The format of the file is known. */
  private limitTo(limits: FormatLimits): void {
    const { milliseconds, batchMilliseconds } = limits;
    this.clock.shorten(this.limits.milliseconds - milliseconds);
    this.limits = limits;
    if (batchMilliseconds === null) return;
    this.batchMilliseconds = batchMilliseconds;
    this.batchClock = new TurnClock(batchMilliseconds, () =>
      this.kill(tooSlow("Reading the next part of the file", batchMilliseconds)),
    );
    this.setClocks();
  }

  /** Starts and stops the clocks, according to whose turn it is. */
  private setClocks(): void {
    // With so many batches under way the child may have to wait for us.
    const isParsing = !this.isRead && !this.isRecognising && this.unacknowledged < batchWindow;
    for (const clock of [this.clock, this.batchClock]) {
      if (isParsing) clock?.start();
      else clock?.stop();
    }
    if (this.isRecognising && !this.isRead) this.ocrClock.start();
    else this.ocrClock.stop();
  }

  private hand(batch: ParsedBatch): void {
    this.unacknowledged += 1;
    this.batchClock?.renew(this.batchMilliseconds);
    this.setClocks();
    this.handing = this.handing.then(async () => {
      if (this.isOver) return;
      try {
        await this.handlers.onBatch(batch);
      } catch (error) {
        this.kill(error);
        return;
      }
      if (this.isOver) return;
      this.unacknowledged -= 1;
      this.setClocks();
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
    killWithPrograms(this.child);
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

function tooSlow(what: string, milliseconds: number): DocumentError {
  const limit = `${Math.ceil(milliseconds / 1_000)} s`;
  return new DocumentError("DOCUMENT_TIMEOUT", `${what} took longer than ${limit}, the limit for such a file.`);
}
