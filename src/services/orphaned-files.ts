import type { Transactions } from "../database/transaction.js";
import type { FileStore, ListedFile } from "../storage/file-store.js";

/** So many files are looked up by one statement. */
const filesPerStatement = 5_000;
const dayInMilliseconds = 86_400_000;

/** What looking for files without a document needs. */
export interface OrphanedFilesParts {
  readonly transactions: Pick<Transactions, "query">;
  readonly files: Pick<FileStore, "list" | "delete">;
  /** No other process works on this library: what was written before this one started is written to no more. */
  readonly isAlone: boolean;
}

/** Finds files that no document names: a server died before it wrote down what it had stored. */
export class OrphanedFiles {
  private sweptAt: number | null = null;
  private readonly startedAt = Date.now();

  constructor(private readonly parts: OrphanedFilesParts) {}

  /**
   * The files of a listing that no document names, and that were last written before a time. Younger ones may belong to
   * documents that are about to be written down.
   */
  async *among(
    listed: AsyncIterable<ListedFile> | Iterable<ListedFile>,
    before: Date,
  ): AsyncGenerator<ListedFile, void, void> {
    let batch: ListedFile[] = [];
    for await (const file of listed) {
      if (file.modifiedAt < before) batch.push(file);
      if (batch.length < filesPerStatement) continue;
      yield* await this.unnamed(batch);
      batch = [];
    }
    yield* await this.unnamed(batch);
  }

  /**
   * Removes them, at most once a day: all that an earlier process left when nobody else is at work here, else those
   * older than a day. Returns how many.
   */
  async sweep(): Promise<number> {
    const { files, isAlone } = this.parts;
    const isFirst = this.sweptAt === null;
    if (this.sweptAt !== null && Date.now() - this.sweptAt < dayInMilliseconds) return 0;
    this.sweptAt = Date.now();
    const before = new Date(isFirst && isAlone ? this.startedAt : Date.now() - dayInMilliseconds);
    let removed = 0;
    for await (const { key } of this.among(files.list(), before)) {
      await files.delete(key);
      removed += 1;
    }
    return removed;
  }

  private async unnamed(batch: readonly ListedFile[]): Promise<ListedFile[]> {
    if (batch.length === 0) return [];
    const rows = await this.parts.transactions.query<{ key: string }>(
      `SELECT given.key FROM unnest($1::text[]) AS given(key)
       WHERE NOT EXISTS (SELECT 1 FROM document WHERE file_key = given.key)
         AND NOT EXISTS (SELECT 1 FROM document WHERE text_key = given.key)`,
      [batch.map(({ key }) => key)],
    );
    const unnamed = new Set(rows.map(({ key }) => key));
    return batch.filter(({ key }) => unnamed.has(key));
  }
}
