import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Block, BlockKind } from "../../src/ingestion/parsers/parser.js";
import type { Chunk } from "../../src/ingestion/split/chunk.js";
import { estimateTokens } from "../../src/text/index.js";
import { defaultSplitOptions, type SplitOptions } from "../../src/ingestion/split/options.js";
import { splitBlocks } from "../../src/ingestion/split/split-blocks.js";
import { fullText } from "../support/documents.js";

async function split(blocks: readonly Block[], options: Partial<SplitOptions> = {}): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  async function* stream(): AsyncGenerator<Block, void, void> {
    yield* blocks;
  }
  for await (const chunk of splitBlocks(stream(), { ...defaultSplitOptions, ...options })) chunks.push(chunk);
  return chunks;
}

/** What holds of the chunks of any document. */
function expectInvariants(blocks: readonly Block[], chunks: readonly Chunk[], options: SplitOptions): void {
  const text = fullText(blocks);
  let [start, end] = [-1, 0];
  for (const [at, chunk] of chunks.entries()) {
    expect(chunk.position).toBe(at);
    expect(chunk.text).toBe(chunk.repeatedHeader + text.slice(chunk.characterStart, chunk.characterEnd));
    expect(chunk.tokenCount).toBe(options.countTokens(chunk.text));
    const isOneCharacter = [...chunk.text].length === 1;
    expect(chunk.tokenCount <= options.maximumTokens || isOneCharacter).toBe(true);
    expect(chunk.text.trim()).not.toBe("");
    expect(chunk.characterStart).toBeGreaterThan(start);
    expect(chunk.characterEnd).toBeGreaterThan(end);
    expect(text.slice(end, Math.max(end, chunk.characterStart)).trim()).toBe("");
    [start, end] = [chunk.characterStart, chunk.characterEnd];
  }
  expect(text.slice(end).trim()).toBe("");
}

const kinds: readonly BlockKind[] = ["heading", "paragraph", "list", "table", "code"];
const word = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom(
    "A sentence ends. ",
    "The next one",
    "\n",
    "\t",
    " ",
    "中文没有空格。",
    "สวัสดีชาวโลก",
    "😀",
    "\ud83d",
    "\ude00",
    "x".repeat(300),
  ),
);
const block: fc.Arbitrary<Block> = fc
  .record({
    kind: fc.constantFrom(...kinds),
    text: fc.array(word, { minLength: 1, maxLength: 60 }).map((words) => words.join("")),
    level: fc.integer({ min: 1, max: 6 }),
    page: fc.integer({ min: 1, max: 9 }),
    headerRows: fc.integer({ min: 0, max: 3 }),
    header: fc.constantFrom("", "Name\tLow", "Name\nLow"),
    joint: fc.constantFrom("\n\n", "\n", " ", ""),
  })
  .filter(({ text }) => text.trim() !== "");
const sizes = fc.record({
  targetTokens: fc.integer({ min: 8, max: 80 }),
  overlapTokens: fc.integer({ min: 0, max: 7 }),
  maximumTokens: fc.integer({ min: 80, max: 120 }),
});

describe("the splitter", () => {
  it("keeps every character in order, within bounds, whatever the document", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(block, { maxLength: 12 }), sizes, async (blocks, size) => {
        const options = { ...defaultSplitOptions, ...size };
        expectInvariants(blocks, await split(blocks, options), options);
      }),
      { numRuns: 300 },
    );
  });

  it("keeps its bounds with a counter that is not additive", async () => {
    const countTokens = (text: string): number => Math.ceil(text.length / 3) + 5;
    await fc.assert(
      fc.asyncProperty(fc.array(block, { maxLength: 6 }), async (blocks) => {
        const options = { targetTokens: 40, overlapTokens: 8, maximumTokens: 60, countTokens };
        expectInvariants(blocks, await split(blocks, options), options);
      }),
      { numRuns: 100 },
    );
  });

  const sentence = (at: number): string => `This is the sentence with the number ${at} of this text.`;
  const prose = (count: number, from = 0): string =>
    Array.from({ length: count }, (_, at) => sentence(from + at)).join(" ");

  it("ends chunks at headings, and says under which headings they stand", async () => {
    const chunks = await split([
      { kind: "heading", text: "Tides", level: 1 },
      { kind: "paragraph", text: prose(8) },
      { kind: "heading", text: "Heights", level: 2 },
      { kind: "paragraph", text: prose(8, 100) },
      { kind: "heading", text: "Winds", level: 1 },
      { kind: "paragraph", text: prose(8, 200) },
    ]);
    expect(chunks.map(({ headingPath }) => headingPath)).toEqual([["Tides"], ["Tides", "Heights"], ["Winds"]]);
    expect(chunks.map(({ text }) => text.split("\n", 1)[0])).toEqual(["Tides", "Heights", "Winds"]);
  });

  it("puts small sections together under what they share", async () => {
    const small = ["Red", "Green", "Blue"].flatMap((name): Block[] => [
      { kind: "heading", text: name, level: 2 },
      { kind: "paragraph", text: "A colour." },
    ]);
    const chunks = await split([{ kind: "heading", text: "Colours", level: 1 }, ...small]);
    expect(chunks).toHaveLength(1);
    expect(chunks[0]?.headingPath).toEqual(["Colours"]);
  });

  it("ends chunks between sentences, and repeats the last ones", async () => {
    const chunks = await split([{ kind: "paragraph", text: prose(60) }]);
    expect(chunks.length).toBeGreaterThan(2);
    for (const chunk of chunks) expect(chunk.text).toMatch(/^This is .*text\.$/s);
    for (const [at, chunk] of chunks.entries()) {
      const before = chunks[at - 1];
      if (before === undefined) continue;
      const shared = before.characterEnd - chunk.characterStart;
      expect(shared).toBeGreaterThan(0);
      expect(estimateTokens(chunk.text.slice(0, shared))).toBeLessThanOrEqual(defaultSplitOptions.overlapTokens * 1.5);
    }
  });

  it("does not take a wrapped line, an initial or an abbreviation for the end of a sentence", async () => {
    const wrapped =
      "The harbour master, Mr. J. Smith, has kept a record of all\nthe spring tides since the year in which he was born. It\nis long.";
    const chunks = await split([{ kind: "paragraph", text: wrapped }], {
      targetTokens: 26,
      overlapTokens: 0,
      maximumTokens: 60,
    });
    expect(chunks.map(({ text }) => text)).toEqual([wrapped.slice(0, wrapped.indexOf(" It\n")), "It\nis long."]);
  });

  it("ends sentences in Chinese and Japanese", async () => {
    const text = "潮汐由月球引起。".repeat(40);
    const chunks = await split([{ kind: "paragraph", text }], {
      targetTokens: 50,
      overlapTokens: 0,
      maximumTokens: 80,
    });
    for (const chunk of chunks) expect(chunk.text).toMatch(/^潮.*。$/);
  });

  it("keeps tables and code whole, and repeats the header over the parts of a long table", async () => {
    const row = (at: number): string => `Port ${at}\t${at}.5\t${at * 2}`;
    const table = (count: number): Block => ({
      kind: "table",
      text: ["Name\tLow\tHigh", ...Array.from({ length: count }, (_, at) => row(at))].join("\n"),
      headerRows: 1,
    });
    const [whole] = await split([{ kind: "paragraph", text: prose(3) }, table(20)]);
    expect(whole?.text).toContain(table(20).text);
    const parts = await split([table(300)]);
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) expect(part.text).toMatch(/^Name\tLow\tHigh\nPort \d+\t[\s\S]*\d$/);
    const code: Block = { kind: "code", text: Array.from({ length: 25 }, (_, at) => `  line(${at});`).join("\n") };
    expect((await split([{ kind: "paragraph", text: prose(10) }, code])).at(-1)?.text).toContain(code.text);
  });

  it("repeats the header of a table that comes in parts, and keeps the empty cells at the start of its rows", async () => {
    const rows = (from: number): string => Array.from({ length: 100 }, (_, at) => `\t${from + at}.5\tlow`).join("\n");
    const blocks: Block[] = [
      { kind: "table", text: `Name\tLow\tNote\n${rows(0)}`, headerRows: 1 },
      { kind: "table", text: rows(100), header: "Name\tLow\tNote", joint: "\n" },
      { kind: "table", text: "Brest\t1\thigh", header: "Name\tLow\tNote" },
    ];
    const chunks = await split(blocks);
    expectInvariants(blocks, chunks, defaultSplitOptions);
    for (const { text } of chunks) expect(text).toMatch(/^Name\tLow\tNote\n(?:\t\d+\.5\tlow|Brest\t1\thigh)(?:\n|$)/);
  });

  it("knows the pages on which chunks begin and end", async () => {
    const chunks = await split([
      { kind: "paragraph", text: prose(3), page: 4 },
      { kind: "paragraph", text: prose(3, 50), page: 5 },
    ]);
    expect(chunks).toMatchObject([{ page: 4, pageEnd: 5 }]);
  });

  it("cuts five million characters without a space", async () => {
    const chunks = await split([{ kind: "paragraph", text: "x".repeat(5_000_000) }]);
    expect(chunks.reduce((total, { text }) => total + text.length, 0)).toBe(5_000_000);
  });

  it("refuses sizes that contradict each other", async () => {
    await expect(split([], { targetTokens: 10, overlapTokens: 10 })).rejects.toThrow(RangeError);
    await expect(split([], { targetTokens: 1_000 })).rejects.toThrow(RangeError);
  });
});
