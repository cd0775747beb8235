import { analyse } from "chardet";
import iconv from "iconv-lite";
import { detectLanguage } from "../../../text/index.js";

/** The usual encodings of eight-bit and Asian texts. Of two that fit equally well, the first is taken. */
const candidates: readonly string[] = [
  ...["windows-1252", "windows-1250", "iso-8859-2", "windows-1251", "koi8-u", "cp866", "iso-8859-5"],
  ...["windows-1253", "iso-8859-7", "windows-1254", "windows-1255", "windows-1256", "iso-8859-6", "windows-1257"],
  ...["windows-874", "shift_jis", "euc-jp", "gb18030", "big5", "euc-kr"],
];
/** What chardet calls some of them. Where a wider encoding agrees in all letters, that one is meant. */
const otherNames: Readonly<Record<string, string>> = {
  "iso-8859-1": "windows-1252",
  "iso-8859-8": "windows-1255",
  "iso-8859-8-i": "windows-1255",
  "iso-8859-9": "windows-1254",
  "koi8-r": "koi8-u",
};
/** Enough to know a language, in bytes. */
const rankedBytes = 8_192;

/** Weights of what speaks for and against a reading, against a certainty of its language between 0 and 1. */
const weights = { chardet: 0.3, oddCharacter: 2, strayMark: 4, shouting: 0.3 };

/** What no text in a living language has, save the signs that all have. */
const oddCharacters = /[^\p{L}\p{M}\p{N}\p{P}\s$+<=>^`|~£€¥§°©®™²³½¼¾±×÷µªº]/gu;
/** A change of case or of script inside a word. */
const brokenWords =
  /\p{Ll}\p{Lu}|\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Han}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Hebrew}]|[\p{Script=Cyrillic}\p{Script=Greek}][\p{Script=Latin}\p{Script=Han}]/gu;
/** An accent or a vowel sign without a letter before it, and Thai signs that are no letters after letters. */
const strayMarks = /(?:^|[^\p{L}\p{M}])\p{M}|\p{L}[\u0e3f\u0e5a\u0e5b]/gu;
const impossible = /[\ufffd\x80-\x84\x86-\x9f\ue000-\uf8ff]/;

/**
 * The encodings that a text may be in, the likeliest first. Each one's reading is judged as a text: whether a language
 * is recognised in it, and how often its words break rules that all scripts have; statistics of the bytes themselves
 * (chardet) have a say too. Both see a language better than either alone: short texts have too few byte patterns, and
 * a script that only one language uses makes nonsense look like it.
 * @param sample Some of its bytes, beginning at the start of a character.
 */
export function rankEncodings(sample: Uint8Array): string[] {
  const bytes = sample.subarray(0, rankedBytes);
  const confidences = new Map<string, number>();
  for (const { name, confidence } of analyse(bytes)) {
    const known = otherNames[name.toLowerCase()] ?? name.toLowerCase();
    confidences.set(known, Math.max(confidence / 100, confidences.get(known) ?? 0));
  }
  return candidates
    .flatMap((name) => {
      const text = withoutCutCharacter(iconv.decode(bytes, name));
      if (impossible.test(text)) return [];
      return [{ name, score: plausibility(text) + weights.chardet * (confidences.get(name) ?? 0) }];
    })
    .toSorted((one, other) => other.score - one.score)
    .map(({ name }) => name);
}

/** A decoded text without what became of a last character that was cut in two. */
export function withoutCutCharacter(text: string): string {
  return text.replace(/\ufffd{1,3}$/, "");
}

function plausibility(text: string): number {
  const length = Math.max(1, text.length);
  const odd = countOf(text, oddCharacters) + countOf(text, brokenWords);
  return (
    detectLanguage(text).score -
    (weights.oddCharacter * odd) / length -
    (weights.strayMark * countOf(text, strayMarks)) / length -
    (isShouted(text) ? weights.shouting : 0)
  );
}

/** Whether most letters are capitals: what the wrong one of two Cyrillic encodings makes of ordinary text. */
function isShouted(text: string): boolean {
  const capitals = countOf(text, /\p{Lu}/gu);
  const cased = capitals + countOf(text, /\p{Ll}/gu);
  return cased > countOf(text, /\p{L}/gu) / 2 && capitals > 0.6 * cased;
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
