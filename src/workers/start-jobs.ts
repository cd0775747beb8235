import type { Transactions } from "../database/transaction.js";
import type { EventRecorder } from "../events/event-recorder.js";
import type { IngestionPipeline } from "../ingestion/pipeline.js";
import type { Logger } from "../observability/logger.js";
import type { Job, JobQueue } from "../queue/job-queue.js";
import type { CurrentSpace } from "../retrieval/current-space.js";
import type { ChunkIndex } from "../retrieval/index.js";
import type { DocumentProgressStream } from "../services/document-progress.js";
import { DocumentReading } from "../services/document-reading.js";
import type { DocumentRemover } from "../services/document-remover.js";
import type { EventService } from "../services/event.service.js";
import { OrphanedFiles } from "../services/orphaned-files.js";
import type { FileStore } from "../storage/file-store.js";
import { ClearRemovedJob } from "./clear-removed.js";
import { IngestDocumentJob } from "./ingest-document.js";
import { RequeueDocumentJob } from "./requeue-document.js";
import { SweepJob } from "./sweep.js";

/** What the jobs of a node work with. */
export interface JobsParts {
  readonly transactions: Transactions;
  readonly files: FileStore;
  readonly queue: JobQueue;
  readonly index: ChunkIndex;
  readonly spaces: CurrentSpace;
  readonly pipeline: IngestionPipeline;
  readonly progress: DocumentProgressStream;
  readonly remover: DocumentRemover;
  readonly recorder: EventRecorder;
  readonly events: EventService;
  readonly logger: Logger;
  /** Whether no other node works on the database, which is then embedded. */
  readonly isAlone: boolean;
  /** How many documents are parsed at once. */
  readonly parsers: number;
  /** Jobs of other rooms. */
  readonly others: readonly Job[];
}

/**
 * Documents that are begun and written while as many as may be are parsed: the more there are, the less each of them
 * costs, since what is ready is written together.
 */
const writtenMeanwhile = 24;

/** Starts the work of this node. Resolves to what ends it: it waits for the jobs that run. */
export async function startJobs(parts: JobsParts): Promise<() => Promise<void>> {
  const { transactions, files, queue, index, spaces, progress, logger, isAlone } = parts;
  const reading = new DocumentReading(transactions, progress, queue, parts.recorder);
  const ingesting = new IngestDocumentJob(parts.pipeline, reading, logger);
  const unlisten = await ingesting.listen(progress);
  const sweep = new SweepJob({
    sql: transactions,
    queue,
    index,
    // Nobody else writes to the embedded database: what is not published yet was left by a process that broke down.
    abandoned: isAlone ? await index.hidden(0) : [],
    spaces,
    reading,
    orphans: new OrphanedFiles({ transactions, files, isAlone }),
    events: parts.events,
    logger,
    isEmbedded: isAlone,
  });
  const jobs = [ingesting, new RequeueDocumentJob(queue), new ClearRemovedJob(parts.remover), ...parts.others, sweep];
  await queue.start(jobs, parts.parsers + writtenMeanwhile);
  return async () => {
    await queue.stop();
    await unlisten();
  };
}
