import { type DocumentFacts, noFacts } from "../parser.js";
import { shortFact } from "../text/clean-text.js";
import { dateFact } from "../text/date-fact.js";
import { readXmlValues } from "../xml/xml-values.js";

/** What the core properties of an Office document (ECMA-376 part 2, clause 11: `docProps/core.xml`) say. */
export function officeFacts(coreProperties: Buffer | null): DocumentFacts {
  if (coreProperties === null) return noFacts;
  const values = readXmlValues(coreProperties);
  const first = (name: string): string | undefined => values.get(name)?.[0];
  return {
    title: shortFact(first("title")),
    author: shortFact(first("creator")),
    description: shortFact(first("description") ?? first("subject"), 2_000),
    publishedAt: dateFact(first("created") ?? first("modified")),
    language: shortFact(first("language"), 35),
    pages: null,
  };
}
