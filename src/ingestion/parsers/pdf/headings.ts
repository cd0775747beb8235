import type { Block } from "../parser.js";
import { normalTitle, type Outline } from "./outline.js";
import type { SizedBlock } from "./page-blocks.js";

const maximumLines = 3;
const maximumLength = 200;
/** Letters larger than those of the running text by this much make a heading; then its levels, from the largest. */
const headingRatio = 1.15;
const levels: readonly (readonly [ratio: number, level: number])[] = [
  [1.8, 1],
  [1.4, 2],
  [headingRatio, 3],
];

const endsSentence = /[.;,。]$/;
const startsTitle = /^[\p{L}\p{N}§("“«„]/u;
/** So many pages are looked at before the first is passed on, to know the size of the running text. */
const pagesAhead = 8;

interface ReadPage {
  readonly number: number;
  readonly blocks: readonly SizedBlock[];
}

/**
 * Marks the headings among the blocks of the pages: by the outline, when the document has one, else by the size of the
 * letters compared with that of most letters so far.
 */
export async function* markHeadings(
  pages: AsyncIterable<ReadPage>,
  outline: Outline,
): AsyncGenerator<Block, void, void> {
  const lettersBySize = new Map<number, number>();
  const waiting: ReadPage[] = [];
  for await (const page of pages) {
    for (const { block, size } of page.blocks) {
      if (size === null) continue;
      const rounded = Math.round(size * 2) / 2;
      lettersBySize.set(rounded, (lettersBySize.get(rounded) ?? 0) + block.text.length);
    }
    waiting.push(page);
    if (waiting.length > pagesAhead) yield* markedBlocks(waiting.shift(), outline, bodySize(lettersBySize));
  }
  for (const page of waiting) yield* markedBlocks(page, outline, bodySize(lettersBySize));
}

function markedBlocks(page: ReadPage | undefined, outline: Outline, body: number): Block[] {
  if (page === undefined) return [];
  return page.blocks.map((sized) => {
    const level = levelOf(sized, page.number, outline, body);
    if (level === null) return sized.block;
    return { kind: "heading", text: sized.block.text.replace(/\s+/g, " "), level, page: page.number };
  });
}

function levelOf({ block, size, lines }: SizedBlock, page: number, outline: Outline, body: number): number | null {
  const { kind, text } = block;
  if (kind !== "paragraph" || lines > maximumLines || text.length > maximumLength || !/\p{L}/u.test(text)) return null;
  if (outline.size > 0) return outline.get(page)?.get(normalTitle(text)) ?? null;
  return size === null || endsSentence.test(text) || !startsTitle.test(text)
    ? null
    : (levels.find(([ratio]) => size >= ratio * body)?.[1] ?? null);
}

function bodySize(lettersBySize: ReadonlyMap<number, number>): number {
  let [body, most] = [0, 0];
  for (const [size, letters] of lettersBySize) if (letters > most) [body, most] = [size, letters];
  return body;
}
