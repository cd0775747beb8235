import { createReadStream } from "node:fs";
import { DocumentError } from "../errors.js";

/** What file-type calls the compound files of [MS-CFB]. */
export const oleMediaType = "application/x-cfb";

/** The stream in which encrypted Office documents are kept ([MS-OFFCRYPTO] 2.3.4.4), as directory entries spell it. */
const encryptedPackage = Buffer.from("EncryptedPackage", "utf16le");

/**
 * Says why an OLE compound file is not read: either it is an encrypted Office document of any format, or a document of
 * an Office before 2007.
 */
export async function refuseOleContainer(path: string): Promise<never> {
  if (await contains(path, encryptedPackage)) {
    throw new DocumentError(
      "DOCUMENT_ENCRYPTED",
      "The file is encrypted: Office files are read only without a password, so save it without one first.",
    );
  }
  throw new DocumentError(
    "DOCUMENT_UNSUPPORTED",
    "The file is in the format of an Office before 2007, or a mail of Outlook: save it in a present format first.",
  );
}

async function contains(path: string, wanted: Buffer): Promise<boolean> {
  let rest = Buffer.alloc(0);
  for await (const bytes of createReadStream(path, { highWaterMark: 1_048_576 })) {
    const window = Buffer.concat([rest, bytes as Buffer]);
    if (window.includes(wanted)) return true;
    rest = Buffer.from(window.subarray(-wanted.length));
  }
  return false;
}
