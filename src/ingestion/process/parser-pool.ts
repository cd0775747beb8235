import { rm } from "node:fs/promises";
import type { Logger } from "../../observability/logger.js";
import { defaultParseLimits } from "../parsers/open-document.js";
import type { ParserTools } from "../parsers/parser.js";
import { ParserProcess } from "./parser-process.js";
import type { ParsedBatch, ParsedFacts, ParsePosition, ParserJob, ParserLimits } from "./protocol.js";
import type { JobHandlers } from "./running-job.js";

/** Limits for a process with a gigabyte of memory, five minutes of time, and half an hour for OCR. */
export const defaultParserLimits: ParserLimits = {
  ...defaultParseLimits,
  chunks: 1_000_000,
  milliseconds: 300_000,
  ocrMilliseconds: 1_800_000,
  memoryBytes: 1_073_741_824,
};

/** How a {@link ParserPool} works. */
export interface ParserPoolOptions {
  /** How many documents are read at once, each in a process of its own. */
  readonly size: number;
  readonly limits: ParserLimits;
  /** What jobs use that name no tools of their own; left out: none. */
  readonly tools?: ParserTools;
  readonly logger: Logger;
}

/**
 * Reads documents in child processes, which are started when they are first needed and used again. A document that
 * breaks a limit or crashes costs its process, which is replaced, and nothing else.
 */
export class ParserPool {
  private readonly processes = new Set<ParserProcess>();
  private readonly idle: ParserProcess[] = [];
  private readonly waiting: (() => void)[] = [];
  private readonly running = new Set<Promise<unknown>>();
  private busy = 0;
  private isClosed = false;

  constructor(private readonly options: ParserPoolOptions) {}

  /** The ids of the child processes that are alive, for whoever watches what they use. */
  get processIds(): number[] {
    return [...this.processes].flatMap((parser) => (parser.isAlive && parser.id !== undefined ? [parser.id] : []));
  }

  /**
   * Reads a document; waits for its turn when all processes are busy.
   *
   * `onBatch` gets the chunks in order, one batch at a time; the child goes on reading meanwhile, one batch ahead, so
   * that memory does not grow when batches are taken slowly. When this settles, `onBatch` is not running. `onPosition`
   * hears how far the reading is while no batch tells.
   *
   * @throws DocumentError when the document cannot be read or exceeds a limit; what `onBatch` throws; the reason of
   *   `signal`, which kills the process at once. No text file is left then.
   */
  async run(
    job: ParserJob,
    onBatch: (batch: ParsedBatch) => Promise<void>,
    signal?: AbortSignal,
    onPosition?: (position: ParsePosition) => void,
  ): Promise<ParsedFacts> {
    const handlers: JobHandlers = { onBatch, ...(onPosition === undefined ? {} : { onPosition }) };
    const running = this.runInTurn(job, handlers, signal);
    this.running.add(running);
    try {
      return await running;
    } finally {
      this.running.delete(running);
    }
  }

  /** Takes no more jobs, lets those that were accepted end, then ends the processes. Abort jobs that must not go on. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.allSettled(this.running);
    await Promise.all([...this.processes].map((parser) => parser.stop()));
    this.processes.clear();
  }

  private async runInTurn(
    job: ParserJob,
    handlers: JobHandlers,
    signal: AbortSignal | undefined,
  ): Promise<ParsedFacts> {
    if (this.isClosed) throw new Error("The parser pool is closed.");
    await this.takeTurn(signal);
    const parser = this.takeProcess();
    try {
      const { tools } = this.options;
      return await parser.run(tools === undefined ? job : { tools, ...job }, handlers, signal);
    } catch (error) {
      if (job.textPath !== undefined) await rm(job.textPath, { force: true });
      throw error;
    } finally {
      if (parser.isAlive) this.idle.push(parser);
      else this.processes.delete(parser);
      // The turn goes to who waits longest.
      const next = this.waiting.shift();
      if (next === undefined) this.busy -= 1;
      else next();
    }
  }

  /** Waits until fewer than `size` jobs run, first come first served. */
  private async takeTurn(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (this.busy < this.options.size) {
      this.busy += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const turn = (): void => {
        signal?.removeEventListener("abort", leave);
        resolve();
      };
      const leave = (): void => {
        this.waiting.splice(this.waiting.indexOf(turn), 1);
        reject(signal?.reason as Error);
      };
      signal?.addEventListener("abort", leave, { once: true });
      this.waiting.push(turn);
    });
  }

  private takeProcess(): ParserProcess {
    for (let parser = this.idle.pop(); parser !== undefined; parser = this.idle.pop()) {
      if (parser.isAlive) return parser;
      this.processes.delete(parser);
    }
    const parser = new ParserProcess(this.options.limits, this.options.logger);
    this.processes.add(parser);
    return parser;
  }
}
