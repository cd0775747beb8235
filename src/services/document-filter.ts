import type { SelectQueryBuilder } from "typeorm";
import { userOf, type Viewer } from "../auth/viewer.js";
import type { Document, DocumentStatus } from "../entities/index.js";
import { assertMetadata } from "./library-names.js";
import { escapeLike } from "./like.js";

/** Narrows a list of documents; what is given holds of every one of them. */
export interface DocumentFilter {
  readonly workspaceId?: number | undefined;
  /** The folder that they stand in. */
  readonly folder?: string | undefined;
  /** That folder, or one whose name goes on with `/` after it. */
  readonly folderPrefix?: string | undefined;
  readonly status?: readonly DocumentStatus[] | undefined;
  /** Part of the title or the name, whatever its case. */
  readonly search?: string | undefined;
  /** The viewer's own name for it: only documents of the viewer's have one that counts. */
  readonly externalId?: string | undefined;
  /** How that name begins. */
  readonly externalIdPrefix?: string | undefined;
  /** The document that they are directly inside of. */
  readonly parentId?: number | undefined;
  /** Another document of the same owner with the same bytes. */
  readonly sameContentAs?: number | undefined;
  /** What their metadata holds, as `@>` of Postgres compares JSON. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Adds a filter's conditions to a query of `document`. Whether the viewer knows what the filter names is for the caller
 * to find out.
 */
export function narrowDocuments(query: SelectQueryBuilder<Document>, viewer: Viewer, filter: DocumentFilter): void {
  assertMetadata(filter.metadata);
  const { workspaceId, folder, folderPrefix, status, search, externalId, externalIdPrefix } = filter;
  const { parentId, sameContentAs, metadata } = filter;
  const narrow = (value: unknown, sql: string, parameters: Readonly<Record<string, unknown>>): void => {
    if (value !== undefined) query.andWhere(sql, parameters);
  };
  narrow(
    workspaceId,
    "EXISTS (SELECT 1 FROM workspace_document place WHERE place.document_id = document.id AND place.workspace_id = :workspaceId)",
    { workspaceId },
  );
  narrow(folder, "document.folder = :folder", { folder });
  narrow(folderPrefix, "(document.folder = :folderPrefix OR starts_with(document.folder, :folderPrefix || '/'))", {
    folderPrefix,
  });
  narrow(status, "document.status = ANY(:status)", { status });
  narrow(search, "(document.title ILIKE :search OR document.name ILIKE :search)", {
    search: `%${escapeLike(search ?? "")}%`,
  });
  if (externalId !== undefined || externalIdPrefix !== undefined) {
    query.andWhere("document.ownerId = :viewerId", { viewerId: userOf(viewer).id });
  }
  narrow(externalId, "document.externalId = :externalId", { externalId });
  narrow(externalIdPrefix, "starts_with(document.externalId, :externalIdPrefix)", { externalIdPrefix });
  narrow(parentId, "document.parentId = :parentId", { parentId });
  narrow(
    sameContentAs,
    `document.id <> :sameContentAs AND EXISTS (SELECT 1 FROM document twin WHERE twin.id = :sameContentAs
       AND twin.owner_id = document.ownerId AND twin.content_hash = document.contentHash)`,
    { sameContentAs },
  );
  narrow(metadata, "document.metadata @> :metadata::jsonb", { metadata: JSON.stringify(metadata) });
}
