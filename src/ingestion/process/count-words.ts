const ideograph = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const letterOrDigit = /[\p{L}\p{N}]/u;

/** Counts words: runs with a letter or a digit between white space; every ideograph is a word of its own. */
export function countWords(text: string): number {
  const ideographs = text.match(ideograph)?.length ?? 0;
  const rest = ideographs === 0 ? text : text.replace(ideograph, " ");
  let words = ideographs;
  for (const run of rest.split(/\s+/)) if (letterOrDigit.test(run)) words += 1;
  return words;
}
