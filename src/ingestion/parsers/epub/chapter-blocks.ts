import { DocumentError } from "../../errors.js";
import { readPage } from "../html/read-page.js";
import type { Block } from "../parser.js";
import { oneLine } from "../text/clean-text.js";
import { decodeXml } from "../xml/xml-feed.js";
import type { ContentsEntry } from "./book-contents.js";

/** Chapters are read whole; the longest novels have four megabytes altogether. */
const maximumChapterBytes = 16_777_216;
const maximumHeadingLevel = 6;
const declaresEntities = /<!doctype[^>]*\[[^\]]*<!entity/i;

/**
 * The blocks of a chapter. When it has no headings, those that the table of contents has for it take their places.
 * @param entries The lines of the table of contents that lead into the chapter.
 * @throws DocumentError DOCUMENT_TOO_LARGE, or DOCUMENT_CORRUPT when the chapter declares entities.
 */
export function chapterBlocks(content: Buffer, entries: readonly ContentsEntry[]): Block[] {
  if (content.length > maximumChapterBytes) {
    throw new DocumentError("DOCUMENT_TOO_LARGE", `A chapter has more than ${maximumChapterBytes} bytes.`);
  }
  const html = decodeXml(content);
  if (declaresEntities.test(html.slice(0, 65_536))) {
    throw new DocumentError("DOCUMENT_CORRUPT", "A chapter declares XML entities, which no book needs.");
  }
  const wanted = new Set(entries.flatMap(({ anchor }) => anchor ?? []));
  const { blocks, anchors } = readPage(html, { mainContentOnly: false, isXhtml: true, anchors: wanted });
  if (blocks.length === 0 || blocks.some(({ kind }) => kind === "heading")) return blocks;
  const places = new Map<number, ContentsEntry[]>();
  for (const entry of entries) {
    const index = anchors.get(entry.anchor ?? "") ?? 0;
    const others = places.get(index);
    if (others === undefined) places.set(index, [entry]);
    else others.push(entry);
  }
  return blocks.flatMap((block, index) => withHeadings(block, places.get(index) ?? []));
}

/** Headings before a block; a block that is itself the title of one becomes that heading. */
function withHeadings(block: Block, entries: readonly ContentsEntry[]): Block[] {
  const headings = entries
    .filter(({ title }) => title !== "")
    .map(({ title, level }): Block => ({ kind: "heading", text: title, level: levelOf(level) }));
  const isTitle = comparable(headings.at(-1)?.text ?? "") === comparable(block.text);
  return headings.length > 0 && isTitle ? headings : [...headings, block];
}

function levelOf(level: number): number {
  return Math.min(maximumHeadingLevel, Math.max(1, level));
}

function comparable(text: string): string {
  return oneLine(text.slice(0, 1_000)).toLowerCase();
}
