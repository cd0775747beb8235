import type { Transactions } from "../database/transaction.js";
import type { Actor, EventRecorder } from "../events/event-recorder.js";

/** A document's place in a workspace. */
export interface Place {
  readonly workspaceId: number;
  readonly documentId: number;
}

/** The places of a document in some workspaces. */
export function placesIn(documentId: number, workspaceIds: readonly number[]): Place[] {
  return workspaceIds.map((workspaceId) => ({ workspaceId, documentId }));
}

/**
 * Attaches documents to workspaces by one statement, in the caller's transaction if any, and resolves to the places that
 * are new. Documents and workspaces that are gone by now are left out.
 */
export async function placeDocuments(
  transactions: Pick<Transactions, "query">,
  places: readonly Place[],
): Promise<Place[]> {
  if (places.length === 0) return [];
  return transactions.query<Place>(
    `INSERT INTO workspace_document (workspace_id, document_id)
     SELECT w.id, d.id FROM unnest($1::int[], $2::int[]) WITH ORDINALITY AS given(workspace_id, document_id, position)
       JOIN workspace w ON w.id = given.workspace_id JOIN document d ON d.id = given.document_id
     ORDER BY given.position
     ON CONFLICT DO NOTHING RETURNING workspace_id AS "workspaceId", document_id AS "documentId"`,
    [places.map(({ workspaceId }) => workspaceId), places.map(({ documentId }) => documentId)],
  );
}

/** The same, told in the event log; in the caller's transaction. */
export async function attachPlaces(
  transactions: Pick<Transactions, "query">,
  events: Pick<EventRecorder, "recordAll">,
  actor: Actor,
  places: readonly Place[],
): Promise<void> {
  const added = new Map<number, number[]>();
  for (const { workspaceId, documentId } of await placeDocuments(transactions, places)) {
    added.set(workspaceId, [...(added.get(workspaceId) ?? []), documentId]);
  }
  await events.recordAll(
    actor,
    "workspace.documentsAttached",
    [...added].map(([id, documentIds]) => ({
      subject: { type: "Workspace", id },
      workspaceId: id,
      data: { documentIds },
    })),
  );
}
