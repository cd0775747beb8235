import { EventEmitter } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import {
  Logger as WorkerLogger,
  type Runner,
  run,
  runMigrations,
  type TaskList,
  type WorkerEvents,
} from "graphile-worker";
import type { Pool } from "pg";
import type { Transactions } from "../database/transaction.js";
import type { Logger } from "../observability/logger.js";
import { patientPool } from "./patient-pool.js";
import { queueInOrder, removeFromOrder } from "./reading-order.js";

/** What a job is given beside its payload. */
export interface JobRun {
  /** Counts from 1. */
  readonly attempt: number;
  readonly lastAttempt: boolean;
  /** Fires when the node stops. */
  readonly signal: AbortSignal;
}

/** One kind of job: checks its payload and does the work. A throw is retried with backoff. */
export interface Job {
  readonly name: string;
  /** Whether it reads documents, of which many may wait: these take no turns from other jobs, nor those from them. */
  readonly isReading?: boolean;
  /** When it runs by itself, as a crontab line's time; it runs at the start of a node too. */
  readonly schedule?: string;
  run(payload: unknown, run: JobRun): Promise<void>;
}

/** How a job is queued. */
export interface JobOptions {
  /** A second job with the same key replaces the first while that waits. */
  readonly key: string;
  readonly maximumAttempts?: number;
  /** How long it waits at least; 0 by default. */
  readonly delayMilliseconds?: number;
}

/** Jobs of other kinds that run at once. */
const otherJobs = 3;
/** Jobs that are taken from the database at once, and done one after the other. */
const takenAtOnce = 16;
/** Documents that one statement queues at most, so that others are served in between. */
const queuedAtOnce = 2_000;
/** Documents that are queued between two tidyings of the queue's table. */
const tidyAfter = 1_000;
/**
 * Jobs that end within this time, in milliseconds, are written down by one statement. One that is done, but not deleted, is
 * done again. Without a delay nobody would hear that a failure could not be written down, and unheard errors end the process.
 */
const endedTogether = { completeJobBatchDelay: 20, failJobBatchDelay: 20 };
/** How long a queue that stopped by itself leaves the database alone between two attempts to start again. */
const pauseMilliseconds = 1_000;

/** A runner, with the name under which its workers lock jobs. */
interface Started {
  readonly runner: Runner;
  readonly poolId: string;
}

/**
 * The durable queue, in Postgres. Jobs are added in the caller's transaction: they exist exactly when the change that
 * needs them does.
 */
export class JobQueue {
  private readonly runners = new Set<Runner>();
  private readonly stopping = new AbortController();
  /** The names of the pools of workers that run. */
  private readonly poolIds = new Set<string>();
  private tellWorkers: (workers: readonly string[]) => Promise<void> = async () => undefined;
  private addedSinceTidy = 0;

  constructor(
    private readonly pool: Pool,
    private readonly transactions: Transactions,
    private readonly logger: Logger,
  ) {}

  /** Creates or upgrades the queue's own tables. */
  async migrate(): Promise<void> {
    await runMigrations({ pgPool: this.pool, logger: this.workerLogger(), noPreparedStatements: true });
  }

  async add(name: string, payload: Readonly<Record<string, unknown>>, options: JobOptions): Promise<void> {
    await this.transactions.query(
      "SELECT graphile_worker.add_job($1, payload := $2::json, job_key := $3, max_attempts := $4, run_at := now() + $5 * interval '1 millisecond')",
      [name, JSON.stringify(payload), options.key, options.maximumAttempts ?? 5, options.delayMilliseconds ?? 0],
    );
  }

  /**
   * Queues a job for each of some documents, in an order that is fair to their owners: see {@link queueInOrder}. The
   * payload is `documentId` and `attempt`. A document's job that waits is replaced.
   */
  async addForDocuments(name: string, documentIds: readonly number[], attempt = 0): Promise<void> {
    for (let at = 0; at < documentIds.length; at += queuedAtOnce) {
      await queueInOrder(this.transactions, name, documentIds.slice(at, at + queuedAtOnce), attempt);
    }
    this.addedSinceTidy += documentIds.length;
    if (this.addedSinceTidy < tidyAfter) return;
    this.addedSinceTidy = 0;
    this.transactions.afterCommit(() => this.tidy());
  }

  /** Removes the jobs of documents; one that runs is left to notice for itself. Call it while the documents exist. */
  async removeForDocuments(name: string, documentIds: readonly number[]): Promise<void> {
    await removeFromOrder(this.transactions, name, documentIds);
  }

  /** Removes a job that waits; one that runs is left to notice for itself. */
  async remove(key: string): Promise<void> {
    await this.transactions.query("SELECT graphile_worker.remove_job($1)", [key]);
  }

  /**
   * Starts taking jobs.
   * @param readings How many jobs that read documents run at once; of others, a few do.
   */
  async start(jobs: readonly Job[], readings: number): Promise<void> {
    const reading = jobs.filter(({ isReading }) => isReading === true);
    const others = jobs.filter((job) => !reading.includes(job));
    const size = Math.max(readings, takenAtOnce);
    if (reading.length > 0) await this.keepRunning(() => this.startRunner(reading, readings, { localQueue: { size } }));
    if (others.length > 0) await this.keepRunning(() => this.startRunner(others, otherJobs, {}));
    for (const { name, schedule } of jobs) {
      if (schedule !== undefined) await this.add(name, {}, { key: name, maximumAttempts: 1 });
    }
  }

  /** Hands out the names under which this node locks jobs: at once, and whenever they have changed. */
  async announce(tell: (workers: readonly string[]) => Promise<void>): Promise<void> {
    this.tellWorkers = tell;
    await tell([...this.poolIds]);
  }

  /**
   * Gives back the jobs that are locked by no registered node, so that they are taken again at once. A lock of the last
   * seconds is left alone, since its node may not have told its workers' names yet; unless this process is alone.
   */
  async releaseAbandoned(isAlone: boolean): Promise<void> {
    await this.transactions.query(
      `SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT locked_by))
       FROM graphile_worker._private_jobs
       WHERE locked_by IS NOT NULL AND ($1 OR locked_at < now() - interval '10 seconds')
         AND NOT EXISTS (SELECT 1 FROM cluster_node WHERE locked_by = ANY (worker_ids))
       HAVING count(*) > 0`,
      [isAlone],
    );
  }

  /** Lets running jobs know, waits for them, and takes no more. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all([...this.runners].map((runner) => runner.stop()));
  }

  /**
   * Starts a runner, and another when it ends by itself, as it does when the database fails while it writes down how a job
   * went. The jobs that it had locked are abandoned then, and taken again.
   * @throws what the first start throws.
   */
  private async keepRunning(start: () => Promise<Started>): Promise<void> {
    const { runner, poolId } = await start();
    // The queue was stopped while this one started.
    if (this.stopping.signal.aborted) return runner.stop();
    this.runners.add(runner);
    void this.restartAfter(runner, poolId, start);
  }

  private async restartAfter(runner: Runner, poolId: string, start: () => Promise<Started>): Promise<void> {
    const reason = await runner.promise.then(() => null, String);
    this.runners.delete(runner);
    this.poolIds.delete(poolId);
    if (this.stopping.signal.aborted) return;
    this.logger.error({ reason }, "the job queue stopped by itself, and starts again");
    await this.pause();
    await this.untilDone("start again", () => this.keepRunning(start));
    await this.untilDone("make its workers known", () => this.tellWorkers([...this.poolIds]));
  }

  /** Tries something until it succeeds, or the queue is stopped. */
  private async untilDone(name: string, act: () => Promise<void>): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        return await act();
      } catch (error) {
        this.logger.error({ err: error }, `the job queue could not ${name}`);
        await this.pause();
      }
    }
  }

  /** Lets the database recover; stopping the queue ends it early. */
  private async pause(): Promise<void> {
    await delay(pauseMilliseconds, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  private async startRunner(
    jobs: readonly Job[],
    concurrency: number,
    options: Pick<GraphileConfig.WorkerOptions, "localQueue">,
  ): Promise<Started> {
    const events: WorkerEvents = new EventEmitter();
    let poolId = "";
    events.on("pool:create", ({ workerPool }) => {
      poolId = workerPool.id;
      this.poolIds.add(poolId);
    });
    const taskList: TaskList = Object.fromEntries(
      jobs.map((job) => [
        job.name,
        async (payload: unknown, helpers: { job: { attempts: number; max_attempts: number } }) => {
          const { attempts, max_attempts: maximum } = helpers.job;
          await job.run(payload, { attempt: attempts, lastAttempt: attempts >= maximum, signal: this.stopping.signal });
        },
      ]),
    );
    const runner = await run({
      pgPool: patientPool(this.pool, this.logger, this.stopping.signal),
      taskList,
      events,
      logger: this.workerLogger(),
      noHandleSignals: true,
      noPreparedStatements: true,
      pollInterval: 2_000,
      preset: { worker: { concurrentJobs: concurrency, ...endedTogether, ...options } },
      crontab: jobs.flatMap(({ name, schedule }) => (schedule === undefined ? [] : [`${schedule} ${name}`])).join("\n"),
    }).catch((error: unknown) => {
      this.poolIds.delete(poolId);
      throw error;
    });
    return { runner, poolId };
  }

  /**
   * Takes dead rows out of the table, and counts the others. Without the right count the first job is found by sorting
   * all that wait; the embedded database does neither by itself.
   */
  private async tidy(): Promise<void> {
    await this.pool.query("VACUUM (ANALYZE) graphile_worker._private_jobs");
  }

  private workerLogger(): WorkerLogger {
    return new WorkerLogger(() => (level, message) => {
      if (level === "error") this.logger.error({ queue: message }, "job queue");
      // Jobs hold no connection while they work: that more of them run than there are connections is meant.
      else if (level === "warning" && !message.includes("maxPoolSize"))
        this.logger.warn({ queue: message }, "job queue");
      else this.logger.debug({ queue: message }, "job queue");
    });
  }
}
