import { extname } from "node:path";
import { findDialect } from "./csv/find-dialect.js";
import { RowReader } from "./csv/row-reader.js";
import { WideRows } from "./csv/wide-rows.js";
import { formats } from "./formats.js";
import { type Block, noFacts, type ParsedDocument, type Parser, type ParseSource } from "./parser.js";
import { TableWriter } from "./table/table-writer.js";
import { decodeFile } from "./text/decode-file.js";

const sampledCharacters = 65_536;

/**
 * Tables as text of any size: rows of cells between commas, semicolons, tabs or bars. The rows keep their order; each
 * chunk of them has the names of the columns over it.
 */
export const csvParser: Parser = {
  ...formats.csv,
  isText: true,
  recognises: () => false,
  parse: (source: ParseSource): Promise<ParsedDocument> => Promise.resolve(csvTable(source)),
};

function csvTable(source: ParseSource): ParsedDocument {
  const warnings: string[] = [];
  return { facts: noFacts, blocks: csvBlocks(source, warnings), warnings };
}

async function* csvBlocks({ path, name }: ParseSource, warnings: string[]): AsyncGenerator<Block, void, void> {
  const pieces = decodeFile(path);
  const head = await headOf(pieces);
  const { dialect, declarationLength } = findDialect(head, extname(name).slice(1).toLowerCase());
  const reader = new RowReader(dialect);
  const writer = new TableWriter();
  const wide = new WideRows();
  yield* write(reader.push(head.slice(declarationLength)), writer, wide);
  for await (const piece of pieces) yield* write(reader.push(piece), writer, wide);
  yield* write(reader.end(), writer, wide);
  writer.end();
  yield* writer.take();
  const warning = wide.warning();
  if (warning !== null) warnings.push(warning);
}

async function headOf(pieces: AsyncIterator<string>): Promise<string> {
  let head = "";
  while (head.length < sampledCharacters) {
    const next = await pieces.next();
    if (next.done === true) break;
    head += next.value;
  }
  return head;
}

function* write(rows: Iterable<readonly string[]>, writer: TableWriter, wide: WideRows): Generator<Block, void, void> {
  for (const row of rows) {
    wide.look(row);
    writer.row(row);
    yield* writer.take();
  }
}
