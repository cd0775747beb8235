const hyphenAtEnd = /\p{L}[-\u2010\u00ad]$/u;
const endsInIdeograph = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。，！？」』）]$/u;
const startsInIdeograph = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}「『（]/u;

/**
 * Joins two lines of running text: a hyphen between small letters goes, scripts without spaces get none, all else is
 * joined by a space.
 */
export function joinLines(upper: string, lower: string): string {
  if (hyphenAtEnd.test(upper.slice(-4)) && /^\p{Ll}/u.test(lower)) return upper.slice(0, -1) + lower;
  const isUnspaced = endsInIdeograph.test(upper.slice(-2)) && startsInIdeograph.test(lower);
  return isUnspaced ? upper + lower : `${upper} ${lower}`;
}
