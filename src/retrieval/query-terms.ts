import { detectLanguage, stopWords, termHash, termOf, type Token, tokenise } from "../text/index.js";

/** A query as keyword search sees it: words, each with the stems that it has in the languages of the documents. */
export interface QueryTerms {
  readonly slots: readonly QuerySlot[];
  /** The language to embed the query in, for models that want to know. */
  readonly language: string | null;
}

/** One word of a query, whatever language's stem a document has of it. */
export interface QuerySlot {
  /** Hashes of its stems. */
  readonly terms: readonly number[];
  /** How often the query says it. */
  readonly weight: number;
  readonly isBigram: boolean;
}

/** Words of a query that are looked up; what follows in a longer one is not. */
const mostSlots = 64;
/** Languages that a query is stemmed in: the commonest of the workspace. */
const mostLanguages = 4;
const longestQuery = 10_000;

/**
 * Analyses a query for documents in the given languages. Every word is stemmed as the documents were, in each of their
 * languages, since a few words do not reliably tell their own. Only for stop words does the query's own count, when
 * it is certain; they are left out while anything else is left.
 */
export function analyseQuery(query: string, documentLanguages: readonly (string | null)[]): QueryTerms {
  const text = query.slice(0, longestQuery);
  const languages = documentLanguages.length === 0 ? [null] : documentLanguages.slice(0, mostLanguages);
  const detected = detectLanguage(text);
  const isOneOfThem = detected.certain && documentLanguages.includes(detected.language);
  const ignored = (isOneOfThem ? [detected.language] : languages).map(stopWords);
  const tokens = [...tokenise(text)];
  const telling = tokens.filter((token) => token.kind !== "word" || !ignored.some((words) => words.has(token.text)));
  return {
    slots: toSlots(telling.length > 0 ? telling : tokens, languages),
    language: isOneOfThem ? detected.language : languages[0]!,
  };
}

function toSlots(tokens: readonly Token[], languages: readonly (string | null)[]): QuerySlot[] {
  const slots = new Map<string, { terms: number[]; weight: number; isBigram: boolean }>();
  for (const token of tokens) {
    const terms = [...new Set(languages.map((language) => termHash(termOf(token, language))))];
    const key = terms.join();
    const slot = slots.get(key);
    if (slot !== undefined) slot.weight++;
    else if (slots.size < mostSlots) slots.set(key, { terms, weight: 1, isBigram: token.kind === "bigram" });
  }
  return [...slots.values()];
}
