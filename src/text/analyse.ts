import { stemWord } from "./stem.js";
import { type Token, tokenise } from "./tokenise.js";

/** The terms of a text and how often each occurs. */
export interface Terms {
  readonly frequencies: ReadonlyMap<string, number>;
  /** How many terms there are, each occurrence counted: the length in BM25. */
  readonly count: number;
}

/**
 * The index terms of a text: words stemmed, everything else as it is. Stop words are kept, since a document does not
 * know which question it will be asked; queries leave them out.
 *
 * @param language ISO 639-1 code of the text, or null: then words are not stemmed.
 */
export function analyse(text: string, language: string | null): Terms {
  return countTerms(tokenise(text), language);
}

/** {@link analyse} for a text that is split into tokens already. */
export function countTerms(tokens: Iterable<Token>, language: string | null): Terms {
  const frequencies = new Map<string, number>();
  let count = 0;
  for (const token of tokens) {
    const term = termOf(token, language);
    frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
    count++;
  }
  return { frequencies, count };
}

/** The term that a token is indexed by. */
export function termOf(token: Token, language: string | null): string {
  return token.kind === "word" ? stemWord(token.text, language) : token.text;
}
