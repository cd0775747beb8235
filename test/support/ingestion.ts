import { data, type Target } from "./graphql-client.js";

const state =
  "id status priority chunkCount readAt failure { code message } progress { attempt nextAttemptAt chunks characters bytesRead bytesTotal }";

/** A document, as far as its reading goes. */
export interface ReadingState {
  readonly id: string;
  readonly status: string;
  readonly priority: string;
  readonly chunkCount: number;
  readonly readAt: string | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
  readonly progress: {
    readonly attempt: number;
    readonly nextAttemptAt: string | null;
    readonly chunks: number;
    readonly characters: number;
    readonly bytesRead: number;
    readonly bytesTotal: number;
  };
}

/** What became of documents that were named together. */
export interface SteeredStates {
  readonly documents: readonly ReadingState[];
  /** Those with which there was nothing to do. */
  readonly unchanged: readonly { readonly id: string }[];
}

/** Has documents read again. */
export const reprocess =
  "mutation ($input: ReprocessDocumentsInput!) { reprocessDocuments(input: $input) { documents { id } } }";

/** How the reading of a document goes. */
export async function look(target: Target, id: string): Promise<ReadingState> {
  const { document } = await data<{ document: ReadingState }>(
    target,
    `query ($id: ID!) { document(by: { id: $id }) { ${state} } }`,
    { id },
  );
  return document;
}

/** Runs a mutation that steers the reading of documents, or of all of them. */
export async function steer(
  target: Target,
  name: string,
  ids: readonly string[] = [],
  more = "",
): Promise<SteeredStates> {
  if (ids.length === 0) {
    await data(target, `mutation { ${name} { isPaused } }`);
    return { documents: [], unchanged: [] };
  }
  const answer = await data<Record<string, SteeredStates>>(
    target,
    `mutation ($ids: [ID!]!) { ${name}(documentIds: $ids ${more}) { documents { ${state} } unchanged { id } } }`,
    { ids },
  );
  return answer[name] ?? { documents: [], unchanged: [] };
}

/** How the reading of all documents goes that somebody may see. */
export async function summaryOf(target: Target): Promise<Record<string, unknown>> {
  const { ingestionSummary } = await data<{ ingestionSummary: Record<string, unknown> }>(
    target,
    "{ ingestionSummary { queued paused parsing embedding ready failed documentsPerSecond isPaused } }",
  );
  return ingestionSummary;
}
