import DataLoader from "dataloader";
import { In } from "typeorm";
import type { Transactions } from "../database/transaction.js";
import { Crawl, CrawlPage, Document, DocumentSyncRun, DocumentWatch } from "../entities/index.js";
import { NestedList } from "./nested-list.js";

/** Reads that are batched, of what belongs to documents from the web and to crawls. */
export interface WebLoaders {
  /** How a document's source is watched; null when it is not. */
  readonly documentWatch: DataLoader<number, DocumentWatch | null>;
  /** The last look at a document's source; null when there was none. */
  readonly lastSyncRun: DataLoader<number, DocumentSyncRun | null>;
  /** The looks at a document's source. */
  readonly documentSyncRuns: NestedList<DocumentSyncRun>;
  /** The pages of a crawl. */
  readonly crawlPages: NestedList<CrawlPage>;
  /** How many pages a crawl has in each state. */
  readonly crawlPageCounts: DataLoader<number, ReadonlyMap<string, number>>;
}

/** The same for one request. Whoever has the document, or the crawl, may know of all this. */
export function createWebLoaders(transactions: Transactions): WebLoaders {
  return { ...syncLoaders(transactions), ...crawlLoaders(transactions) };
}

function crawlLoaders(transactions: Transactions): Pick<WebLoaders, "crawlPages" | "crawlPageCounts"> {
  return {
    crawlPages: new NestedList<CrawlPage>(transactions, {
      item: CrawlPage,
      parent: Crawl,
      belongs: "item.crawl_id = parent.id",
      parentIdOf: (page) => page.crawlId,
    }),
    crawlPageCounts: new DataLoader<number, ReadonlyMap<string, number>>(async (ids) => {
      const rows = await transactions.query<{ crawlId: number; status: string; count: number }>(
        `SELECT crawl_id AS "crawlId", status, count(*)::int AS count FROM crawl_page WHERE crawl_id = ANY($1::int[])
         GROUP BY 1, 2`,
        [ids],
      );
      return ids.map((id) => {
        const own = rows.filter(({ crawlId }) => crawlId === id);
        return new Map(own.map(({ status, count }) => [status, count]));
      });
    }),
  };
}

function syncLoaders(transactions: Transactions): Omit<WebLoaders, "crawlPages" | "crawlPageCounts"> {
  const manager = () => transactions.manager();
  const byDocument = <T extends { readonly documentId: number }>(ids: readonly number[], rows: readonly T[]) => {
    const found = new Map(rows.map((row) => [row.documentId, row]));
    return ids.map((id) => found.get(id) ?? null);
  };
  return {
    documentWatch: new DataLoader<number, DocumentWatch | null>(async (ids) =>
      byDocument(
        ids,
        await manager()
          .getRepository(DocumentWatch)
          .findBy({ documentId: In([...ids]) }),
      ),
    ),
    lastSyncRun: new DataLoader<number, DocumentSyncRun | null>(async (ids) => {
      const runs = await manager()
        .createQueryBuilder(DocumentSyncRun, "run")
        .distinctOn(["run.documentId"])
        .where("run.documentId = ANY(:ids)", { ids })
        .orderBy("run.documentId")
        .addOrderBy("run.id", "DESC")
        .getMany();
      return byDocument(ids, runs);
    }),
    documentSyncRuns: new NestedList<DocumentSyncRun>(transactions, {
      item: DocumentSyncRun,
      parent: Document,
      belongs: "item.document_id = parent.id",
      parentIdOf: (run) => run.documentId,
    }),
  };
}
