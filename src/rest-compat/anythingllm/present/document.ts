import type { DocumentFieldsFragment, LibraryFieldsFragment } from "../../../generated/operations.js";
import { describeDocument } from "../../documents/describe.js";
import { fileNameOf } from "./workspace.js";

/** A document that was just added and read. */
export function presentAdded(document: DocumentFieldsFragment & { readonly text: string | null }) {
  return {
    ...describeDocument(document),
    location: document.location,
    name: fileNameOf(document.location),
    id: document.uuid,
    pageContent: document.text ?? "",
    isDirectUpload: false,
  };
}

/** A document as it stands in the library. `cached`: it is embedded somewhere. */
export function presentDocument(document: LibraryFieldsFragment) {
  return {
    ...describeDocument(document),
    name: fileNameOf(document.location),
    type: "file",
    id: document.uuid,
    cached: document.status === "READY" && document.attachments.length > 0,
  };
}

/** A document in a listing of its folder. */
export function presentListed(document: LibraryFieldsFragment) {
  const pinned = document.attachments.filter((place) => place.pinned);
  return {
    ...presentDocument(document),
    canWatch: document.sourceUrl !== null,
    pinnedWorkspaces: pinned.map((place) => place.workspace.databaseId),
    watched: document.watch !== null,
  };
}

/** A document's rows in the flat list: one for each workspace that has it. */
export function presentRows(document: LibraryFieldsFragment) {
  return document.attachments.map(({ workspace }) => ({
    id: document.databaseId,
    docpath: document.location,
    title: document.title,
    workspaceId: workspace.databaseId,
  }));
}
