import type { ApiClient } from "./api-client.js";
import { multipartOf, type OutgoingFile } from "./multipart.js";

/** A file by its external id, and what its content is told by. */
export interface ExternalFile {
  readonly externalId: string;
  readonly contentHash: string;
}

/** A file on its way into the library. */
export interface FileToUpload extends ExternalFile, OutgoingFile {
  /** Where it stands below its folder, segments joined by `/`. */
  readonly path: string;
}

/** What holds of all files of an upload. */
export interface UploadFacts {
  /** The library's folder that stands for the one that is sent. */
  readonly folder: string;
  readonly workspaceIds: readonly string[];
}

/** What became of a file. */
export interface UploadResult {
  readonly outcome: "CREATED" | "UPDATED" | "UNCHANGED" | "REUSED" | "FAILED";
  readonly error: { readonly code: string; readonly message: string; readonly field: string | null } | null;
}

/** A document of the library, as far as a sync needs to know it. */
export interface SyncedDocument {
  readonly id: string;
  readonly externalId: string;
  readonly status: string;
  readonly failure: { readonly code: string; readonly message: string } | null;
  readonly attachments: readonly { readonly workspace: { readonly id: string } }[];
}

/** The operations that the sync is made of. */
export class LibraryApi {
  constructor(private readonly client: ApiClient) {}

  /** The id of a workspace, by its slug, number or id; null when there is none that the key knows. */
  async workspaceId(reference: string): Promise<string | null> {
    const { workspace } = await this.client.ask<{ workspace: { id: string } | null }>(
      "query ($by: WorkspaceReferenceInput!) { workspace(by: $by) { id } }",
      { by: { reference } },
    );
    return workspace?.id ?? null;
  }

  /** The external ids, of at most 1,000 files, whose content has to be sent. */
  async changedAmong(documents: readonly ExternalFile[]): Promise<Set<string>> {
    const { changedDocuments } = await this.client.ask<{ changedDocuments: string[] }>(
      "query ($documents: [ExternalDocumentInput!]!) { changedDocuments(documents: $documents) }",
      { documents },
    );
    return new Set(changedDocuments);
  }

  /** Sends at most 1,000 files in one request; resolves to what became of each, in order. */
  async upload(files: readonly FileToUpload[], facts: UploadFacts): Promise<readonly UploadResult[]> {
    const items = files.map(({ externalId, contentHash, path }) => ({ file: null, externalId, contentHash, path }));
    const places = files.map((_, index) => `variables.input.items.${index}.file`);
    const query = `mutation ($input: UploadDocumentsInput!) {
      uploadDocuments(input: $input) { results { outcome error { code message field } } }
    }`;
    const answer = await this.client.sendFiles<{ uploadDocuments: { results: UploadResult[] } }>(() =>
      multipartOf({ query, variables: { input: { ...facts, items } } }, places, files),
    );
    return answer.uploadDocuments.results;
  }

  /** Every document of the key's owner whose external id begins so, in pages. */
  async *documents(
    externalIdPrefix: string,
    status?: readonly string[],
  ): AsyncGenerator<readonly SyncedDocument[], void, void> {
    const query = `query ($filter: DocumentFilterInput, $after: String) {
      documents(first: 100, after: $after, filter: $filter) {
        nodes { id externalId status failure { code message } attachments { workspace { id } } }
        pageInfo { hasNextPage endCursor }
      }
    }`;
    const filter = { externalIdPrefix, ...(status === undefined ? {} : { status }) };
    for (let after: string | null = null; ;) {
      const { documents }: DocumentsAnswer = await this.client.ask(query, { filter, after });
      yield documents.nodes;
      if (!documents.pageInfo.hasNextPage) return;
      after = documents.pageInfo.endCursor;
    }
  }

  /** How many documents of the key's owner whose external id begins so have one of some states. */
  async count(externalIdPrefix: string, status: readonly string[]): Promise<number> {
    const { documents } = await this.client.ask<{ documents: { totalCount: number } }>(
      "query ($filter: DocumentFilterInput) { documents(first: 1, filter: $filter) { totalCount } }",
      { filter: { externalIdPrefix, status } },
    );
    return documents.totalCount;
  }

  /** Attaches at most 1,000 documents to a workspace. */
  async attach(workspaceId: string, documentIds: readonly string[]): Promise<void> {
    await this.client.ask(
      "mutation ($input: WorkspaceDocumentsInput!) { attachDocuments(input: $input) { workspace { id } } }",
      { input: { workspaceId, documentIds } },
    );
  }

  /** Removes at most 1,000 documents. */
  async remove(documentIds: readonly string[]): Promise<void> {
    await this.client.ask(
      "mutation ($documentIds: [ID!]!) { deleteDocuments(documentIds: $documentIds) { deletedDocumentIds } }",
      { documentIds },
    );
  }
}

interface DocumentsAnswer {
  readonly documents: {
    readonly nodes: SyncedDocument[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}
