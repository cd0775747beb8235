import { formats } from "./formats.js";
import { markdownBlocks } from "./markdown/markdown-blocks.js";
import { frontMatterFacts } from "./markdown/front-matter.js";
import { markdownSegments } from "./markdown/segments.js";
import {
  type Block,
  type DocumentFacts,
  noFacts,
  type ParsedDocument,
  type Parser,
  type ParseSource,
} from "./parser.js";
import { shortFact } from "./text/clean-text.js";
import { decodeFile } from "./text/decode-file.js";
import { fromArray } from "./text/from-array.js";
import { paragraphBlocks } from "./text/paragraphs.js";

const frontMatter = /^\ufeff?---[ \t]*\r?\n([\s\S]{0,65536}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;

/** A file beyond this is a dump rather than a text. */
const maximumParsedBytes = 16 * 1_048_576;
/** Millions of tiny cells or items take long; a text of 16 MiB has less than one million tokens. */
const maximumTokens = 3_000_000;

/**
 * Markdown in GitHub's dialect, with front matter. Beyond 16 MiB it is read as plain text, and so is what follows on
 * three million tokens.
 */
export const mdParser: Parser = {
  ...formats.md,
  isText: true,
  recognises: () => false,
  async parse(source: ParseSource): Promise<ParsedDocument> {
    if (source.sizeBytes > maximumParsedBytes) {
      return { facts: noFacts, blocks: paragraphBlocks(decodeFile(source.path)) };
    }
    const segments = markdownSegments(decodeFile(source.path));
    const first = (await segments.next()).value ?? "";
    const matter = frontMatter.exec(first);
    const start = matter === null ? first : first.slice(matter[0].length);
    const { blocks, tokens } = markdownBlocks(start);
    const facts = matter === null ? noFacts : frontMatterFacts(matter[1] ?? "");
    return { facts: withTitle(facts, blocks), blocks: allBlocks(blocks, tokens, segments) };
  },
};

function withTitle(facts: DocumentFacts, blocks: readonly Block[]): DocumentFacts {
  const heading = blocks.find((block) => block.kind === "heading" && block.level === 1);
  return { ...facts, title: facts.title ?? shortFact(heading?.text) };
}

async function* allBlocks(
  first: readonly Block[],
  firstTokens: number,
  segments: AsyncIterable<string>,
): AsyncGenerator<Block, void, void> {
  yield* first;
  let total = firstTokens;
  for await (const segment of segments) {
    if (total > maximumTokens) {
      yield* paragraphBlocks(fromArray([segment]));
      continue;
    }
    const { blocks, tokens } = markdownBlocks(segment);
    total += tokens;
    yield* blocks;
  }
}
