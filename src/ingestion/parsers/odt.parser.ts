import { odfParser } from "./odf/odf-parser.js";

/** OpenDocument texts: headings, paragraphs, lists, tables, notes, comments and text boxes. */
export const odtParser = odfParser({
  format: "odt",
  mimeTypes: ["application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text-template"],
  extensions: ["odt", "ott"],
});
