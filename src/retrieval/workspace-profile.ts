import type { Sql } from "./sql.js";

/** What a search must know of the documents that it searches. */
export interface WorkspaceProfile {
  readonly documents: number;
  /** Chunks that can be found: N in BM25. */
  readonly chunks: number;
  /** Mean length of a chunk in terms. */
  readonly meanLength: number;
  /** Languages that the documents' words are stemmed in, the commonest first; null stands for none. */
  readonly languages: readonly (string | null)[];
  /** The spaces of vectors that callers supplied with some of the documents. */
  readonly suppliedSpaceIds: readonly number[];
}

/** Common table expression `attached`: a workspace's documents ($1) with the generation of each that is seen. */
export const attachedDocuments = `attached AS MATERIALIZED (
  SELECT d.id AS document_id, d.generation, d.supplied_space_id
  FROM workspace_document wd JOIN document d ON d.id = wd.document_id
  WHERE wd.workspace_id = $1 AND d.generation > 0
)`;

/** Sums up the documents of a workspace; one statement, linear in the number of documents. */
export async function loadWorkspaceProfile(sql: Sql, workspaceId: number): Promise<WorkspaceProfile> {
  const rows = await sql.query<{
    language: string | null;
    documents: number;
    chunks: number;
    terms: number;
    supplied: number[] | null;
  }>(
    `WITH ${attachedDocuments}
     SELECT g.language, count(*)::int AS documents, sum(g.chunk_count)::int AS chunks, sum(g.term_count)::float8 AS terms,
       array_agg(DISTINCT attached.supplied_space_id) FILTER (WHERE attached.supplied_space_id IS NOT NULL) AS supplied
     FROM attached JOIN document_generation g USING (document_id, generation)
     GROUP BY g.language ORDER BY chunks DESC, language`,
    [workspaceId],
  );
  const total = (value: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((sum, row) => sum + value(row), 0);
  const chunks = total((row) => row.chunks);
  return {
    documents: total((row) => row.documents),
    chunks,
    meanLength: chunks === 0 ? 1 : Math.max(1, total((row) => row.terms) / chunks),
    languages: rows.map((row) => row.language),
    suppliedSpaceIds: [...new Set(rows.flatMap((row) => row.supplied ?? []))],
  };
}
