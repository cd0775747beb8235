import { open } from "node:fs/promises";
import type { FormatNames } from "../formats.js";
import type { FileProbe, ParsedDocument, Parser, ParseSource } from "../parser.js";
import { type OdfReaderOf, openFlatOdf, openOdf } from "./open-odf.js";

/** A kind of OpenDocument, with its templates. */
interface OdfKind extends FormatNames {
  /** Left out: the reader of texts and presentations. */
  readonly readerOf?: OdfReaderOf;
}

const zipMark = Buffer.from("PK");
/** The root element of a flat document. */
const flatRoot = /<office:document\s[^>]*\boffice:mimetype\s*=\s*["']([\w./-]+)["']/;

/** The parser of a kind of OpenDocument, packaged (a zip archive) or flat (one XML document). */
export function odfParser({ readerOf, ...names }: OdfKind): Parser {
  const { mimeTypes, extensions } = names;
  return {
    ...names,
    isText: false,
    recognises: ({ magicType, extension, headText }: FileProbe) =>
      (magicType !== null && mimeTypes.includes(magicType)) ||
      (magicType === "application/zip" && extensions.includes(extension)) ||
      (headText !== null && mimeTypes.includes(flatRoot.exec(headText)?.[1] ?? "")),
    parse: async (source: ParseSource): Promise<ParsedDocument> =>
      (await isPackage(source.path)) ? openOdf(source, readerOf) : openFlatOdf(source, readerOf),
  };
}

async function isPackage(path: string): Promise<boolean> {
  const file = await open(path, "r");
  try {
    const { buffer } = await file.read(Buffer.alloc(zipMark.length), 0, zipMark.length, 0);
    return buffer.equals(zipMark);
  } finally {
    await file.close();
  }
}
