import { encodeGlobalId } from "../entities/index.js";
import type { DocumentProgressType } from "../schema/types/document-progress.js";
import type { Failure } from "../schema/types/failures.js";
import type { DocumentProgress } from "../services/document-progress.js";

/** How far a document is, as the schema tells it. */
export function toProgressType(progress: DocumentProgress): DocumentProgressType {
  const { documentId, nextAttemptAt, failureCode, failureMessage, ...same } = progress;
  return {
    ...same,
    documentId: encodeGlobalId("Document", documentId),
    nextAttemptAt: nextAttemptAt === null ? null : new Date(nextAttemptAt),
    failure: failureOf(failureCode, failureMessage),
  };
}

/** Why something failed; null when it did not. */
export function failureOf(code: string | null, message: string | null): Failure | null {
  return code === null ? null : { code, message: message ?? code };
}
