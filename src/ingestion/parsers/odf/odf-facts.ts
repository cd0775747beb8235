import { type DocumentFacts, noFacts } from "../parser.js";
import { shortFact } from "../text/clean-text.js";
import { dateFact } from "../text/date-fact.js";
import { readXmlValues } from "../xml/xml-values.js";

/** What the metadata of an OpenDocument file (OpenDocument 1.3 part 3, section 4.3: `meta.xml`) say. */
export function odfFacts(meta: Buffer | undefined): DocumentFacts {
  if (meta === undefined) return noFacts;
  const values = readXmlValues(meta);
  const first = (...names: string[]): string | undefined =>
    names.map((name) => values.get(name)?.[0]).find((value) => value !== undefined);
  return {
    title: shortFact(first("title")),
    author: shortFact(first("initial-creator", "creator")),
    description: shortFact(first("description", "subject"), 2_000),
    publishedAt: dateFact(first("creation-date", "date")),
    language: shortFact(first("language"), 35),
    pages: null,
  };
}
