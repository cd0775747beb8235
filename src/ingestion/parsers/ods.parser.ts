import { formats } from "./formats.js";
import { odfParser } from "./odf/odf-parser.js";
import { SheetReader } from "./odf/sheet-reader.js";

/** OpenDocument spreadsheets: every sheet, also hidden ones, with what its cells show and the notes on them. */
export const odsParser = odfParser({
  ...formats.ods,
  readerOf: () => new SheetReader(),
});
