import type { PhrasingContent } from "mdast";

/** What is shown of the inside of a paragraph: no marks, no addresses of links and pictures. */
export function inlineText(nodes: readonly PhrasingContent[]): string {
  const parts: string[] = [];
  let hidden: string | null = null;
  for (const node of nodes) {
    if (node.type === "html") {
      hidden = hiddenAfter(node.value, hidden);
      if (hidden === null && /^<br\b/i.test(node.value)) parts.push("\n");
    } else if (hidden === null) parts.push(nodeText(node));
  }
  return parts.join("");
}

function nodeText(node: PhrasingContent): string {
  switch (node.type) {
    case "text":
      // A line end in the source is no line end in the text.
      return node.value.replace(/\s*\n\s*/g, " ");
    case "inlineCode":
      return node.value;
    case "break":
      return "\n";
    case "image":
    case "imageReference":
      return node.alt ?? "";
    case "footnoteReference":
      return `[${node.identifier}]`;
    case "html":
      return "";
    case "emphasis":
    case "strong":
    case "delete":
    case "link":
    case "linkReference":
      return inlineText(node.children);
  }
}

/** The element whose content is not shown after a tag, if any. */
function hiddenAfter(tag: string, hidden: string | null): string | null {
  const name = /^<\/?(script|style|template|noscript)\b/i.exec(tag)?.[1]?.toLowerCase();
  if (name === undefined) return hidden;
  if (tag.startsWith("</")) return hidden === name ? null : hidden;
  return hidden ?? name;
}
