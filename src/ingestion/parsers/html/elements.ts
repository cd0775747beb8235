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

/** Names are compared up to this length. */
const longestName = 500;

const boilerplateName =
  /(?:^|[\s_-])(?:nav|navbar|navbox|navigation|navmenu|menu|menubar|sidebar|breadcrumbs?|footer|pagination|pager|share|social|cookies?|skiplinks?|toc|noprint|catlinks|printfooter)(?:$|[\s_-])/i;

/** What sites and the makers of consent dialogs call the element that asks about cookies. */
const consentName =
  /(?:cookies?|gdpr|ccpa|consent)[\s_-]?(?:law[\s_-]?)?(?:consent|banner|notice|notification|bar|info|popup|modal|overlay|dialog|message|alert|disclaimer|wall|manager|prompt|toast)|(?:^|[\s_-])(?:onetrust|cybotcookiebot\w*|truste|usercentrics|didomi|qc-cmp2|osano|klaro|iubenda-cs|borlabs|cmplz|cky)(?:$|[\s_-])/i;

/** What wikis and generators of documentation put beside headings and notes: links to edit, to the place itself, and back. */
const controlClass =
  /(?:^|\s)(?:mw-editsection|mw-cite-backlink|mw-jump-link|headerlink|header-anchor|heading-anchor|hash-link|anchorjs-link)(?:\s|$)/;

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
    boilerplateName.test(namesOf(attributes))
  );
}

/** Whether an element says by its name that it asks for consent to cookies; it does, when it is a small part of the page. */
export function looksLikeConsent(attributes: Attributes): boolean {
  return consentName.test(`${namesOf(attributes)} ${(attributes["aria-label"] ?? "").slice(0, longestName)}`);
}

/** Whether an element is a handle of the site's, in the middle of what the page says. */
export function isPageControl(attributes: Attributes): boolean {
  return controlClass.test((attributes["class"] ?? "").slice(0, longestName));
}

/** Whether an element says of itself that it holds what the page is about. */
export function isMainContent(name: string, attributes: Attributes): boolean {
  return name === "main" || attributes["role"] === "main";
}

function namesOf(attributes: Attributes): string {
  return `${(attributes["class"] ?? "").slice(0, longestName)} ${(attributes["id"] ?? "").slice(0, longestName)}`;
}
