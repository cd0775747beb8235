import { parse } from "yaml";
import { type DocumentFacts, noFacts } from "../parser.js";
import { shortFact } from "../text/clean-text.js";
import { dateFact } from "../text/date-fact.js";

/** What the front matter of a Markdown file says; front matter that is no YAML says nothing. */
export function frontMatterFacts(yaml: string): DocumentFacts {
  const values = readYaml(yaml);
  const first = (...names: string[]): unknown => names.map((name) => values[name]).find((value) => value !== undefined);
  const author = first("author", "authors");
  return {
    ...noFacts,
    title: shortFact(first("title")),
    author: shortFact(Array.isArray(author) ? author.filter((name) => typeof name === "string").join(", ") : author),
    description: shortFact(first("description", "summary"), 2_000),
    publishedAt: dateFact(first("date", "published", "publishedAt")),
    language: shortFact(first("lang", "language"), 35),
  };
}

function readYaml(yaml: string): Readonly<Record<string, unknown>> {
  try {
    // Aliases could make a short text expand to a huge value; front matter has no use for them.
    const value: unknown = parse(yaml, { maxAliasCount: 0, logLevel: "silent" });
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
