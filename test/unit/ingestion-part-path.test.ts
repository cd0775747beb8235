import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { join, normalize } from "node:path";
import { partPath } from "../../src/ingestion/parts/part-path.js";
import { slippingNames } from "../support/hostile-files.js";

const pieces = fc.constantFrom(
  "/",
  "\\",
  "..",
  ".",
  "C:",
  "\0",
  " ",
  "~",
  "a",
  "é",
  "e\u0301",
  "\u202e",
  "😀",
  "\ud800",
  "x".repeat(300),
);
const path = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(pieces, { maxLength: 60 }).map((all) => all.join("")),
);

describe("the path of a file inside another one", () => {
  it("is made of names that are safe everywhere, whatever the container claims", () => {
    fc.assert(
      fc.property(path, (claimed) => {
        const names = partPath(claimed);
        expect(names.length).toBeGreaterThan(0);
        expect(names.length).toBeLessThanOrEqual(32);
        for (const name of names) {
          // oxlint-disable-next-line no-control-regex -- there must be none
          expect(name).not.toMatch(/[/\\\0-\x1f\x7f-\x9f\u202a-\u202e]|^\s|\s$|^[.\s]*$|^[A-Za-z]:/);
          expect(name.length).toBeLessThanOrEqual(255);
          expect(name.isWellFormed()).toBe(true);
        }
        const inFolder = normalize(join("/library", ...names));
        expect(inFolder.startsWith("/library/")).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("stays as it is once it is clean", () => {
    fc.assert(
      fc.property(path, (claimed) => {
        const names = partPath(claimed);
        expect(partPath(names.join("/"))).toEqual(names);
      }),
      { numRuns: 500 },
    );
  });

  it("keeps honest paths", () => {
    expect(partPath("reports/2024/Größen ü.pdf")).toEqual(["reports", "2024", "Größen ü.pdf"]);
    expect(partPath("reports\\2024\\..a..pdf")).toEqual(["reports", "2024", "..a..pdf"]);
    expect(partPath("./10:30 notes.txt")).toEqual(["10:30 notes.txt"]);
    expect(partPath(`${"n".repeat(300)}.pdf`)[0]).toMatch(/^n+~n+\.pdf$/);
  });

  it("loses what would lead out of its folder", () => {
    for (const name of slippingNames) expect(partPath(name).at(-1)).toMatch(/docent-slip-\d\.txt(?:\.pdf)?$/);
    expect(partPath("../..")).toEqual(["unnamed"]);
    expect(partPath("")).toEqual(["unnamed"]);
  });
});
