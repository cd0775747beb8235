import { randomFrom } from "../random.js";

const syllables = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zu al er in on ur".split(" ");
const vocabularySize = 20_000;

/** Words as a language has them: a few stand everywhere, most are rare (Zipf's law). */
const vocabulary: readonly string[] = (() => {
  const random = randomFrom(7);
  return Array.from({ length: vocabularySize }, () =>
    Array.from({ length: 1 + Math.floor(random() * 4) }, () => syllables[Math.floor(random() * syllables.length)]).join(
      "",
    ),
  );
})();

/** Paragraphs of made-up sentences, of at least so many characters; the same for the same seed. */
export function* paragraphs(seed: number, characters: number): Generator<string, void, void> {
  const random = randomFrom(seed);
  const word = (): string => vocabulary[Math.floor(vocabularySize ** random()) - 1] ?? "ba";
  for (let length = 0; length < characters;) {
    const sentences = Array.from({ length: 3 + Math.floor(random() * 5) }, () => {
      const words = Array.from({ length: 6 + Math.floor(random() * 14) }, word).join(" ");
      return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
    });
    const paragraph = sentences.join(" ");
    length += paragraph.length + 2;
    yield paragraph;
  }
}

/** A text of at least so many characters. */
export function text(seed: number, characters: number): string {
  return [...paragraphs(seed, characters)].join("\n\n");
}
