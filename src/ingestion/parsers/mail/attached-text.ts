import type { Attachment } from "postal-mime";
import { decodeBytes } from "../text/decode-file.js";
import { detectHeadEncoding } from "../text/detect-encoding.js";

/** Texts about the delivery of another message. */
const reportTypes: readonly string[] = ["message/delivery-status", "message/feedback-report"];
/** Texts that are no prose. */
const codedTypes: readonly string[] = ["text/calendar", "text/vcard", "text/x-vcard", "text/css", "text/html"];

/** Whether a part without a name belongs to the text of its message: patches, reports, notes. */
export function isAttachedText({ mimeType, filename, disposition }: Attachment): boolean {
  if (filename !== null || disposition === "attachment") return false;
  return reportTypes.includes(mimeType) || (mimeType.startsWith("text/") && !codedTypes.includes(mimeType));
}

/** Decodes such a part; empty when its bytes are no text. */
export function decodeAttachedText(content: Uint8Array): string {
  const encoding = detectHeadEncoding(content);
  return encoding === null ? "" : decodeBytes(content, encoding);
}
