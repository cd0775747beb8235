import { readFileSync } from "node:fs";
import { root } from "../root.js";
import { trackedFiles } from "./tracked-files.js";

const longest = 300;
const sources = /^(src|migrations|test|bench|scripts|bin|\.ci)\/.*(?:\.(?:ts|js|sh|graphql)|\/run)$/;
const generated = /^(src|test)\/generated\//;

/** Files that may be longer, each with the reason. A reason that is no longer needed is a fault too. */
const reasons: ReadonlyMap<string, string> = new Map([
  ["test/api/bad-input.cases.ts", "one table: a case a row"],
  ["test/api/bad-input-library.cases.ts", "one table: a case a row"],
  ["test/api/crawls.test.ts", "one story after the other about one crawler"],
  ["test/unit/web-safe-fetch.test.ts", "one table: an address a row"],
  ["test/unit/chat-engine.test.ts", "one story after the other about one engine"],
]);

/** No source has more lines than a reader takes in at a sitting. */
export function checkFileLengths(): readonly string[] {
  const long = new Map(
    trackedFiles()
      .filter((path) => sources.test(path) && !generated.test(path))
      .map((path) => [path, linesOf(path)] as const)
      .filter(([, lines]) => lines > longest),
  );
  return [
    ...[...long]
      .filter(([path]) => !reasons.has(path))
      .map(([path, lines]) => `${path} has ${lines} lines (at most ${longest})`),
    ...[...reasons.keys()].filter((path) => !long.has(path)).map((path) => `${path} needs its exception no longer`),
  ];
}

function linesOf(path: string): number {
  return readFileSync(`${root}${path}`, "utf8").trimEnd().split("\n").length;
}
