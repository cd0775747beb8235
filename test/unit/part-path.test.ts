import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { partPath } from "../../src/ingestion/parts/part-path.js";

describe("the path of a file inside a container", () => {
  test.each([
    ["docs/2026/may.pdf", ["docs", "2026", "may.pdf"]],
    ["../../etc/passwd", ["etc", "passwd"]],
    ["/absolute/file", ["absolute", "file"]],
    ["C:\\Users\\me\\note.txt", ["Users", "me", "note.txt"]],
    ["a/./b/../c", ["a", "b", "c"]],
    ["name\0with\u202Etricks.txt", ["namewithtricks.txt"]],
    [" / . / .. /", ["file"]],
    ["", ["file"]],
  ])("%j is %j", (path, segments) => {
    expect(partPath(path)).toEqual(segments);
  });

  test("never leads anywhere, whatever the container says", () => {
    const pieces = [
      "..",
      ".",
      "/",
      "\\",
      "C:",
      "\0",
      "\n",
      " ",
      "a",
      "ü",
      "😀",
      "\ud83d",
      "con",
      "...",
      "~",
      "file.txt",
    ];
    const paths = fc.oneof(
      fc.array(fc.constantFrom(...pieces)).map((some) => some.join("")),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(paths, (path) => {
        const segments = partPath(path);
        expect(segments.length).toBeGreaterThan(0);
        expect(segments.length).toBeLessThanOrEqual(64);
        for (const segment of segments) {
          expect(segment).not.toMatch(/^\.*$|[\\/\0\n]/);
          expect(segment.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  test("is cut where it is endless", () => {
    expect(partPath(`${"a/".repeat(1_000)}last`).at(-1)).toBe("last");
    expect(partPath("x".repeat(10_000))[0]).toHaveLength(255);
  });
});
