const combiningMarks = /\p{M}+/gu;
const latinOrGreek = /[\p{Script=Latin}\p{Script=Greek}]/u;
// Arabic vowel signs and the stretching mark, Hebrew points: writers leave them out at will.
const optionalMarks = /[\u0610-\u061A\u064B-\u065F\u0670\u0640\u0591-\u05C7]/g;
const beyondAscii = /\P{ASCII}/u;

/**
 * One spelling for texts that readers hold to be the same: NFKC (full-width forms, ligatures), lower case, `ß` as `ss`,
 * final sigma as sigma, optional Arabic and Hebrew marks left out. Accents stay, since stemmers need them.
 */
export function normaliseText(text: string): string {
  if (!beyondAscii.test(text)) return text.toLowerCase();
  return text.normalize("NFKC").toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ").replace(optionalMarks, "");
}

/**
 * A stem without accents, as people type it: `café` and `cafe` are one term. Only in Latin and Greek script, and not in
 * Vietnamese, where accents tell words apart; `ё` becomes `е`, while `й` stays a letter of its own.
 */
export function foldAccents(stem: string, language: string | null): string {
  if (!beyondAscii.test(stem)) return stem;
  if (language !== "vi" && latinOrGreek.test(stem))
    return stem.normalize("NFD").replace(combiningMarks, "").normalize("NFC");
  return stem.replaceAll("ё", "е");
}
