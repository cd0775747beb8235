import { readFileSync } from "node:fs";
import { root } from "../root.js";
import { trackedFiles } from "./tracked-files.js";

const page = "docs/errors.md";
/** Families of codes: whatever is quoted and begins so is one. */
const family = /(["'])((?:DOCUMENT|STORAGE|LINK|CRAWL|UPSTREAM)_[A-Z_]+)\1/g;
/** The code of an error where it is made, after its kind. */
const made = /(?:super|new DocentError)\(\s*"[a-zA-Z]+",\s*"([A-Z_]+)"/g;
const quoted = /(["'])([A-Z]+(?:_[A-Z]+)*)\1/g;

/** Every code of an error stands in the tables of the documentation, and every code that stands there is one. */
export function checkErrorCodes(): readonly string[] {
  const sources = trackedFiles()
    .filter((path) => path.startsWith("src/") && path.endsWith(".ts") && !path.startsWith("src/generated/"))
    .map((path) => readFileSync(`${root}${path}`, "utf8"));
  const inSource = (pattern: RegExp, group: number): Set<string> =>
    new Set(sources.flatMap((source) => [...source.matchAll(pattern)].map((match) => match[group] ?? "")));
  const codes = new Set([...inSource(family, 2), ...inSource(made, 1)]);
  const mentioned = inSource(quoted, 2);
  const documented = codesOf(readFileSync(`${root}${page}`, "utf8"));
  return [
    ...[...codes].filter((code) => !documented.has(code)).map((code) => `${page} does not explain ${code}`),
    ...[...documented]
      .filter((code) => !mentioned.has(code) && !codes.has(code))
      .map((code) => `${page} explains ${code}, which is no code`),
  ];
}

/** The codes in the first column of the tables of a page. */
function codesOf(text: string): ReadonlySet<string> {
  const cells = text.split("\n").flatMap((line) => /^\|([^|]*)\|/.exec(line)?.[1] ?? []);
  return new Set(cells.flatMap((cell) => [...cell.matchAll(/`([A-Z_]+)`/g)].map((match) => match[1] ?? "")));
}
