import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import type { Document } from "../entities/index.js";
import { ForbiddenError } from "../errors/index.js";
import { mayRemoveDocument } from "../policies/document.policy.js";
import { changeableDocuments } from "./changeable-documents.js";
import type { DocumentRemover } from "./document-remover.js";

/** Removes documents, with all that was made of them. */
export class DocumentRemovalService {
  constructor(
    private readonly transactions: Transactions,
    private readonly remover: Pick<DocumentRemover, "remove">,
  ) {}

  /**
   * Removes documents from the library and from every workspace, with all that is inside of them and all that was made
   * of them. Resolves to the documents that were asked for.
   * @throws NotFoundError when one of them is unknown, ForbiddenError when one may not be removed; none is removed then.
   */
  async delete(viewer: Viewer, ids: readonly number[]): Promise<Document[]> {
    // Whoever reads, moves or removes the same documents locks their rows in an order of its own.
    return this.transactions.run(
      async () => {
        const documents = await changeableDocuments(this.transactions, viewer, ids);
        if (!mayRemoveDocument(viewer, await this.placesInside(ids))) {
          throw new ForbiddenError(
            "Documents are removed by credentials that reach the workspaces of all that is inside of them.",
          );
        }
        await this.remover.remove(viewer, ids);
        return documents;
      },
      { retries: 3 },
    );
  }

  /** The workspaces that documents inside of others are attached to. */
  private async placesInside(ids: readonly number[]): Promise<number[]> {
    const rows = await this.transactions.query<{ workspaceId: number }>(
      `WITH RECURSIVE inside AS (
         SELECT id FROM document WHERE parent_id = ANY($1::int[])
         UNION SELECT d.id FROM document d JOIN inside ON d.parent_id = inside.id
       )
       SELECT DISTINCT workspace_id AS "workspaceId" FROM workspace_document WHERE document_id IN (SELECT id FROM inside)`,
      [ids],
    );
    return rows.map(({ workspaceId }) => workspaceId);
  }
}
