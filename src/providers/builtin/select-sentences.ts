import { detectLanguage, splitSentences, stopWords, termOf, tokenise } from "../../text/index.js";
import type { Passage } from "../chat-model.js";
import { type Cue, cuesOf, hasEvidence } from "./question-cues.js";

/** A sentence that is worth quoting. */
export interface Quote {
  /** Exactly as the passage has it, but for white space. */
  readonly text: string;
  /** The number of its passage. */
  readonly number: number;
  /** Higher is better; comparable within one selection only. Zero: it shares nothing with the question. */
  readonly score: number;
}

interface Candidate extends Quote {
  readonly terms: ReadonlySet<string>;
  readonly order: number;
}

/** Sentences looked at; passages are ordered, so that the rest is the least similar. */
const mostCandidates = 2_000;
/** Longer sentences are usually tables or lists that no rule could split. */
const longestQuote = 600;
const saturation = 1.2;
const lengthWeight = 0.35;
const cueBonus = 0.25;
const neighbourWeight = 0.25;
/** What a passage loses for each one before it. */
const rankPenalty = 0.03;
const leastRankFactor = 0.4;
/** How similar a further quote may be to one that was chosen. */
const mostOverlap = 0.75;
/** How good a further quote must be, of the best one's score. */
const leastShare = 0.5;

/**
 * The sentences of the passages that answer a question best, best first: those that share its rare words, that have what
 * its question word asks for, and that do not repeat each other. Works on words and needs no model; a paraphrase that
 * shares no word with the question is not found.
 *
 * @param count how many at most.
 */
export function selectSentences(question: string, passages: readonly Passage[], count: number): Quote[] {
  const language = languageOf(question, passages);
  const wanted = contentTerms(question, language);
  const candidates = candidatesOf(passages, language);
  const ranked = scored(candidates, wanted, cuesOf(question)).toSorted(
    (left, right) => right.score - left.score || left.order - right.order,
  );
  const best = ranked[0]?.score ?? 0;
  if (best === 0) return ranked.slice(0, 1).map(toQuote);
  const chosen: Candidate[] = [];
  for (const candidate of ranked) {
    if (chosen.length === count || candidate.score < best * leastShare) break;
    if (chosen.every((other) => similarity(other.terms, candidate.terms) < mostOverlap)) chosen.push(candidate);
  }
  return chosen.map(toQuote);
}

/** Questions are short, and documents answer questions in their own language; so the passages decide. */
function languageOf(question: string, passages: readonly Passage[]): string | null {
  const text = passages.map((passage) => passage.text.slice(0, 400)).join("\n");
  return detectLanguage(text === "" ? question : text).language;
}

function termsOf(text: string, language: string | null): Set<string> {
  return new Set([...tokenise(text)].map((token) => termOf(token, language)));
}

/** The question's terms without its function words; with them when nothing else is left. */
function contentTerms(question: string, language: string | null): Set<string> {
  const stops = stopWords(language);
  const tokens = [...tokenise(question)];
  const content = tokens.filter((token) => !stops.has(token.text));
  return new Set((content.length === 0 ? tokens : content).map((token) => termOf(token, language)));
}

function candidatesOf(passages: readonly Passage[], language: string | null): Candidate[] {
  const candidates: Candidate[] = [];
  const seen = new Set<string>();
  for (const [rank, passage] of passages.entries()) {
    for (const sentence of splitSentences(passage.text, language)) {
      const text = shorten(sentence.text.replace(/\s+/g, " "));
      // Overlapping chunks repeat sentences.
      if (seen.has(text)) continue;
      seen.add(text);
      candidates.push({ text, number: passage.number, score: 0, order: rank, terms: termsOf(text, language) });
      if (candidates.length === mostCandidates) return candidates;
    }
  }
  return candidates;
}

function shorten(text: string): string {
  if (text.length <= longestQuote) return text;
  const end = text.lastIndexOf(" ", longestQuote);
  return `${text.slice(0, end > 0 ? end : longestQuote)}…`;
}

/** Inverse frequency of the question's terms among the sentences, as in BM25. */
function weightsOf(wanted: ReadonlySet<string>, candidates: readonly Candidate[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const term of wanted) {
    const frequency = candidates.filter((candidate) => candidate.terms.has(term)).length;
    if (frequency > 0) weights.set(term, Math.log(1 + (candidates.length - frequency + 0.5) / (frequency + 0.5)) + 0.1);
  }
  return weights;
}

function overlapOf(terms: ReadonlySet<string>, weights: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [term, weight] of weights) if (terms.has(term)) sum += weight;
  return sum;
}

function scored(candidates: readonly Candidate[], wanted: ReadonlySet<string>, cues: ReadonlySet<Cue>): Candidate[] {
  const weights = weightsOf(wanted, candidates);
  const overlaps = candidates.map((candidate) => overlapOf(candidate.terms, weights));
  const averageLength = candidates.reduce((sum, one) => sum + one.terms.size, 0) / Math.max(1, candidates.length);
  const overlapAt = (index: number, number: number) =>
    candidates[index]?.number === number ? (overlaps[index] ?? 0) : 0;
  return candidates.map((candidate, index) => {
    const { number, terms, text, order } = candidate;
    // A sentence with few words of the question may go on from one that has them: "It was ...".
    const around = Math.max(overlapAt(index - 1, number), overlapAt(index + 1, number));
    const length = 1 - lengthWeight + (lengthWeight * terms.size) / averageLength;
    const overlap = ((overlapAt(index, number) + neighbourWeight * around) * (saturation + 1)) / (saturation + length);
    const met = [...cues].filter((cue) => hasEvidence(text, cue)).length;
    return { ...candidate, score: overlap * (1 + cueBonus * met) * Math.max(leastRankFactor, 1 - rankPenalty * order) };
  });
}

function similarity(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  let shared = 0;
  for (const term of left) if (right.has(term)) shared++;
  return shared / Math.max(1, Math.min(left.size, right.size));
}

function toQuote({ text, number, score }: Candidate): Quote {
  return { text, number, score };
}
