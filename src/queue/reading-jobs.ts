/** What these statements need of the database; `Transactions` has it. */
interface Sql {
  query<Row>(statement: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** A job about a document that is not there. */
export interface StrayJob {
  readonly id: string;
  readonly task: string;
  readonly documentId: number;
}

const jobs = `SELECT job.id, task.identifier AS task, (job.payload ->> 'documentId')::int AS document_id, job.locked_at
  FROM graphile_worker._private_jobs job JOIN graphile_worker._private_tasks task ON task.id = job.task_id
  WHERE task.identifier = ANY($1::text[])`;

/** The documents that wait to be read, or are being read, and that no job of the given names is about. */
export async function findWithoutJob(sql: Sql, tasks: readonly string[]): Promise<{ id: number; title: string }[]> {
  return sql.query(
    `WITH job AS MATERIALIZED (${jobs})
     SELECT id, title FROM document d WHERE status IN ('queued', 'parsing', 'embedding')
       AND NOT EXISTS (SELECT 1 FROM job WHERE job.document_id = d.id)
     ORDER BY id`,
    [tasks],
  );
}

/** The jobs of the given names whose document is not there. */
export async function findStrayJobs(sql: Sql, tasks: readonly string[]): Promise<StrayJob[]> {
  return sql.query(
    `WITH job AS MATERIALIZED (${jobs})
     SELECT id, task, document_id AS "documentId" FROM job
     WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.id = job.document_id)
     ORDER BY id`,
    [tasks],
  );
}

/** Deletes jobs; those that run, only when nobody is there to run them. */
export async function deleteJobs(sql: Sql, ids: readonly string[], isAlone: boolean): Promise<void> {
  await sql.query(
    "DELETE FROM graphile_worker._private_jobs WHERE id = ANY($1::bigint[]) AND (locked_at IS NULL OR $2)",
    [ids, isAlone],
  );
}
