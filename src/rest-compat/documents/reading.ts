import { DocumentProgressOperation, type DocumentProgressSubscription } from "../../generated/operations.js";
import { DocentError } from "../../errors/index.js";
import type { CallerClient } from "../client.js";

/** How the reading of a document went. */
export type Reading =
  /** It can be searched. */
  | { readonly kind: "read" }
  /** Its content is of no use, and trying again does not help. */
  | { readonly kind: "unreadable"; readonly reason: string }
  /** What reading needs is away, such as the embedding model; the document waits for it. */
  | { readonly kind: "waiting" }
  /** What reading needs was away for too long. */
  | { readonly kind: "givenUp"; readonly reason: string };

/** One failed attempt may be a moment's; the second follows after two seconds. */
const attemptsToWaitFor = 2;

/**
 * Waits until a document was read, or it is clear that this takes longer.
 * @param seconds how long at most; the reading itself goes on after that
 * @throws DocentError of kind timeout when the time is up.
 */
export async function waitUntilRead(client: CallerClient, documentId: string, seconds: number): Promise<Reading> {
  const events = client.subscribe(DocumentProgressOperation, { documentId });
  const deadline = timer(seconds);
  try {
    for (;;) {
      const next = await Promise.race([events.next(), deadline.expired]);
      if (next === "expired") throw new StillReadingError(seconds);
      if (next.done === true) throw new Error("The progress of a document ended before its last state.");
      const reading = readingOf(next.value.documentProgress);
      if (reading !== null) return reading;
    }
  } finally {
    deadline.clear();
    // After the deadline the generator still waits for an event and ends with it; nobody needs to wait for that.
    events.return().catch(() => undefined);
  }
}

/** null: it is being read. */
function readingOf({
  status,
  failure,
  attempt,
  nextAttemptAt,
}: DocumentProgressSubscription["documentProgress"]): Reading | null {
  if (status === "READY") return { kind: "read" };
  if (status === "FAILED") {
    const { code, message: reason } = failure ?? { code: "", message: "It could not be read." };
    // Codes of documents are about their content; see docs/errors.md.
    return { kind: code.startsWith("DOCUMENT_") ? "unreadable" : "givenUp", reason };
  }
  // While it waits, the attempt is the next one.
  return nextAttemptAt !== null && attempt > attemptsToWaitFor ? { kind: "waiting" } : null;
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
