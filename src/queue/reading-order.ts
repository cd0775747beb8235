import type { DocumentPriority } from "../entities/index.js";

/** What the order needs of the database; `Transactions` has it. */
interface Sql {
  query<Row>(statement: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/**
 * How much of the queue a document takes: of one owner's documents that wait, those of high priority get four turns
 * where those of normal priority get one, and these four where those of low priority get one.
 */
const lengths: Readonly<Record<DocumentPriority, number>> = { high: 1, normal: 4, low: 16 };

/** Behind the jobs of other kinds (which have 0): those are short, and wait for nobody's documents. */
const jobPriority = 10;

/**
 * A job may be taken as often as the queue can count: it is taken with others, and counts as taken too when the server
 * breaks down before its turn comes. How often a document was begun is counted with the document.
 */
const mostTakings = 32_767;

const taskId = "(SELECT id FROM graphile_worker._private_tasks WHERE identifier = $2)";
const tagOf = (job: string): string => `floor(extract(epoch FROM ${job}.run_at) * 1000000)::bigint`;
const lengthOf = (priority: string): string =>
  `CASE ${priority} ${Object.entries(lengths)
    .map(([name, length]) => `WHEN '${name}' THEN ${length}`)
    .join(" ")} END`;

/** How far the queue has come: the tag of the document that is next, or, when none waits, of the last one. */
const servedTag = `coalesce(
  (SELECT ${tagOf("job")} FROM graphile_worker._private_jobs job
   WHERE job.is_available AND job.priority = ${jobPriority} AND job.run_at <= now() AND job.task_id = ${taskId}
   ORDER BY job.priority, job.run_at LIMIT 1),
  (SELECT max(last_tag) FROM ingestion_share), 0)`;

/**
 * Queues one job for each document, in an order that is fair to their owners: start-time fair queueing (Goyal, Vin and
 * Cheng 1996), where every owner has a flow for each priority. A document's tag is the last one of its flow, or that
 * which the queue has come to if that is greater, plus its length. Jobs run in the order of the tags: whoever queues
 * one document waits for a few of each other owner's, however many those have.
 *
 * The tag stands in the job's `run_at`, as microseconds since 1970: the queue takes jobs of one priority in that order,
 * and a time so long ago is always due.
 *
 * The documents become QUEUED, or PAUSED, and have no job, while their owner's reading is paused; an attempt that is
 * under way counts for nothing any more.
 *
 * @param name The job; its payload is the document's id and `attempt`, its key {@link readingKey}.
 * @param attempt How often it was tried before.
 */
export async function queueInOrder(
  sql: Sql,
  name: string,
  documentIds: readonly number[],
  attempt: number,
): Promise<void> {
  if (documentIds.length === 0) return;
  await sql.query(
    `WITH asked AS MATERIALIZED (
       SELECT d.id, d.owner_id, d.priority, given.place, ${lengthOf("d.priority")} AS length,
         EXISTS (SELECT 1 FROM ingestion_pause p WHERE p.owner_id = d.owner_id OR p.owner_id IS NULL) AS paused
       FROM unnest($1::int[]) WITH ORDINALITY AS given(id, place) JOIN document d ON d.id = given.id
     ), changed AS (
       UPDATE document d SET status = CASE WHEN asked.paused THEN 'paused' ELSE 'queued' END,
         reading = d.reading + 1, interruptions = 0, progress = NULL, failure_code = NULL, failure_message = NULL
       FROM asked
       WHERE d.id = asked.id AND (d.status <> CASE WHEN asked.paused THEN 'paused' ELSE 'queued' END OR d.progress IS NOT NULL
         OR d.interruptions > 0)
     ), flow AS (
       SELECT owner_id, priority, sum(length)::bigint AS length FROM asked WHERE NOT paused GROUP BY owner_id, priority
     ), served AS MATERIALIZED (
       SELECT ${servedTag} AS tag
     ), share AS (
       INSERT INTO ingestion_share AS held (owner_id, priority, last_tag)
       SELECT owner_id, priority, served.tag + length FROM flow, served ORDER BY owner_id, priority
       ON CONFLICT (owner_id, priority) DO UPDATE SET last_tag = greatest(held.last_tag, (SELECT tag FROM served))
         + (SELECT length FROM flow WHERE flow.owner_id = held.owner_id AND flow.priority = held.priority)
       RETURNING owner_id, priority, last_tag
     ), tagged AS (
       SELECT asked.id, share.last_tag - flow.length
         + sum(asked.length) OVER (PARTITION BY owner_id, priority ORDER BY asked.place) AS tag
       FROM asked JOIN flow USING (owner_id, priority) JOIN share USING (owner_id, priority)
       WHERE NOT asked.paused
     ), spec AS (
       SELECT array_agg((
         $2::text, json_build_object('documentId', id, 'attempt', $3::int), NULL,
         'epoch'::timestamptz + tag * interval '1 microsecond', ${mostTakings}, $2::text || ':' || id, ${jobPriority}, NULL
       )::graphile_worker.job_spec ORDER BY tag) AS jobs
       FROM tagged
     )
     SELECT count(*) FROM spec, LATERAL graphile_worker.add_jobs(spec.jobs, false) WHERE spec.jobs IS NOT NULL`,
    [documentIds, name, attempt],
  );
}

/** The key of the job that reads a document. */
export function readingKey(name: string, documentId: number): string {
  return `${name}:${documentId}`;
}

/**
 * Removes the jobs of documents; one that runs is left to notice for itself. What their owners had of the queue is
 * theirs again.
 */
export async function removeFromOrder(sql: Sql, name: string, documentIds: readonly number[]): Promise<void> {
  if (documentIds.length === 0) return;
  const removed = await sql.query<{ ownerId: number }>(
    `SELECT DISTINCT d.owner_id AS "ownerId" FROM unnest($1::int[]) AS given(id)
       JOIN document d ON d.id = given.id
       CROSS JOIN LATERAL graphile_worker.remove_job($2::text || ':' || given.id) job
     WHERE job.id IS NOT NULL`,
    [documentIds, name],
  );
  if (removed.length === 0) return;
  await sql.query(
    `WITH waiting AS (
       SELECT d.owner_id, d.priority, max(${tagOf("job")}) AS tag
       FROM graphile_worker._private_jobs job JOIN document d ON d.id = (job.payload ->> 'documentId')::int
       WHERE job.is_available AND job.task_id = ${taskId} GROUP BY d.owner_id, d.priority
     )
     UPDATE ingestion_share share SET last_tag = least(share.last_tag, coalesce(
       (SELECT tag FROM waiting WHERE waiting.owner_id = share.owner_id AND waiting.priority = share.priority),
       ${servedTag}))
     WHERE share.owner_id = ANY($1::int[])`,
    [removed.map(({ ownerId }) => ownerId), name],
  );
}
