import type { PDFDocumentProxy } from "pdfjs-dist";
import type { DocumentFacts } from "../parser.js";
import { shortFact } from "../text/clean-text.js";
import { dateFact } from "../text/date-fact.js";

const pdfDate = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+-])(\d\d)'?(\d\d)?|Z)?/;
/** Titles that programs fill in by themselves. */
const generatedTitle =
  /^(?:untitled|microsoft (?:word|powerpoint|excel) - .*|presentation\d*|document\d*|slide \d+|.*\.(?:docx?|pptx?|xlsx?|indd|tex|dvi|qxd))$/i;

/** What the information dictionary of a PDF says. */
export async function pdfFacts(document: PDFDocumentProxy): Promise<DocumentFacts> {
  const info = await readInfo(document);
  const title = shortFact(info["Title"]);
  return {
    title: title === null || generatedTitle.test(title) ? null : title,
    author: shortFact(info["Author"]),
    description: shortFact(info["Subject"], 2_000),
    publishedAt: momentOf(info["CreationDate"]),
    language: shortFact(info["Language"], 35),
    pages: document.numPages,
  };
}

async function readInfo(document: PDFDocumentProxy): Promise<Readonly<Record<string, unknown>>> {
  try {
    return { ...(await document.getMetadata()).info };
  } catch {
    // A broken information dictionary does not make the pages unreadable.
    return {};
  }
}

/** Reads a date as ISO 32000-1, 7.9.4 writes it: `D:YYYYMMDDHHmmSSOHH'mm'`, of which all but the year may be missing. */
function momentOf(value: unknown): Date | null {
  const match = typeof value === "string" ? pdfDate.exec(value) : null;
  if (match === null) return null;
  const [
    ,
    year,
    month = "01",
    day = "01",
    hour = "00",
    minute = "00",
    second = "00",
    sign,
    zoneHour = "00",
    zoneMinute = "00",
  ] = match;
  const zone = sign === undefined ? "Z" : `${sign}${zoneHour}:${zoneMinute}`;
  return dateFact(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
}
