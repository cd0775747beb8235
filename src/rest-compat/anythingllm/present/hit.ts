import { createHash } from "node:crypto";
import type { SearchQuery } from "../../../generated/operations.js";
import { describeDocument } from "../../documents/describe.js";

/** A passage that a search found. `distance` is the complement of the measured similarity. */
export function presentHit({ document, position, text, score }: SearchQuery["search"]["hits"][number]) {
  const { docAuthor, token_count_estimate: tokenCount, ...facts } = describeDocument(document);
  return {
    id: passageId(document.uuid, position),
    text,
    metadata: { ...facts, author: docAuthor, tokenCount },
    distance: 1 - score,
    score,
  };
}

/** A stable UUID (version 8, RFC 9562) for the passage at a position of a document. */
function passageId(documentUuid: string, position: number): string {
  const bytes = createHash("sha256").update(`${documentUuid}/${position}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
