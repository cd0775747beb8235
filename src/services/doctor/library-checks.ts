import type { Transactions } from "../../database/transaction.js";
import { ensureFolders } from "../folders.js";
import { type Check, defineCheck } from "./check.js";

/** Checks what holds documents together: their folders, and the documents that they are inside of. */
export function libraryChecks(transactions: Transactions): Check[] {
  return [
    defineCheck<string>({
      check: "unknown-folders",
      title: "folders that documents stand in, and are not there",
      find: async () => {
        const rows = await transactions.query<{ folder: string }>(
          `SELECT DISTINCT folder FROM document d
           WHERE NOT EXISTS (SELECT 1 FROM folder WHERE folder.name = d.folder) ORDER BY folder`,
        );
        return rows.map(({ folder }) => folder);
      },
      tell: (folder) => folder,
      repair: (folders) => ensureFolders(transactions, folders),
    }),
    defineCheck<{ readonly id: number; readonly title: string }>({
      check: "parts-without-container",
      title: "documents from inside of another that is not there",
      find: () =>
        transactions.query(
          `SELECT id, title FROM document d
           WHERE parent_id IS NULL AND (part_path IS NOT NULL OR depth > 0)
              OR parent_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM document p WHERE p.id = d.parent_id)
           ORDER BY id`,
        ),
      tell: ({ id, title }) => `document ${id}: ${title}`,
      repair: async (found) => {
        await transactions.query(
          "UPDATE document SET parent_id = NULL, part_path = NULL, depth = 0 WHERE id = ANY($1::int[])",
          [found.map(({ id }) => id)],
        );
      },
    }),
  ];
}
