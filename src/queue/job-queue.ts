import { EventEmitter } from "node:events";
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
  /** When it runs by itself, as a crontab line's time; it runs at the start of a node too. */
  readonly schedule?: string;
  run(payload: unknown, run: JobRun): Promise<void>;
}

/** How a job is queued. */
export interface JobOptions {
  /** A second job with the same key replaces the first while that waits. */
  readonly key: string;
  readonly maximumAttempts?: number;
}

/**
 * The durable queue, in Postgres. Jobs are added in the caller's transaction: they exist exactly when the change that
 * needs them does.
 */
export class JobQueue {
  private runner: Runner | null = null;
  private readonly stopping = new AbortController();
  private readonly workerIds: string[] = [];

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
      "SELECT graphile_worker.add_job($1, payload := $2::json, job_key := $3, max_attempts := $4)",
      [name, JSON.stringify(payload), options.key, options.maximumAttempts ?? 5],
    );
  }

  /** Removes a job that waits; one that runs is left to notice for itself. */
  async remove(key: string): Promise<void> {
    await this.transactions.query("SELECT graphile_worker.remove_job($1)", [key]);
  }

  /** Starts taking jobs, so many at once. */
  async start(jobs: readonly Job[], concurrency: number): Promise<void> {
    const events: WorkerEvents = new EventEmitter();
    events.on("worker:create", ({ worker }) => this.workerIds.push(worker.workerId));
    const taskList: TaskList = Object.fromEntries(
      jobs.map((job) => [
        job.name,
        async (payload: unknown, helpers: { job: { attempts: number; max_attempts: number } }) => {
          const { attempts, max_attempts: maximum } = helpers.job;
          await job.run(payload, { attempt: attempts, lastAttempt: attempts >= maximum, signal: this.stopping.signal });
        },
      ]),
    );
    this.runner = await run({
      pgPool: this.pool,
      taskList,
      concurrency,
      events,
      logger: this.workerLogger(),
      noHandleSignals: true,
      noPreparedStatements: true,
      pollInterval: 2_000,
      crontab: jobs.flatMap(({ name, schedule }) => (schedule === undefined ? [] : [`${schedule} ${name}`])).join("\n"),
    });
    for (const { name, schedule } of jobs) {
      if (schedule !== undefined) await this.add(name, {}, { key: name, maximumAttempts: 1 });
    }
  }

  /** The names under which this node locks jobs. */
  get workers(): readonly string[] {
    return this.workerIds;
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
    await this.runner?.stop();
    this.runner = null;
  }

  private workerLogger(): WorkerLogger {
    return new WorkerLogger(() => (level, message) => {
      if (level === "error") this.logger.error({ queue: message }, "job queue");
      else if (level === "warning") this.logger.warn({ queue: message }, "job queue");
      else this.logger.debug({ queue: message }, "job queue");
    });
  }
}
