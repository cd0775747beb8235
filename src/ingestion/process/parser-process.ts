import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import type { Logger } from "../../observability/logger.js";
import { hasProcessGroups, killWithPrograms } from "./kill.js";
import { residentBytes } from "./memory-watch.js";
import type { ChildMessage, ParsedFacts, ParserJob, ParserLimits } from "./protocol.js";
import { type JobHandlers, RunningJob } from "./running-job.js";

/** Of the memory limit, what the heap of the engine gets: before it is full, the engine collects garbage harder. */
const heapShare = 0.8;
/** A process that keeps more than this share of its memory limit after a job is not used again, */
const keptShare = 0.25;
/** nor one that has done this many jobs. */
const maximumJobs = 5_000;
/** Short jobs after which the process is looked at. */
const jobsBetweenLooks = 20;
const shortMilliseconds = 200;
const shownOutput = 2_000;
/** What a process holds before its first job. */
const initialBytes = 112 * 1_048_576;

/** One child process that reads documents, one after the other. */
export class ParserProcess {
  private readonly child: ChildProcess;
  private job: RunningJob | null = null;
  private jobs = 0;
  /** What earlier jobs have left in memory, of which the engine may use some again. */
  private leftBytes = 0;
  private lastOutput = "";

  constructor(
    private readonly limits: ParserLimits,
    private readonly logger: Logger,
  ) {
    this.child = fork(new URL("./child.js", import.meta.url), [], {
      serialization: "advanced",
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      execArgv: [`--max-old-space-size=${Math.ceil((heapShare * limits.memoryBytes) / 1_048_576)}`],
      // With the programs that it runs a group, which is killed as one.
      detached: hasProcessGroups,
      // Nothing of the server's environment: it holds secrets.
      env: {},
    });
    for (const stream of [this.child.stdout, this.child.stderr]) this.log(stream);
    this.child.on("message", (message) => this.job?.receive(message as ChildMessage));
    this.child.on("error", (error) => this.job?.stopped(error));
    this.child.on("exit", (code, signal) => {
      killWithPrograms(this.child);
      this.job?.exited(code, signal, this.lastOutput);
    });
  }

  /** The id of the process; undefined when it could not be started. */
  get id(): number | undefined {
    return this.child.pid;
  }

  /** Whether it can take another job. */
  get isAlive(): boolean {
    return this.child.connected && this.child.exitCode === null && this.child.signalCode === null && !this.child.killed;
  }

  /**
   * Reads a document. When it fails for any reason but the document itself, the process is gone.
   * @throws DocumentError about the document or a limit; what `onBatch` throws; the signal's reason.
   */
  async run(job: ParserJob, handlers: JobHandlers, signal: AbortSignal | undefined): Promise<ParsedFacts> {
    this.jobs += 1;
    const begin = performance.now();
    this.lastOutput = "";
    this.job = new RunningJob(this.child, this.limits, this.leftBytes, handlers, this.logger);
    try {
      return await this.job.run(this.jobs, job, signal);
    } finally {
      this.job = null;
      // A short job leaves little behind.
      const isShort = performance.now() - begin < shortMilliseconds && this.jobs % jobsBetweenLooks > 0;
      if (!isShort) await this.retireWhenWorn();
      // A killed process may not write any more when its job has settled.
      if (this.child.killed) await this.gone();
    }
  }

  /** Ends the process when it has nothing to do. */
  async stop(): Promise<void> {
    if (this.child.connected) this.child.disconnect();
    else this.child.kill("SIGKILL");
    await this.gone();
  }

  private async gone(): Promise<void> {
    const isRunning = this.child.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null;
    if (isRunning) await once(this.child, "exit");
  }

  private async retireWhenWorn(): Promise<void> {
    const { pid } = this.child;
    if (!this.isAlive || pid === undefined) return;
    const kept = (await residentBytes(pid)) ?? 0;
    this.leftBytes = Math.max(0, kept - initialBytes);
    if (kept > keptShare * this.limits.memoryBytes || this.jobs >= maximumJobs) this.child.kill("SIGKILL");
  }

  private log(stream: Readable | null): void {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      this.lastOutput = (this.lastOutput + text).slice(-shownOutput);
      this.logger.debug({ parser: this.child.pid, output: text.slice(0, shownOutput) }, "a parser process wrote");
    });
  }
}
