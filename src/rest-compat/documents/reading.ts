import { DocumentProgressOperation } from "../../generated/operations.js";
import { DocentError } from "../../errors/index.js";
import type { CallerClient } from "../client.js";

/**
 * Waits until a document was read.
 * @param seconds how long at most; the reading itself goes on after that
 * @returns the reason why it could not be read; null: it can be searched
 * @throws DocentError of kind timeout when the time is up.
 */
export async function waitUntilRead(client: CallerClient, documentId: string, seconds: number): Promise<string | null> {
  const events = client.subscribe(DocumentProgressOperation, { documentId });
  const deadline = timer(seconds);
  try {
    for (;;) {
      const next = await Promise.race([events.next(), deadline.expired]);
      if (next === "expired") throw new StillReadingError(seconds);
      if (next.done === true) throw new Error("The progress of a document ended before its last state.");
      const { status, failure } = next.value.documentProgress;
      if (status === "READY") return null;
      if (status === "FAILED") return failure?.message ?? "It could not be read.";
    }
  } finally {
    deadline.clear();
    // After the deadline the generator still waits for an event and ends with it; nobody needs to wait for that.
    events.return().catch(() => undefined);
  }
}

/** The document is not read yet, and the client has waited long enough. */
class StillReadingError extends DocentError {
  constructor(seconds: number) {
    super(
      "timeout",
      "DOCUMENT_PENDING",
      `The document is stored and still being read after ${seconds} seconds. It appears when that is done; do not send it again.`,
    );
  }
}

function timer(seconds: number) {
  let handle: NodeJS.Timeout | undefined;
  const expired = new Promise<"expired">((resolve) => {
    handle = setTimeout(() => resolve("expired"), seconds * 1_000);
  });
  return { expired, clear: () => clearTimeout(handle) };
}
