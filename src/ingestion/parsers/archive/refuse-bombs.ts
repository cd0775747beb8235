import { DocumentError } from "../../errors.js";

/** Less than this is unpacked in a moment, whatever it is. */
const harmlessBytes = 67_108_864;
/** Logs and tables, which pack best of all files that people keep, become smaller by a factor of about fifty. */
const largestFactor = 250;

/**
 * Refuses what inflates to far more than any document does.
 * @throws DocumentError DOCUMENT_TOO_LARGE.
 */
export function refuseBomb(packedBytes: number, unpackedBytes: number): void {
  if (unpackedBytes <= harmlessBytes || unpackedBytes <= largestFactor * packedBytes) return;
  throw new DocumentError(
    "DOCUMENT_TOO_LARGE",
    `The file inflates to more than ${largestFactor} times its size, which no document does.`,
  );
}
