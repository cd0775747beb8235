import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { defaultParserLimits, ParserPool } from "../src/ingestion/process/parser-pool.js";
import { createLogger } from "../src/observability/logger.js";
import { randomFrom } from "./random.js";
import { readTables, type ReadTable } from "./tables/read-tables.js";

/** A cell of a sheet, the name at the head of its column, and what its row is known by. */
interface Fact {
  readonly file: string;
  readonly sheet: string;
  readonly header: string;
  readonly label: string;
  readonly value: string;
}

const number = /^-?[\d.,]+(?:e[+-]?\d+)?$/i;
const longestName = 60;
/** How often a cell is looked for before fewer facts are taken than were asked for. */
const attempts = 200;

/**
 * Checks that chunks of tables can be understood alone. Cells of spreadsheets are sampled, as many from each as from
 * any other, as Python reads them; some chunk must have the value, in a line with what its row is known by, under the
 * name of its column: in the same place of an earlier line, or written before it.
 *
 *   npm run bench -- table-facts [facts] [seed] [folder of spreadsheets ...]
 */
export async function run([count = "20", seed = "1", ...folders]: readonly string[]): Promise<void> {
  const places = folders.length > 0 ? folders : ["../shared/data/docs/xlsx", "../shared/data/docs/csv"];
  const facts = sampleFacts(readTables(places.flatMap(tableFiles)), Number(count), randomFrom(Number(seed)));
  const pool = new ParserPool({ size: 1, limits: defaultParserLimits, logger: createLogger("silent") });
  const chunks = new Map<string, readonly string[]>();
  for (const { file } of facts) if (!chunks.has(file)) chunks.set(file, await chunksOf(pool, file));
  await pool.close();
  let right = 0;
  for (const fact of facts) {
    const { file, sheet, header, label, value } = fact;
    if ((chunks.get(file) ?? []).some((text) => tells(text, fact))) right += 1;
    else process.stdout.write(`${basename(file)} ${sheet}: no chunk says "${header}" of "${label}" is "${value}"\n`);
  }
  process.stdout.write(`${right} of ${facts.length} facts of ${chunks.size} files in a chunk with row and column\n`);
}

function tableFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /\.(?:xlsx|csv|tsv)$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

function sampleFacts(tables: readonly ReadTable[], count: number, random: () => number): Fact[] {
  const files = [...new Set(tables.map(({ file }) => file))];
  const facts = new Map<string, Fact>();
  for (let turn = 0; facts.size < count && turn < count * attempts; turn += 1) {
    const file = files[turn % files.length];
    const own = tables.filter((table) => table.file === file);
    const table = own[Math.floor(random() * own.length)];
    if (table === undefined) continue;
    const row = Math.floor(random() * table.rows.length);
    const column = Math.floor(random() * (table.rows[row]?.length ?? 0));
    const fact = factAt(table, row, column);
    if (fact !== null) facts.set(JSON.stringify(fact), fact);
  }
  return [...facts.values()];
}

/** The cell is a number; the topmost cell over it without a gap is a name, and so is the leftmost one beside it. */
function factAt({ file, sheet, rows }: ReadTable, row: number, column: number): Fact | null {
  const cell = (y: number, x: number): string => rows[y]?.[x]?.trim() ?? "";
  const value = cell(row, column);
  let [top, left] = [row, column];
  while (top > 0 && cell(top - 1, column) !== "") top -= 1;
  while (left > 0 && cell(row, left - 1) !== "") left -= 1;
  // Over the names of the columns may stand the name of the table.
  while (top < row && !number.test(cell(top + 1, column)) && top + 1 < row) top += 1;
  const [header, label] = [cell(top, column), cell(row, left)];
  if (!number.test(value) || top === row || left === column || [header, label].some(isNoName)) return null;
  return { file, sheet, header, label, value };
}

function isNoName(text: string): boolean {
  return number.test(text) || text.length > longestName || letters(text) === "";
}

/** Whether a chunk says by itself what the value is of what. */
function tells(chunk: string, { header, label, value }: Fact): boolean {
  const lines = chunk.split("\n").map((line) => line.split("\t").map(letters));
  const [name, row, cell] = [letters(header), letters(label), letters(value)];
  return lines.some((cells, at) => {
    if (cells.length === 1) return cells[0] === name + cell && chunk.includes(label);
    const places = cells.flatMap((other, place) => (other === cell ? [place] : []));
    return cells.includes(row) && places.some((place) => lines.slice(0, at).some((above) => above[place] === name));
  });
}

async function chunksOf(pool: ParserPool, file: string): Promise<string[]> {
  const texts: string[] = [];
  await pool.run({ path: file, name: basename(file) }, ({ chunks }) => {
    texts.push(...chunks.map(({ text }) => text));
    return Promise.resolve();
  });
  return texts;
}

/** What two programs that read the same cell agree on. */
function letters(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}
