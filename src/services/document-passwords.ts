import type { Document } from "../entities/index.js";
import type { SecretBox } from "../secrets/secret-box.js";

/** What a document's sealed password is sealed for. */
export function passwordContext({ uuid }: Pick<Document, "uuid">): string {
  return `password of document ${uuid}`;
}

/** The password that opens a document's bytes; null when none is known. @throws SealError */
export function openPassword(
  box: Pick<SecretBox, "open">,
  document: Pick<Document, "uuid" | "sealedPassword">,
): string | null {
  const { sealedPassword } = document;
  return sealedPassword === null ? null : box.open(sealedPassword, passwordContext(document));
}
