import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { StopCut } from "../../src/providers/stop-sequences.js";

/** What is left of a text that comes in pieces. */
function cut(pieces: readonly string[], stop: readonly string[]): string {
  const stopCut = new StopCut(stop);
  const taken = pieces.map((piece) => stopCut.take(piece));
  return taken.join("") + stopCut.rest();
}

test("a text ends before the string that is complete first, even when another began earlier", () => {
  expect(cut(["one END two"], ["two", "END"])).toBe("one ");
  expect(cut(["xabc"], ["abc", "b"])).toBe("xa");
  expect(cut(["xabc"], ["c", "abc"])).toBe("x");
});

test("what only began like a stop string is text, at the end too", () => {
  expect(cut(["a E", "N", "joy"], ["END"])).toBe("a ENjoy");
  expect(cut(["a EN"], ["END"])).toBe("a EN");
  expect(cut(["aa", "ab"], ["aab"])).toBe("a");
});

test("how a text is cut into pieces does not matter, and nothing is kept back without need", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 30 });
  const stops = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 4 }), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(letters, stops, fc.array(fc.nat(30)), (text, stop, places) => {
      const bounds = [0, ...places.filter((place) => place < text.length).sort((a, b) => a - b), text.length];
      const pieces = bounds.slice(1).map((end, index) => text.slice(bounds[index], end));
      const whole = cut([text], stop);
      expect(cut(pieces, stop)).toBe(whole);
      expect(text.startsWith(whole)).toBe(true);
      expect(stop.some((one) => whole.includes(one))).toBe(false);
      expect(whole === text || stop.some((one) => text.includes(one))).toBe(true);
    }),
  );
});
