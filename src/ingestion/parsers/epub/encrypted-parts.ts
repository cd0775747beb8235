import { readXml } from "../xml/xml-feed.js";
import { resolveReference } from "./package-paths.js";

/** Ways to make fonts useless outside of the book; they protect no text. */
const fontAlgorithms: ReadonlySet<string> = new Set([
  "http://www.idpf.org/2008/embedding",
  "http://ns.adobe.com/pdf/enc#RC",
]);

/** The names of the parts that are encrypted (EPUB 3.3, section 4.2.6.3.2: `META-INF/encryption.xml`). */
export function encryptedParts(encryption: Buffer | undefined): ReadonlySet<string> {
  const parts = new Set<string>();
  if (encryption === undefined) return parts;
  let algorithm = "";
  readXml(encryption, {
    open: (name, attributes) => {
      if (name === "EncryptedData") algorithm = "";
      else if (name === "EncryptionMethod") algorithm = attributes["Algorithm"] ?? "";
      else if (name === "CipherReference" && !fontAlgorithms.has(algorithm)) {
        parts.add(resolveReference("", attributes["URI"] ?? "").part);
      }
    },
    text: () => undefined,
    close: () => undefined,
  });
  return parts;
}
