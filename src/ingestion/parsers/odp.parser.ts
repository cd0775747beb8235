import { odfParser } from "./odf/odf-parser.js";

/** OpenDocument presentations: the text of the slides, which count as pages, with tables and speaker notes. */
export const odpParser = odfParser({
  format: "odp",
  mimeTypes: [
    "application/vnd.oasis.opendocument.presentation",
    "application/vnd.oasis.opendocument.presentation-template",
  ],
  extensions: ["odp", "otp"],
});
