import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { migrations } from "../../migrations/index.js";
import { openDatabase } from "../../src/database/data-source.js";
import { entities } from "../../src/entities/index.js";
import { createLogger } from "../../src/observability/logger.js";
import { testEnvironment } from "./env.js";

const program = fileURLToPath(new URL("../../src/cli.js", import.meta.url));

/** Where a library is: the settings of its servers that say so. */
export interface StoredLibrary {
  readonly DATA_DIR: string;
  /** Left out: the embedded database in the data folder. Then no server may be running. */
  readonly DATABASE_URL?: string;
}

/**
 * What became of each document, by the external id or path of the outermost and the paths inside of it: its status, the
 * code of its failure, the number of its chunks, and hashes of these, their vectors, and what keyword search has of them.
 */
export async function outcomesOf({ DATA_DIR, DATABASE_URL }: StoredLibrary): Promise<ReadonlyMap<string, string>> {
  const database = await openDatabase({
    ...(DATABASE_URL === undefined ? { dataDir: DATA_DIR } : { url: DATABASE_URL }),
    poolSize: 1,
    logger: createLogger("silent"),
    entities,
    migrations,
  });
  try {
    const { rows } = await database.pool.query<{ path: string; outcome: string }>(
      `WITH RECURSIVE named AS (
         SELECT id, coalesce(external_id, folder || '/' || name) AS path FROM document WHERE parent_id IS NULL
         UNION ALL SELECT d.id, named.path || '/' || d.part_path FROM document d JOIN named ON d.parent_id = named.id
       )
       SELECT path, concat_ws(' ', d.status, d.failure_code, d.chunk_count, (
         SELECT md5(string_agg(concat_ws('|', c.position, c.text, e.embedding::text), '|' ORDER BY c.position))
         FROM chunk c LEFT JOIN chunk_embedding e ON e.chunk_id = c.id
         WHERE c.document_id = d.id AND c.generation = d.generation
       ), (
         SELECT md5(string_agg(concat_ws('|', p.segment, p.term, p.entries::text), '|' ORDER BY p.segment, p.term))
         FROM posting p WHERE p.document_id = d.id AND p.generation = d.generation
       )) AS outcome
       FROM named JOIN document d USING (id) ORDER BY path`,
    );
    return new Map(rows.map(({ path, outcome }) => [path, outcome]));
  } finally {
    await database.close();
  }
}

/**
 * What `docent doctor --all` finds wrong, a line each. No server may be running. On Postgres files that no document names
 * are left out: of a server that was killed they are kept for a day, since another may be about to write them down.
 */
export function examine(library: StoredLibrary): string[] {
  const { stdout, stderr } = spawnSync(process.execPath, [program, "doctor", "--all", "--json"], {
    cwd: library.DATA_DIR,
    env: { PATH: testEnvironment.path, ...library },
    encoding: "utf8",
  });
  if (stdout === "") throw new Error(stderr);
  const reports = JSON.parse(stdout) as { readonly check: string; readonly found: readonly string[] }[];
  return reports
    .filter(({ check }) => library.DATABASE_URL === undefined || check !== "files-without-document")
    .flatMap(({ check, found }) => found.map((line) => `${check}: ${line}`));
}
