import { randomUUID } from "node:crypto";
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

/** A document that was sent along with the question. It is in no library: what is known of it is this. */
export interface AttachedDocument {
  /** The file name that it came with. */
  readonly name: string;
  readonly mime: string;
  readonly text: string;
  /** Whether there is more of it than this. */
  readonly isCut: boolean;
}

/** What is told of a source's document. */
export type SourceDocument = Pick<
  Document,
  | "uuid"
  | "title"
  | "name"
  | "folder"
  | "author"
  | "description"
  | "source"
  | "createdAt"
  | "wordCount"
  | "tokenCount"
  | "metadata"
> & {
  /** Null: it is in no library. */
  readonly id: number | null;
};

/** A passage on its way to the model, with its document; `number` is given to those that fit. */
export interface Source extends Omit<PassageHit, "documentId"> {
  readonly document: SourceDocument;
  /** Whether it is only the beginning of what was meant. */
  readonly isCut: boolean;
}

/** What an answer may rest on. */
export interface Sources {
  /** What is given whole, as far as it fits: attached documents, then those that are pinned. */
  readonly pinned: readonly Source[];
  readonly found: readonly Source[];
}

/** Where citations say that attached documents stand; no folder of the library. */
const attachedFolder = "attachments";
/** Longer citations, which only pinned documents have, are stored and shown up to here. */
const longestCitation = 2_000;

/** Gathers what an answer may rest on: attached documents, pinned ones, then this turn's hits in other documents. */
export async function gatherSources(
  tools: {
    readonly transactions: Transactions;
    readonly retriever: PassageSearch;
    readonly pinnedDocuments: PinnedDocuments;
  },
  workspace: Workspace,
  query: string,
  attached: readonly AttachedDocument[],
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
    return document === undefined ? [] : [{ ...hit, document, isCut: false }];
  };
  return {
    pinned: [...attached.map(attachedSource), ...pinned.map(hitOf).flatMap(withDocument)],
    found: found.flatMap(withDocument),
  };
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
    truncated: source.isCut,
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
  return { documentId, ...wholeText(text), foundBy: FoundBy.PINNED };
}

function attachedSource({ name, mime, text, isCut }: AttachedDocument): Source {
  const document: SourceDocument = {
    id: null,
    uuid: randomUUID(),
    title: name,
    name,
    folder: attachedFolder,
    author: null,
    description: null,
    source: null,
    createdAt: new Date(),
    wordCount: null,
    tokenCount: null,
    metadata: { mime },
  };
  return { ...wholeText(text), foundBy: FoundBy.ATTACHED, document, isCut };
}

function wholeText(text: string) {
  return { text, page: null, headingPath: [], characterStart: 0, characterEnd: text.length, score: 1 };
}
