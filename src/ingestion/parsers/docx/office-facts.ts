import { Parser } from "htmlparser2";
import { type DocumentFacts, noFacts } from "../parser.js";
import { shortFact } from "../text/clean-text.js";
import { dateFact } from "../text/date-fact.js";

/** What the core properties of an Office document (ECMA-376 part 2, clause 11: `docProps/core.xml`) say. */
export function officeFacts(coreProperties: Buffer | null): DocumentFacts {
  if (coreProperties === null) return noFacts;
  const values = new Map<string, string>();
  let current: string | null = null;
  const parser = new Parser(
    {
      onopentag: (name) => (current = name.replace(/^.*:/, "")),
      ontext: (text) => {
        if (current !== null) values.set(current, (values.get(current) ?? "") + text);
      },
      onclosetag: () => (current = null),
    },
    { xmlMode: true },
  );
  parser.end(coreProperties.toString("utf8"));
  return {
    title: shortFact(values.get("title")),
    author: shortFact(values.get("creator")),
    description: shortFact(values.get("description") ?? values.get("subject"), 2_000),
    publishedAt: dateFact(values.get("created") ?? values.get("modified")),
    language: shortFact(values.get("language"), 35),
    pages: null,
  };
}
