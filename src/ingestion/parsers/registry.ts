import { DocumentError } from "../errors.js";
import { codeParser } from "./code.parser.js";
import { csvParser } from "./csv.parser.js";
import { docxParser } from "./docx.parser.js";
import { emlParser } from "./eml.parser.js";
import { epubParser } from "./epub.parser.js";
import { gzParser } from "./gz.parser.js";
import { htmlParser } from "./html.parser.js";
import { imageParsers } from "./image.parser.js";
import { jsonParser } from "./json.parser.js";
import { mboxParser } from "./mbox.parser.js";
import { mdParser } from "./md.parser.js";
import { mhtParser } from "./mht.parser.js";
import type { FileProbe, Parser } from "./parser.js";
import { odpParser } from "./odp.parser.js";
import { odsParser } from "./ods.parser.js";
import { odtParser } from "./odt.parser.js";
import { pdfParser } from "./pdf.parser.js";
import { pptxParser } from "./pptx.parser.js";
import { rtfParser } from "./rtf.parser.js";
import { tarParser } from "./tar.parser.js";
import { txtParser } from "./txt.parser.js";
import { xlsxParser } from "./xlsx.parser.js";
import { zipParser } from "./zip.parser.js";

/** Every format that Docent reads, in the order in which they are asked whether they recognise a content. */
export const parsers: readonly Parser[] = [
  // Before all formats that may begin a little later in the file: its first entry may be one.
  tarParser,
  pdfParser,
  docxParser,
  xlsxParser,
  odtParser,
  odpParser,
  odsParser,
  pptxParser,
  epubParser,
  rtfParser,
  ...imageParsers,
  // After all formats that are zip archives themselves.
  zipParser,
  gzParser,
  mboxParser,
  mhtParser,
  emlParser,
  htmlParser,
  mdParser,
  csvParser,
  jsonParser,
  codeParser,
  txtParser,
];

/** Texts whose raw form is not what a reader would see; they need a parser of their own. */
const encodedTexts: readonly string[] = ["svg", "ps", "eps", "ics", "vcf"];
const encodedTextTypes: readonly string[] = ["image/svg+xml", "application/postscript", "application/eps"];

/** Formats of bytes that are not read, or not under this name: a text so named is a broken file, not a note. */
const binaryExtensions: readonly string[] = (
  "doc dot xls xlsb ppt mobi 7z rar msg pages numbers key " +
  "heic mp3 m4a wav ogg flac mp4 mov avi webm exe dll so class wasm sqlite parquet"
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
