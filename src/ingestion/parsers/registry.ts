import { DocumentError } from "../errors.js";
import { docxParser } from "./docx.parser.js";
import { htmlParser } from "./html.parser.js";
import { mdParser } from "./md.parser.js";
import type { FileProbe, Parser } from "./parser.js";
import { pdfParser } from "./pdf.parser.js";
import { txtParser } from "./txt.parser.js";

/** Every format that Docent reads, in the order in which they are asked whether they recognise a content. */
export const parsers: readonly Parser[] = [pdfParser, docxParser, htmlParser, mdParser, txtParser];

/** Texts whose raw form is not what a reader would see; they need a parser of their own. */
const encodedTexts: readonly string[] = ["rtf", "eml", "mbox", "mht", "mhtml", "svg", "ps", "eps", "ics", "vcf"];
const encodedTextTypes: readonly string[] = [
  "application/rtf",
  "text/rtf",
  "image/svg+xml",
  "application/postscript",
  "application/eps",
];

/** Formats of bytes that are not read, or not under this name: a text so named is a broken file, not a note. */
const binaryExtensions: readonly string[] = (
  "doc dot xls xlsx xlsm xlsb ppt pptx pptm odt ods odp epub mobi zip gz tgz tar 7z rar msg pages numbers key " +
  "png jpg jpeg gif webp bmp tif tiff heic mp3 m4a wav ogg flac mp4 mov avi webm exe dll so class wasm sqlite parquet"
).split(" ");

/**
 * Chooses the parser of a file: by its content; for texts, which have no marks, by its extension and then by the type
 * that its sender claims; a text of unknown kind is plain text. The name of a binary file decides nothing.
 * @throws DocumentError DOCUMENT_UNSUPPORTED when none reads it, DOCUMENT_CORRUPT when plain text has a binary's name.
 */
export function chooseParser(probe: FileProbe): Parser {
  const recognised = parsers.find((parser) => parser.recognises(probe));
  if (recognised !== undefined) return recognised;
  if (probe.headText === null) throw unsupported(probe.magicType);
  const textParsers = parsers.filter((parser) => parser.isText);
  const named = textParsers.find((parser) => parser.extensions.includes(probe.extension));
  if (named !== undefined) return named;
  const isBinaryName = parsers.some((parser) => !parser.isText && parser.extensions.includes(probe.extension));
  if (isBinaryName || binaryExtensions.includes(probe.extension)) {
    throw new DocumentError("DOCUMENT_CORRUPT", `The file is named .${probe.extension}, but it is none.`);
  }
  if (encodedTexts.includes(probe.extension)) throw unsupported(`.${probe.extension}`);
  if (probe.magicType !== null && encodedTextTypes.includes(probe.magicType)) throw unsupported(probe.magicType);
  const { mimeType } = probe;
  const claimed = mimeType === null ? undefined : textParsers.find((parser) => parser.mimeTypes.includes(mimeType));
  return claimed ?? txtParser;
}

function unsupported(kind: string | null): DocumentError {
  const what =
    kind === null ? "The file is neither text nor of a known format" : `Files of the kind ${kind} cannot be read`;
  const formats = parsers.map((parser) => parser.format).join(", ");
  return new DocumentError("DOCUMENT_UNSUPPORTED", `${what}. Known formats: ${formats}.`);
}
