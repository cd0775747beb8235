import { eld } from "eld/extrasmall";

/** What a text seems to be written in. */
export interface DetectedLanguage {
  /** ISO 639-1 code; null when there is nothing to tell it by. */
  readonly language: string | null;
  /** Whether it can be relied upon: false for a few words, which are as good in several languages. */
  readonly certain: boolean;
  /** How much the text is like that language: 0 to 1. */
  readonly score: number;
}

/** Characters of a text that are looked at, taken from its beginning, middle and end. */
const sampleLength = 900;
/** A text shorter than this is never certain: three or four words. */
const leastCertainLength = 24;

/**
 * The main language of a text. It costs less than a tenth of a millisecond, whatever the length. Of sixty languages;
 * about 99 of 100 sentences are told right, but only seven in ten single words.
 */
export function detectLanguage(text: string): DetectedLanguage {
  const result = eld.detect(sample(text));
  if (result.language === "") return { language: null, certain: false, score: 0 };
  const [best = 0, second = 0] = Object.values(result.getScores()).sort((left, right) => right - left);
  return {
    language: result.language,
    certain: text.length >= leastCertainLength && result.isReliable() && best - second >= 0.05,
    score: best,
  };
}

function sample(text: string): string {
  if (text.length <= sampleLength) return text;
  const third = sampleLength / 3;
  const middle = Math.floor((text.length - third) / 2);
  return `${text.slice(0, third)} ${text.slice(middle, middle + third)} ${text.slice(-third)}`;
}
