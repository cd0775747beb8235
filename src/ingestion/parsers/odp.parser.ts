import { formats } from "./formats.js";
import { odfParser } from "./odf/odf-parser.js";

/** OpenDocument presentations: the text of the slides, which count as pages, with tables and speaker notes. */
export const odpParser = odfParser(formats.odp);
