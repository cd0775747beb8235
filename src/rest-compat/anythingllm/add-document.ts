import { DeleteDocumentsOperation, ReadDocumentOperation } from "../../generated/operations.js";
import { DocentError } from "../../errors/index.js";
import type { CallerClient } from "../client.js";
import { waitUntilRead } from "../documents/reading.js";
import { type Answer, json } from "../routing/answer.js";
import type { Instance } from "../routing/route.js";
import { presentAdded } from "./present/document.js";
import type { NamedWorkspaces } from "./workspace-reference.js";

/** Longest `pageContent` of an answer, in UTF-16 code units; longer texts are cut. */
const longestPageContent = 1_000_000;

/** A document whose content is of no use; it was not kept. */
class UnreadableError extends DocentError {
  constructor(reason: string) {
    super("unprocessable", "DOCUMENT_UNREADABLE", reason);
  }
}

const waiting =
  "The document is stored, but what is needed to make it searchable is away, such as the embedding model. The server goes on trying; do not send the document again.";

/**
 * Waits for a new document, as AnythingLLM's clients expect, and shows it. One that cannot be read is removed again:
 * to these clients, an upload that failed left nothing behind. One that only could not be embedded stays, and the answer
 * says so.
 */
export async function answerAdded(
  client: CallerClient,
  document: { readonly id: string; readonly location: string },
  workspaces: NamedWorkspaces,
  instance: Instance,
): Promise<Answer> {
  const reading = await waitUntilRead(client, document.id, instance.uploadWaitSeconds);
  if (reading.kind === "unreadable") {
    await client.execute(DeleteDocumentsOperation, { documentIds: [document.id] });
    throw new UnreadableError(reading.reason);
  }
  const { document: read } = await client.execute(ReadDocumentOperation, {
    location: document.location,
    maximumLength: longestPageContent,
  });
  const faults = [
    ...(workspaces.unknown.length === 0 ? [] : [`Workspaces not found: ${workspaces.unknown.join(", ")}.`]),
    ...(reading.kind === "waiting" ? [waiting] : []),
    ...(reading.kind === "givenUp" ? [`The document is stored, but cannot be searched: ${reading.reason}`] : []),
  ];
  const error = faults.length === 0 ? null : faults.join(" ");
  return json({ success: true, error, documents: read === null ? [] : [presentAdded(read)] });
}
