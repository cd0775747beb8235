import { checkDocumentLinks } from "./document-links.js";
import { checkErrorCodes } from "./error-codes.js";
import { checkLeakedPlaces } from "./leaked-places.js";
import { report } from "./report.js";

// What a reader meets: links that lead somewhere, every error explained, and no trace of the machine on which a file was
// written.
await report({ links: checkDocumentLinks, codes: checkErrorCodes, places: checkLeakedPlaces });
