import type { MarkdownToken } from "./markdown-parser.js";

/** What is shown of the inside of a paragraph: no marks, no addresses of links and pictures. */
export function inlineText(tokens: readonly MarkdownToken[]): string {
  const parts: string[] = [];
  let hidden: string | null = null;
  for (const token of tokens) {
    if (token.type === "html_inline") {
      hidden = hiddenAfter(token.content, hidden);
      if (hidden === null && /^<br\b/i.test(token.content)) parts.push("\n");
    } else if (hidden === null) parts.push(tokenText(token));
  }
  return parts.join("");
}

function tokenText(token: MarkdownToken): string {
  switch (token.type) {
    case "softbreak":
      // A line end in the source is no line end in the text.
      return " ";
    case "hardbreak":
      return "\n";
    case "image":
      return inlineText(token.children ?? []);
    default:
      return token.content;
  }
}

/** The element whose content is not shown after a tag, if any. */
function hiddenAfter(tag: string, hidden: string | null): string | null {
  const name = /^<\/?(script|style|template|noscript)\b/i.exec(tag)?.[1]?.toLowerCase();
  if (name === undefined) return hidden;
  if (tag.startsWith("</")) return hidden === name ? null : hidden;
  return hidden ?? name;
}
