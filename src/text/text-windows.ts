/** Characters of a window, at most. */
const longestWindow = 512;

/**
 * Cuts a text into pieces of at most 512 UTF-16 code units: before white space where there is any in a piece's second
 * half, as tokenizers do, and never within a surrogate pair. Joined they are the text.
 */
export function* textWindows(text: string): Generator<string, void, void> {
  for (let start = 0; start < text.length;) {
    const end = endOfWindow(text, start);
    yield text.slice(start, end);
    start = end;
  }
}

function endOfWindow(text: string, start: number): number {
  const latest = start + longestWindow;
  if (latest >= text.length) return text.length;
  for (let end = latest; end > start + longestWindow / 2; end--) {
    if (/\s/.test(text.charAt(end)) && !/\s/.test(text.charAt(end - 1))) return end;
  }
  return /[\uD800-\uDBFF]/.test(text.charAt(latest - 1)) ? latest - 1 : latest;
}
