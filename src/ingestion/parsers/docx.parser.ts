import { DocumentError } from "../errors.js";
import { officeFacts } from "./docx/office-facts.js";
import { wordBlocks } from "./docx/word-blocks.js";
import type { FileProbe, ParsedDocument, Parser, ParseSource } from "./parser.js";
import { fromArray } from "./text/from-array.js";
import { readZipEntries } from "./zip/checked-zip.js";
import { storedZip } from "./zip/stored-zip.js";

const extensions: readonly string[] = ["docx", "docm", "dotx", "dotm"];
const magicTypes: readonly string[] = [
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
  "application/vnd.ms-word.document.macroenabled.12",
  "application/vnd.ms-word.template.macroenabledtemplate",
];
/** The parts that hold text, styles and how they belong together; no pictures, fonts, themes or embedded files. */
const textPart =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|docProps\/core\.xml|word\/(?:_rels\/)?[^/]+\.(?:xml|rels))$/i;
const documentTypes = ["utf8", "utf16le"].map((encoding) => Buffer.from("<!DOCTYPE", encoding as BufferEncoding));
const documentTypeBigEndian = Buffer.from(documentTypes[1] ?? "").swap16();

/** Documents of Word since 2007: text, headings, lists, tables, notes and text boxes. */
export const docxParser: Parser = {
  format: "docx",
  mimeTypes: ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  extensions,
  isText: false,
  recognises: (probe: FileProbe) =>
    probe.magicType !== null &&
    (magicTypes.includes(probe.magicType) ||
      (probe.magicType === "application/zip" && extensions.includes(probe.extension))),
  async parse(source: ParseSource): Promise<ParsedDocument> {
    const parts = await readZipEntries(source, (name) => textPart.test(name));
    for (const part of parts.values()) refuseDocumentType(part);
    const facts = officeFacts(parts.get("docProps/core.xml") ?? null);
    return { facts, blocks: fromArray(await wordBlocks(storedZip(parts))) };
  },
};

/** Office writes no document types; they only serve to declare entities that expand without end or read other files. */
function refuseDocumentType(part: Buffer): void {
  if ([...documentTypes, documentTypeBigEndian].some((mark) => part.includes(mark))) {
    throw new DocumentError("DOCUMENT_CORRUPT", "The file declares XML entities, which no document of Word does.");
  }
}
