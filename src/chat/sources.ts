import { In } from "typeorm";
import type { Transactions } from "../database/transaction.js";
import { type Citation, Document, FoundBy, type SearchMode, type Workspace } from "../entities/index.js";

/** What the engine asks retrieval. */
export interface PassageRequest {
  readonly workspaceId: number;
  readonly query: string;
  readonly topN: number;
  readonly similarityThreshold: number;
  readonly mode: SearchMode;
  readonly groupBy: "chunk";
  readonly signal: AbortSignal;
}

/** A passage that retrieval found. */
export interface PassageHit {
  readonly documentId: number;
  readonly text: string;
  readonly page: number | null;
  readonly headingPath: readonly string[];
  readonly characterStart: number;
  readonly characterEnd: number;
  readonly score: number;
  readonly foundBy: FoundBy;
}

/** Retrieval, as far as the engine needs it. */
export interface PassageSearch {
  search(request: PassageRequest): Promise<{ readonly hits: readonly PassageHit[] }>;
}

/** A document that is always given to the model whole, as far as it fits. */
export interface PinnedDocument {
  readonly documentId: number;
  readonly text: string;
}

/** The pinned documents of a workspace, in the order in which they are given to the model. */
export type PinnedDocuments = (workspaceId: number, signal: AbortSignal) => Promise<readonly PinnedDocument[]>;

/** A passage on its way to the model, with its document; `number` is given to those that fit. */
export interface Source extends PassageHit {
  readonly document: Document;
}

/** What an answer may rest on. */
export interface Sources {
  readonly pinned: readonly Source[];
  readonly found: readonly Source[];
}

/** Longer citations, which only pinned documents have, are stored and shown up to here. */
const longestCitation = 2_000;

/** Gathers what an answer may rest on: pinned documents first, then this turn's hits in other documents. */
export async function gatherSources(
  tools: {
    readonly transactions: Transactions;
    readonly retriever: PassageSearch;
    readonly pinnedDocuments: PinnedDocuments;
  },
  workspace: Workspace,
  query: string,
  signal: AbortSignal,
): Promise<Sources> {
  const [pinned, { hits }] = await Promise.all([
    tools.pinnedDocuments(workspace.id, signal),
    tools.retriever.search({
      workspaceId: workspace.id,
      query,
      topN: workspace.topN,
      similarityThreshold: workspace.similarityThreshold,
      mode: workspace.searchMode,
      groupBy: "chunk",
      signal,
    }),
  ]);
  const pinnedIds = new Set(pinned.map(({ documentId }) => documentId));
  const found = hits.filter(({ documentId }) => !pinnedIds.has(documentId));
  const ids = new Set([...pinnedIds, ...found.map(({ documentId }) => documentId)]);
  const documents =
    ids.size === 0
      ? []
      : await tools.transactions
          .manager()
          .getRepository(Document)
          .findBy({ id: In([...ids]) });
  const byId = new Map(documents.map((document) => [document.id, document]));
  // A document that was deleted meanwhile is no source any more.
  const withDocument = (hit: PassageHit): Source[] => {
    const document = byId.get(hit.documentId);
    return document === undefined ? [] : [{ ...hit, document }];
  };
  return { pinned: pinned.map(hitOf).flatMap(withDocument), found: found.flatMap(withDocument) };
}

/** The citation of a source that was given to the model under a number. */
export function citationOf(source: Source, number: number): Citation {
  const { document } = source;
  return {
    number,
    documentId: document.id,
    documentUuid: document.uuid,
    title: document.title,
    text: source.text.slice(0, longestCitation),
    page: source.page,
    headingPath: [...source.headingPath],
    characterStart: source.characterStart,
    characterEnd: source.characterEnd,
    score: source.score,
    foundBy: source.foundBy,
    document: {
      name: document.name,
      folder: document.folder,
      author: document.author,
      description: document.description,
      source: document.source,
      createdAt: document.createdAt.toISOString(),
      wordCount: document.wordCount,
      tokenCount: document.tokenCount,
      metadata: document.metadata,
    },
  };
}

function hitOf({ documentId, text }: PinnedDocument): PassageHit {
  return {
    documentId,
    text,
    page: null,
    headingPath: [],
    characterStart: 0,
    characterEnd: text.length,
    score: 1,
    foundBy: FoundBy.PINNED,
  };
}
