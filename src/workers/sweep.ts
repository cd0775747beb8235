import type { Logger } from "../observability/logger.js";
import { sweepCredentials } from "../auth/sweep-credentials.js";
import { sweepCounters } from "../limits/index.js";
import type { Job, JobQueue } from "../queue/job-queue.js";
import type { CurrentSpace } from "../retrieval/current-space.js";
import {
  type ChunkIndex,
  ensureVectorIndex,
  type GenerationKey,
  listSuppliedSpaces,
  type Sql,
} from "../retrieval/index.js";
import type { EventService } from "../services/event.service.js";
import type { DocumentReading } from "../services/document-reading.js";
import type { OrphanedFiles } from "../services/orphaned-files.js";

/** What the sweep works on. */
export interface SweepParts {
  readonly sql: Sql;
  readonly queue: Pick<JobQueue, "releaseAbandoned">;
  readonly index: ChunkIndex;
  /** Generations that nobody sees, and nobody writes to any more; of others that is known after an hour. */
  readonly abandoned: readonly GenerationKey[];
  readonly spaces: CurrentSpace;
  readonly reading: DocumentReading;
  readonly orphans: Pick<OrphanedFiles, "sweep">;
  readonly events: Pick<EventService, "sweep">;
  readonly logger: Logger;
  /** The embedded database has no autovacuum, and serves nobody while it builds an index. */
  readonly isEmbedded: boolean;
}

/** From so many vectors on, an index is worth its upkeep: workspaces with fewer are searched exactly anyway. */
const indexFromVectors = 10_000;

/** Every ten minutes, and at the start: removes what nobody can see, and keeps what is searched in good order. */
export class SweepJob implements Job {
  readonly name = "sweep";
  readonly schedule = "*/10 * * * *";
  private readonly abandoned: GenerationKey[];

  constructor(private readonly parts: SweepParts) {
    this.abandoned = [...parts.abandoned];
  }

  async run(): Promise<void> {
    const { sql, queue, index, spaces, reading, orphans, events, logger, isEmbedded } = this.parts;
    // A node that is gone may have taken jobs after the others looked.
    await queue.releaseAbandoned(false);
    for (const key of this.abandoned.splice(0)) await index.discard(key);
    const swept = await index.sweep();
    const forgotten = await orphans.sweep();
    if (forgotten > 0) logger.info({ forgotten }, "removed files that belong to no document");
    const counters = await sweepCounters(sql);
    if (counters > 0) logger.debug({ counters }, "swept counters whose window is over");
    const credentials = await sweepCredentials(sql);
    if (credentials > 0) logger.debug({ credentials }, "swept sessions and one-time tokens that are over");
    const removed = await events.sweep();
    if (removed > 0) logger.info({ removed }, "removed events whose time is over");
    const space = await spaces.get();
    const queued = await reading.queueOutdated(space.id);
    if (swept + queued > 0)
      logger.info({ swept, queued }, "swept old chunks, and queued documents for the present embedding space");
    if (isEmbedded) {
      await sql.query("ANALYZE");
      return;
    }
    for (const one of [space, ...(await listSuppliedSpaces(sql))]) {
      const [row] = await sql.query<{ count: number }>(
        "SELECT count(*)::int AS count FROM (SELECT 1 FROM chunk_embedding WHERE space_id = $1 LIMIT $2) AS counted",
        [one.id, indexFromVectors],
      );
      if ((row?.count ?? 0) >= indexFromVectors) await ensureVectorIndex(sql, one, true);
    }
  }
}
