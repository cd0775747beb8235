import type { Transactions } from "../../database/transaction.js";
import type { JobQueue } from "../../queue/job-queue.js";
import {
  type ChunkIndex,
  deleteStrayEmbeddings,
  deleteStrayPostings,
  findStrayEmbeddings,
  findStrayPostings,
  type GenerationKey,
  type StrayEmbedding,
} from "../../retrieval/index.js";
import { queueReadings } from "../reading-queue.js";
import { type Check, defineCheck } from "./check.js";

/** What the checks of the search index work on. */
export interface IndexCheckParts {
  readonly transactions: Transactions;
  readonly index: ChunkIndex;
  readonly queue: JobQueue;
  /** A generation that was written to within this time may be published yet. */
  readonly abandonedAfterSeconds: number;
}

interface Miscounted {
  readonly id: number;
  readonly title: string;
  readonly told: number;
  readonly counted: number;
}

/** Checks that searches find what documents say, and that nothing else is there. */
export function indexChecks({ transactions, index, queue, abandonedAfterSeconds }: IndexCheckParts): Check[] {
  return [
    defineCheck<GenerationKey>({
      check: "hidden-generations",
      title: "chunks that nobody can see",
      find: () => index.hidden(abandonedAfterSeconds),
      tell: ({ documentId, generation }) => `generation ${generation} of document ${documentId}`,
      repair: async () => {
        await index.sweep(abandonedAfterSeconds);
      },
    }),
    defineCheck<number>({
      check: "stray-postings",
      title: "postings of keyword search without chunks",
      find: () => findStrayPostings(transactions),
      tell: (generation) => `generation ${generation}`,
      repair: (generations) => deleteStrayPostings(transactions, generations),
    }),
    defineCheck<StrayEmbedding>({
      check: "stray-embeddings",
      title: "vectors that no search can find",
      find: () => findStrayEmbeddings(transactions),
      tell: ({ chunkId, spaceId, documentId }) => `chunk ${chunkId} of document ${documentId}, in space ${spaceId}`,
      repair: (strays) => deleteStrayEmbeddings(transactions, strays),
    }),
    defineCheck<Miscounted>({
      check: "miscounted-chunks",
      title: "documents whose chunks are not all there",
      find: () =>
        transactions.query<Miscounted>(
          `SELECT d.id, d.title, d.chunk_count AS told, present.count AS counted
           FROM document d
           LEFT JOIN document_generation g ON g.document_id = d.id AND g.generation = d.generation
           CROSS JOIN LATERAL (
             SELECT count(*)::int AS count FROM chunk c WHERE c.document_id = d.id AND c.generation = d.generation
           ) present
           WHERE d.status = 'ready'
             AND (g.generation IS NULL OR d.chunk_count = 0 OR d.chunk_count <> present.count OR g.chunk_count <> present.count)
           ORDER BY d.id`,
        ),
      tell: ({ id, title, told, counted }) => `document ${id}: ${counted} chunks of ${told}: ${title}`,
      repair: (found) =>
        queueReadings(
          queue,
          found.map(({ id }) => id),
        ),
    }),
  ];
}
