/**
 * The longest beginning of a text that has at most so many tokens by `countTokens`, ending between words where there are
 * any, and never within a surrogate pair. Empty when not even the first character fits.
 */
export function cutToTokens(text: string, tokens: number, countTokens: (text: string) => number): string {
  if (countTokens(text) <= tokens) return text;
  let end = 0;
  for (let tooLong = text.length; tooLong - end > 1;) {
    const middle = (end + tooLong) >> 1;
    if (countTokens(text.slice(0, middle)) <= tokens) end = middle;
    else tooLong = middle;
  }
  const space = text.lastIndexOf(" ", end);
  // Without spaces, at least not within a surrogate pair.
  const whole = space > end / 2 ? space : end - (/[\uD800-\uDBFF]$/.test(text.slice(0, end)) ? 1 : 0);
  return text.slice(0, whole);
}
