import { readPage } from "../html/read-page.js";
import { type TableCell, tableBlock } from "../html/table-text.js";
import type { Block } from "../parser.js";
import { inlineText } from "./inline-text.js";
import { type MarkdownToken, parseMarkdown } from "./markdown-parser.js";

/** The blocks of a stretch of Markdown (GitHub's dialect), and how many tokens they were made of. */
export function markdownBlocks(markdown: string): { readonly blocks: Block[]; readonly tokens: number } {
  const tokens = parseMarkdown(markdown);
  return { blocks: containerBlocks(tokens.values(), ""), tokens: tokens.length };
}

type Tokens = Iterator<MarkdownToken, unknown, unknown>;

/** The blocks up to the token that closes their container. */
function containerBlocks(tokens: Tokens, close: string): Block[] {
  const blocks: Block[] = [];
  for (let token = take(tokens); token !== null && token.type !== close; token = take(tokens)) {
    for (const block of blocksOf(token, tokens)) blocks.push(block);
  }
  return blocks;
}

/** The blocks that a token begins; takes the tokens up to its end. */
function blocksOf(token: MarkdownToken, tokens: Tokens): Block[] {
  switch (token.type) {
    case "heading_open":
      return [
        {
          kind: "heading",
          text: leafText(tokens).replace(/\s+/g, " "),
          level: Number.parseInt(token.tag.slice(1), 10),
        },
      ];
    case "paragraph_open":
      return [{ kind: "paragraph", text: leafText(tokens) }];
    case "nested_deeply":
      return [{ kind: "paragraph", text: token.content }];
    case "fence":
    case "code_block":
      return [{ kind: "code", text: token.content.replace(/\n$/, "") }];
    case "html_block":
      return readPage(token.content, { mainContentOnly: false }).blocks;
    case "bullet_list_open":
      return listBlocks(tokens, "bullet_list_close", null);
    case "ordered_list_open":
      return listBlocks(tokens, "ordered_list_close", Number(token.attrGet("start") ?? 1));
    case "table_open":
      return tableBlocks(tokens);
    case "blockquote_open":
      return containerBlocks(tokens, "blockquote_close");
    case "footnote_open":
      return containerBlocks(tokens, "footnote_close").map((block, index) =>
        index === 0 ? { ...block, text: `[${token.info}] ${block.text}` } : block,
      );
    default:
      return [];
  }
}

/** The text of a block that holds no others: what is between its begin and its end. */
function leafText(tokens: Tokens): string {
  const text = inlineText(take(tokens)?.children ?? []);
  take(tokens);
  return text;
}

/**
 * A list is one block of lines, unless its items hold tables, code or headings, which stand on their own.
 * @param start The number of the first item, or null when the items have none.
 */
function listBlocks(tokens: Tokens, close: string, start: number | null): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  const endLines = (): void => {
    if (lines.length > 0) blocks.push({ kind: "list", text: lines.join("\n") });
    lines = [];
  };
  let number = start;
  for (let token = take(tokens); token !== null && token.type !== close; token = take(tokens)) {
    const mark = number === null ? "- " : `${number++}. `;
    const rest = " ".repeat(mark.length);
    let isFirst = true;
    for (const block of containerBlocks(tokens, "list_item_close")) {
      if (block.kind !== "list" && block.kind !== "paragraph") {
        endLines();
        blocks.push(block);
        continue;
      }
      const prefix = isFirst ? mark : rest;
      for (const [at, line] of block.text.split("\n").entries()) {
        lines.push((at === 0 && block.kind === "paragraph" ? prefix : rest) + line);
      }
      isFirst = false;
    }
  }
  endLines();
  return blocks;
}

function tableBlocks(tokens: Tokens): Block[] {
  const rows: TableCell[][] = [];
  for (let token = take(tokens); token !== null && token.type !== "table_close"; token = take(tokens)) {
    if (token.type === "tr_open") rows.push([]);
    else if (token.type === "th_open" || token.type === "td_open") {
      rows.at(-1)?.push({ text: leafText(tokens), isHeader: token.type === "th_open", columns: 1, rows: 1 });
    }
  }
  const block = tableBlock(rows);
  return block === null ? [] : [block];
}

function take(tokens: Tokens): MarkdownToken | null {
  const next = tokens.next();
  return next.done === true ? null : next.value;
}
