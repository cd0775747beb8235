import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { defaultParserLimits, ParserPool } from "../src/ingestion/process/parser-pool.js";
import { createLogger } from "../src/observability/logger.js";
import { randomFrom } from "./random.js";

/** A phrase, and the only page of its file that has it. */
interface Fact {
  readonly file: string;
  readonly page: number;
  readonly phrase: string;
}

/** The text of a chunk without all but letters and digits, and its pages. */
interface PagedChunk {
  readonly text: string;
  readonly page: number;
  readonly pageEnd: number;
}

const phraseWords = 6;
/** Files with more pages, or none that can be read, are no part of the sample. */
const maximumPages = 400;
/** How often a phrase is looked for on one page before another page is taken. */
const attempts = 20;

/**
 * Checks that chunks name the right pages. Phrases are sampled from the pages as pdftotext (poppler) reads them, each
 * the only one of its kind in its file; a chunk that has the phrase must include the page, and one that does not
 * include it must not have the phrase. Needs pdftotext.
 *
 *   npm run bench -- pdf-pages [facts] [seed] [folder of PDF files ...]
 */
export async function run([count = "50", seed = "1", ...folders]: readonly string[]): Promise<void> {
  const random = randomFrom(Number(seed));
  const places = folders.length > 0 ? folders : ["../shared/data/pdfqa-sec10q/docs", "../shared/data/docs/pdf"];
  const files = places.flatMap((folder) => pdfFiles(folder));
  const pages = new Map(files.map((file) => [file, pagesOf(file)] as const));
  const readable = files.filter((file) => (pages.get(file) ?? []).some((text) => text !== ""));
  const facts = sampleFacts(readable, pages, Number(count), random);
  const pool = new ParserPool({ size: 2, limits: defaultParserLimits, logger: createLogger("silent") });
  const chunks = new Map(
    await Promise.all(
      [...new Set(facts.map(({ file }) => file))].map(async (file) => [file, await chunksOf(pool, file)] as const),
    ),
  );
  await pool.close();

  let right = 0;
  for (const fact of facts) {
    const holders = (chunks.get(fact.file) ?? []).filter(({ text }) => text.includes(letters(fact.phrase)));
    const isRight = holders.some(({ page, pageEnd }) => page <= fact.page && fact.page <= pageEnd);
    if (isRight) right += 1;
    else {
      const found = holders.map(({ page, pageEnd }) => `${page}-${pageEnd}`).join(", ") || "nowhere";
      process.stdout.write(`${basename(fact.file)} page ${fact.page}: "${fact.phrase}" was found on ${found}\n`);
    }
  }
  const spans = [...chunks.values()].flat().map(({ page, pageEnd }) => pageEnd - page + 1);
  const mean = spans.reduce((total, span) => total + span, 0) / Math.max(1, spans.length);
  process.stdout.write(
    `${right} of ${facts.length} facts of ${chunks.size} files on the right page; a chunk has ${mean.toFixed(2)} pages on average, at most ${Math.max(...spans)}\n`,
  );
}

function pdfFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".pdf"))
    .sort()
    .map((name) => join(folder, name));
}

/** The text of each page, as another program reads it; empty when that cannot read the file. */
function pagesOf(file: string): string[] {
  try {
    const pages = execFileSync("pdftotext", ["-enc", "UTF-8", "-l", String(maximumPages), file, "-"], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      stdio: ["ignore", "pipe", "ignore"],
    });
    return pages.split("\f").slice(0, -1);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw error;
    return [];
  }
}

/** As many facts from each file as from any other. */
function sampleFacts(
  files: readonly string[],
  pages: ReadonlyMap<string, readonly string[]>,
  count: number,
  random: () => number,
): Fact[] {
  const facts: Fact[] = [];
  const plain = new Map(files.map((file) => [file, (pages.get(file) ?? []).map(letters)] as const));
  for (let turn = 0; facts.length < count && turn < count * attempts; turn += 1) {
    const file = files[turn % files.length];
    if (file === undefined) break;
    const texts = pages.get(file) ?? [];
    const page = Math.floor(random() * texts.length);
    const phrase = phraseOf(texts[page] ?? "", random);
    const isOnlyOne = phrase !== null && plain.get(file)?.filter((text) => text.includes(letters(phrase))).length === 1;
    if (isOnlyOne) facts.push({ file, page: page + 1, phrase });
  }
  return facts;
}

/** Some words in a row of one line, or null. */
function phraseOf(page: string, random: () => number): string | null {
  const lines = page.split("\n").filter((line) => line.trim().split(/\s+/).length >= phraseWords);
  const words = lines[Math.floor(random() * lines.length)]?.trim().split(/\s+/) ?? [];
  const start = Math.floor(random() * Math.max(1, words.length - phraseWords + 1));
  const phrase = words.slice(start, start + phraseWords).join(" ");
  return letters(phrase).length >= phraseWords * 2 ? phrase : null;
}

async function chunksOf(pool: ParserPool, file: string): Promise<PagedChunk[]> {
  const all: PagedChunk[] = [];
  await pool.run({ path: file, name: basename(file) }, ({ chunks }) => {
    for (const { text, page, pageEnd } of chunks)
      all.push({ text: letters(text), page: page ?? 0, pageEnd: pageEnd ?? 0 });
    return Promise.resolve();
  });
  return all;
}

/** What two programs that read the same text agree on. */
function letters(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}
