import { createReadStream } from "node:fs";
import { DocumentError } from "../../errors.js";
import { type Block, noFacts, type ParsedDocument, type ParseSource } from "../parser.js";
import { readXml, XmlFeed, type XmlReader } from "../xml/xml-feed.js";
import { openCheckedZip, readZipEntries } from "../zip/checked-zip.js";
import { odfFacts } from "./odf-facts.js";
import { OdfReader } from "./odf-reader.js";
import { OdfStyles } from "./odf-styles.js";

const contentPart = "content.xml";
/** The content of a chart, a formula or another document that is shown in this one. */
const objectPart = /^[^/]+\/content\.xml$/;
const manifestPart = "META-INF/manifest.xml";
/** Where all of an encrypted document is kept since 2024. */
const encryptedPart = "encrypted-package";
const aboutParts: ReadonlySet<string> = new Set(["styles.xml", "meta.xml", manifestPart]);
/** A thousand pages are about 20 MiB of XML. */
const maximumXmlBytes = 134_217_728;

/** Reads the content of a kind of OpenDocument. */
export interface OdfContentReader extends XmlReader {
  readonly writer: { take(): readonly Block[]; end(): void };
}

/** Makes the reader of a document with such styles, which the content goes on to define. */
export type OdfReaderOf = (styles: OdfStyles) => OdfContentReader;

/** Texts and presentations. */
const defaultReaderOf: OdfReaderOf = (styles) => new OdfReader(styles);

/**
 * Opens a document in an OpenDocument package (OpenDocument 1.3 part 2).
 * @throws DocumentError DOCUMENT_CORRUPT or DOCUMENT_ENCRYPTED; what reading the archive throws.
 */
export async function openOdf(given: ParseSource, readerOf = defaultReaderOf): Promise<ParsedDocument> {
  const inflatedBytes = Math.min(given.limits.inflatedBytes, maximumXmlBytes);
  const source = { ...given, limits: { ...given.limits, inflatedBytes } };
  const names = new Set<string>();
  const about = await readZipEntries(source, (name) => {
    names.add(name);
    return aboutParts.has(name);
  });
  if (names.has(encryptedPart) || isEncrypted(about.get(manifestPart))) {
    throw new DocumentError("DOCUMENT_ENCRYPTED", "The file is encrypted: it opens only with a password.");
  }
  if (!names.has(contentPart)) {
    throw new DocumentError("DOCUMENT_CORRUPT", "The file is damaged: it is no OpenDocument, it has no content.");
  }
  const styles = new OdfStyles();
  const stylesPart = about.get("styles.xml");
  if (stylesPart !== undefined) readStyles(stylesPart, styles);
  const objects = [...names].filter((name) => objectPart.test(name)).length;
  const warnings = objects === 0 ? [] : [`Not read: ${objects} embedded charts, formulas or other objects.`];
  return { facts: odfFacts(about.get("meta.xml")), blocks: contentBlocks(source, readerOf(styles)), warnings };
}

/** Opens a document that is one XML document without a package (OpenDocument 1.3 part 3, section 3.1.2). */
export function openFlatOdf(source: ParseSource, readerOf = defaultReaderOf): ParsedDocument {
  return { facts: noFacts, blocks: xmlBlocks(createReadStream(source.path), readerOf(new OdfStyles())) };
}

function isEncrypted(manifest: Buffer | undefined): boolean {
  if (manifest === undefined) return false;
  let found = false;
  readXml(manifest, {
    open: (name) => (found ||= name === "encryption-data"),
    text: () => undefined,
    close: () => undefined,
  });
  return found;
}

function readStyles(part: Buffer, styles: OdfStyles): void {
  readXml(part, {
    open: (name, attributes) => styles.open(name, attributes),
    text: () => undefined,
    close: () => undefined,
  });
}

async function* contentBlocks(source: ParseSource, reader: OdfContentReader): AsyncGenerator<Block, void, void> {
  const zip = await openCheckedZip(source, (name) => name === contentPart);
  try {
    yield* xmlBlocks(zip.stream(contentPart), reader);
  } finally {
    zip.close();
  }
}

async function* xmlBlocks(
  pieces: AsyncIterable<Uint8Array>,
  reader: OdfContentReader,
): AsyncGenerator<Block, void, void> {
  const feed = new XmlFeed(reader);
  for await (const bytes of pieces) {
    feed.write(bytes);
    yield* reader.writer.take();
  }
  feed.end();
  reader.writer.end();
  yield* reader.writer.take();
}
