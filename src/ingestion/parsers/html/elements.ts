/** Elements that stand on lines of their own; text on their two sides is not one paragraph. */
export const blockElements: ReadonlySet<string> = new Set(
  (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer " +
    "form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th " +
    "thead tr ul"
  ).split(" "),
);

/** Elements whose content is not for reading: programs, styles, alternatives, pictures, controls. */
export const skippedElements: ReadonlySet<string> = new Set(
  "script style template noscript svg iframe object applet canvas audio video select datalist button".split(" "),
);

/** The levels of headings by element. */
export const headingLevels: Readonly<Record<string, number>> = { h1: 1, h2: 2, h3: 3, h4: 4, h5: 5, h6: 6 };

/** Attributes of an element, as the tokenizer gives them. */
export type Attributes = Readonly<Record<string, string>>;

const boilerplateName =
  /(?:^|[\s_-])(?:nav|navbar|navbox|navigation|navmenu|menu|menubar|sidebar|breadcrumbs?|footer|pagination|pager|share|social|cookies?|skiplinks?|toc|noprint)(?:$|[\s_-])/i;

/** Whether an element is never shown. */
export function isHidden(attributes: Attributes): boolean {
  return (
    attributes["hidden"] !== undefined ||
    attributes["aria-hidden"] === "true" ||
    /display\s*:\s*none/i.test(attributes["style"] ?? "")
  );
}

/** Whether an element is a page number of a book's printed edition, in the middle of its text. */
export function isPageNumber(attributes: Attributes): boolean {
  return attributes["role"] === "doc-pagebreak" || /(?:^|\s)pagebreak(?:\s|$)/.test(attributes["epub:type"] ?? "");
}

/** Whether an element helps to get around the site and is no part of what the page says, whatever is in it. */
export function isNavigation(name: string, attributes: Attributes): boolean {
  return name === "nav" || attributes["role"] === "navigation" || attributes["role"] === "search";
}

/** Whether an element looks like furniture of the site; it is, when most of its text is links. */
export function looksLikeBoilerplate(name: string, attributes: Attributes): boolean {
  return (
    name === "header" ||
    name === "footer" ||
    name === "aside" ||
    /^(?:banner|contentinfo|complementary|menu)$/.test(attributes["role"] ?? "") ||
    boilerplateName.test(`${(attributes["class"] ?? "").slice(0, 500)} ${attributes["id"] ?? ""}`)
  );
}

/** Whether an element says of itself that it holds what the page is about. */
export function isMainContent(name: string, attributes: Attributes): boolean {
  return name === "main" || attributes["role"] === "main";
}
