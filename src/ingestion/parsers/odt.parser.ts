import { formats } from "./formats.js";
import { odfParser } from "./odf/odf-parser.js";

/** OpenDocument texts: headings, paragraphs, lists, tables, notes, comments and text boxes. */
export const odtParser = odfParser(formats.odt);
