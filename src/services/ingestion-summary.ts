import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { Document } from "../entities/index.js";
import { knownDocuments } from "../policies/document.policy.js";

/** Over how long documents per second are counted. */
const latelySeconds = 60;

/** How the reading of documents goes, over all that a viewer may know of. */
export interface IngestionSummary {
  readonly queued: number;
  readonly paused: number;
  readonly parsing: number;
  readonly embedding: number;
  readonly ready: number;
  readonly failed: number;
  /** Documents whose reading ended, well or not, per second of the last minute. */
  readonly documentsPerSecond: number;
  /** Whether the viewer's own documents, or everybody's, are not read for the time being. */
  readonly isPaused: boolean;
}

/** Counts the documents that a viewer may know of, by where they are. */
export async function summariseIngestion(transactions: Transactions, viewer: Viewer): Promise<IngestionSummary> {
  const known = knownDocuments(viewer);
  const rows = await transactions
    .manager()
    .createQueryBuilder(Document, "document")
    .select("document.status", "status")
    .addSelect("count(*)::int", "count")
    .addSelect(`count(*) FILTER (WHERE document.read_at > now() - interval '${latelySeconds} seconds')::int`, "lately")
    .where(known.sql, known.parameters)
    .groupBy("document.status")
    .getRawMany<{ status: string; count: number; lately: number }>();
  const [pause] = await transactions.query<{ isPaused: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM ingestion_pause WHERE owner_id IS NULL OR owner_id = $1) AS "isPaused"`,
    [viewer.user?.id ?? null],
  );
  const counts = new Map(rows.map(({ status, count }) => [status, count]));
  const of = (status: string): number => counts.get(status) ?? 0;
  return {
    queued: of("queued"),
    paused: of("paused"),
    parsing: of("parsing"),
    embedding: of("embedding"),
    ready: of("ready"),
    failed: of("failed"),
    documentsPerSecond: rows.reduce((total, { lately }) => total + lately, 0) / latelySeconds,
    isPaused: pause?.isPaused ?? false,
  };
}
