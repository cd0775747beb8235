/** Files that are parts of pages, or hold no text: links to them are not followed. */
const withoutText =
  /\.(?:css|m?js|map|ico|png|jpe?g|gif|webp|avif|svg|bmp|tiff?|woff2?|ttf|otf|eot|mp[34]|m4[av]|webm|og[gvam]|wav|flac|avi|mov|mkv|exe|msi|dmg|deb|rpm|apk|iso|bin)$/i;

/** Which pages a crawl takes. */
export interface CrawlRules {
  /** `https://host[:port]`; pages of others are not taken. */
  readonly origin: string;
  /** Patterns of paths with their queries, in which `*` stands for any characters. None: every page. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** Whether a page is one that a crawl takes. @param address as `pageAddress` spells it. */
export function takesPage({ origin, include, exclude }: CrawlRules, address: string): boolean {
  const url = new URL(address);
  if (url.origin !== origin || withoutText.test(url.pathname)) return false;
  const path = `${url.pathname}${url.search}`;
  const isIncluded = include.length === 0 || include.some((pattern) => matches(pattern, path));
  return isIncluded && !exclude.some((pattern) => matches(pattern, path));
}

/** Compares in one pass with at most one step back for each character, whatever the pattern. */
function matches(pattern: string, text: string): boolean {
  let at = 0;
  let place = 0;
  let star = -1;
  let resume = 0;
  while (place < text.length) {
    if (pattern[at] === "*") {
      star = at;
      at += 1;
      resume = place;
    } else if (pattern[at] === text[place]) {
      at += 1;
      place += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      place = resume;
    } else return false;
  }
  while (pattern[at] === "*") at += 1;
  return at === pattern.length;
}
