import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { around, join } from "../../src/retrieval/parent-text.js";

/** Pieces of a text that was cut at some places, each repeating up to `overlap` characters of the one before. */
function cut(text: string, ends: readonly number[], overlap: number) {
  return ends.map((characterEnd, position) => {
    const characterStart = Math.max(0, (ends[position - 1] ?? 0) - overlap);
    return { position, characterStart, characterEnd, text: text.slice(characterStart, characterEnd), tokenCount: 10 };
  });
}

describe("the text around a hit", () => {
  test("is the original text, however its pieces overlap", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 200 }),
        fc.array(fc.nat(200), { maxLength: 8 }),
        fc.nat(20),
        (text, places, overlap) => {
          const inner = places.map((place) => place % text.length).filter((place) => place > 0);
          const ends = [...new Set([...inner, text.length])].sort((left, right) => left - right);
          const pieces = cut(text, ends, overlap + 1);
          expect(join(around(pieces, 0, 1_000))).toBe(text);
        },
      ),
    );
  });

  test("takes neighbours on both sides, as many as fit, without a gap", () => {
    const pieces = cut("abcdefgh", [1, 2, 3, 4, 5, 6, 7, 8], 1);
    expect(around(pieces, 4, 35).map(({ position }) => position)).toEqual([3, 4, 5]);
    expect(around(pieces, 0, 35).map(({ position }) => position)).toEqual([0, 1, 2]);
    const withGap = pieces.filter(({ position }) => position !== 5);
    expect(around(withGap, 4, 1_000).map(({ position }) => position)).toEqual([0, 1, 2, 3, 4]);
    expect(around(pieces, 4, 5).map(({ position }) => position)).toEqual([4]);
  });

  test("shows the header of a table once", () => {
    const first = { position: 0, characterStart: 0, characterEnd: 7, text: "name\nada", tokenCount: 1 };
    const second = { position: 1, characterStart: 9, characterEnd: 14, text: "name\ngrace", tokenCount: 1 };
    expect(join([first, second])).toBe("name\nada\n\ngrace");
  });
});
