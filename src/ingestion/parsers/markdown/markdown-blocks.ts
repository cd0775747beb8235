import type { List, ListItem, RootContent, Table } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { readPage } from "../html/read-page.js";
import { tableBlock } from "../html/table-text.js";
import type { Block } from "../parser.js";
import { inlineText } from "./inline-text.js";

/** The blocks of a stretch of Markdown (GitHub's dialect). */
export function markdownBlocks(markdown: string): Block[] {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return tree.children.flatMap(blocksOf);
}

function blocksOf(node: RootContent): Block[] {
  switch (node.type) {
    case "heading":
      return [{ kind: "heading", text: inlineText(node.children).replace(/\s+/g, " "), level: node.depth }];
    case "paragraph":
      return [{ kind: "paragraph", text: inlineText(node.children) }];
    case "code":
      return [{ kind: "code", text: node.value }];
    case "list":
      return listBlocks(node);
    case "table":
      return tableBlocks(node);
    case "blockquote":
      return node.children.flatMap(blocksOf);
    case "footnoteDefinition":
      return node.children
        .flatMap(blocksOf)
        .map((block, index) => (index === 0 ? { ...block, text: `[${node.identifier}] ${block.text}` } : block));
    case "html":
      return readPage(node.value, { mainContentOnly: false }).blocks;
    default:
      return [];
  }
}

/** A list is one block of lines, unless its items hold tables, code or headings, which stand on their own. */
function listBlocks(list: List): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  const endLines = (): void => {
    if (lines.length > 0) blocks.push({ kind: "list", text: lines.join("\n") });
    lines = [];
  };
  for (const [index, item] of list.children.entries()) {
    const mark = list.ordered === true ? `${(list.start ?? 1) + index}. ` : "- ";
    let isFirst = true;
    for (const block of itemBlocks(item)) {
      if (block.kind !== "list" && block.kind !== "paragraph") {
        endLines();
        blocks.push(block);
        continue;
      }
      const prefix = isFirst ? mark : " ".repeat(mark.length);
      const rest = " ".repeat(mark.length);
      lines.push(
        ...block.text.split("\n").map((line, at) => (at === 0 && block.kind === "paragraph" ? prefix : rest) + line),
      );
      isFirst = false;
    }
  }
  endLines();
  return blocks;
}

function itemBlocks(item: ListItem): Block[] {
  const blocks = item.children.flatMap(blocksOf);
  const box = item.checked === true ? "[x] " : item.checked === false ? "[ ] " : "";
  return blocks.map((block, index) => (index === 0 && box !== "" ? { ...block, text: box + block.text } : block));
}

function tableBlocks(table: Table): Block[] {
  const rows = table.children.map((row, index) =>
    row.children.map((cell) => ({ text: inlineText(cell.children), isHeader: index === 0, columns: 1, rows: 1 })),
  );
  const block = tableBlock(rows);
  return block === null ? [] : [block];
}
