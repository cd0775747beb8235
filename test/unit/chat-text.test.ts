import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { GrowingText } from "../../src/chat/growing-text.js";

/** Strings of anything: pairs, halves of pairs, NUL, ordinary text. */
const unruly = fc
  .array(fc.oneof(fc.constantFrom("\0", "\ud83d", "\ude00", "😀", "é", "漢"), fc.string({ maxLength: 5 })), {
    maxLength: 30,
  })
  .map((parts) => parts.join(""));

/** Cuts a string anywhere, also inside of pairs. */
function cut(text: string, places: readonly number[]): string[] {
  const at = [...new Set(places.map((place) => place % (text.length + 1)))].toSorted((left, right) => left - right);
  return [0, ...at].map((start, index) => text.slice(start, at[index] ?? text.length));
}

const expected = (text: string): string => text.replaceAll("\0", "").replace(/\p{Cs}/gu, "\uFFFD");

test("any chunking of any string gives the same text, without NUL and without halves of pairs", () => {
  fc.assert(
    fc.property(unruly, fc.array(fc.nat()), (text, places) => {
      const growing = new GrowingText();
      for (const piece of cut(text, places)) {
        growing.append(piece);
        const soFar = growing.slice(0);
        expect(soFar).toHaveLength(growing.length);
        // What can be read at any moment survives UTF-8.
        expect(Buffer.from(soFar).toString()).toBe(soFar);
      }
      growing.end();
      expect(growing.slice(0)).toBe(expected(text));
    }),
  );
});

test("a reader may go on from any offset, also from inside of a pair", () => {
  fc.assert(
    fc.property(unruly, fc.array(fc.nat()), fc.nat(), (text, places, place) => {
      const growing = new GrowingText();
      for (const piece of cut(text, places)) growing.append(piece);
      growing.end();
      const whole = growing.slice(0);
      const after = place % (whole.length + 1);
      const start = growing.boundary(after);
      expect(after - start).toBeLessThanOrEqual(1);
      const rest = growing.slice(start);
      expect(Buffer.from(rest).toString()).toBe(rest);
      expect(whole.slice(0, after).slice(0, start) + rest).toBe(whole);
    }),
  );
});

test("any piece is the same as that of the whole string", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.nat(), fc.nat(), (pieces, one, other) => {
      const growing = new GrowingText();
      for (const piece of pieces) growing.append(piece);
      const whole = growing.slice(0);
      const [start, end] = [one % (whole.length + 2), other % (whole.length + 2)];
      expect(growing.slice(start, end)).toBe(start >= end ? "" : whole.slice(start, end));
    }),
  );
});

test("a text that was cut back grows on from there", () => {
  const growing = new GrowingText();
  growing.append("one two ");
  growing.append("three\ud83d");
  growing.truncate(4);
  growing.append("2");
  expect(growing.slice(0)).toBe("one 2");
  growing.truncate(100);
  expect(growing.length).toBe(5);
});
