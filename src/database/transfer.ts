/**
 * Moves all data from one database to another: from an embedded folder that a later version cannot read to a new one, or
 * from the embedded database to Postgres and back. Tables are not part of it, migrations make them.
 *
 * The file is text: a line of JSON, then for each table a line of JSON, its rows as COPY writes them in its text format, and
 * a line `\.`, which no row can be.
 */
import { once } from "node:events";
import { createReadStream, createWriteStream, type WriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { finished } from "node:stream/promises";
import type { PoolClient } from "pg";
import { z } from "zod";
import { ValidationError } from "../errors/index.js";
import { copyIn, copyOut } from "./copy.js";
import type { Database } from "./data-source.js";
import { migrationStatus } from "./migrate.js";
import { columnList, listTables, qualifiedName, type TransferTable } from "./transfer-tables.js";

const headerSchema = z.object({
  format: z.literal("docent-export"),
  version: z.literal(1),
  migrations: z.array(z.string()),
});
const tableSchema = z.object({ schema: z.string(), name: z.string(), columns: z.array(z.string()) });
const endOfTable = "\\.";
/** Rows are inserted in batches of about so many bytes. */
const batchLength = 8 * 1024 * 1024;

/** How many tables and rows were moved. */
export interface TransferSummary {
  readonly tables: number;
  readonly rows: number;
}

/**
 * Writes all data into a new file, as of one moment; the database may be in use meanwhile.
 * @throws the system's error when `path` exists or cannot be written.
 */
export async function exportData(database: Database, path: string): Promise<TransferSummary> {
  const file = createWriteStream(path, { flags: "wx", mode: 0o600 });
  await once(file, "open");
  try {
    return await writeExport(database, file);
  } catch (error) {
    file.destroy();
    await rm(path);
    throw error;
  }
}

async function writeExport(database: Database, file: WriteStream): Promise<TransferSummary> {
  const complete = finished(file);
  // It is awaited at the end; until then a failure shows itself in the writes.
  complete.catch(() => undefined);
  let draining: Promise<void> | null = null;
  const write = (data: Buffer | string): Promise<void> | null => {
    if (file.write(data)) return null;
    draining ??= once(file, "drain").then(() => {
      draining = null;
    });
    return draining;
  };
  const migrations = await appliedMigrations(database);
  return inTransaction(database, "ISOLATION LEVEL REPEATABLE READ READ ONLY", async (client) => {
    const tables = await listTables(client);
    let rows = 0;
    await write(
      `${JSON.stringify({ format: "docent-export", version: 1, migrations } satisfies z.input<typeof headerSchema>)}\n`,
    );
    for (const table of tables) {
      const { schema, name, columns } = table;
      await write(`${JSON.stringify({ schema, name, columns })}\n`);
      await copyOut(client, `COPY ${qualifiedName(table)} (${columnList(columns)}) TO STDOUT`, (chunk) => {
        rows += 1;
        return write(chunk);
      });
      await write(`${endOfTable}\n`);
    }
    file.end();
    await complete;
    return { tables: tables.length, rows };
  });
}

/**
 * Reads such a file into a database that has the same migrations and no rows. All of it arrives, or nothing.
 * @throws ValidationError when the file is no export, is cut short, or does not fit the database.
 */
export async function importData(database: Database, path: string): Promise<TransferSummary> {
  const lines = readLines(path);
  const header = parseLine(headerSchema, await nextLine(lines), "It is no export of Docent.");
  const migrations = await appliedMigrations(database);
  if (header.migrations.join() !== migrations.join()) {
    throw new ValidationError(
      `The export has the migrations ${header.migrations.join(", ")}, the database ${migrations.join(", ")}: import with the version of Docent that exported, then upgrade.`,
    );
  }
  return inTransaction(database, "", async (client) => {
    const tables = new Map((await listTables(client)).map((table) => [qualifiedName(table), table]));
    for (const name of tables.keys()) {
      const { rowCount } = await client.query(`SELECT 1 FROM ${name} LIMIT 1`);
      if (rowCount !== 0) throw new ValidationError(`The database is not empty: ${name} has rows.`);
    }
    const summary = { tables: 0, rows: 0 };
    for (let line = await lines.next(); line.done !== true; line = await lines.next()) {
      const described = parseLine(tableSchema, line.value, "The export is damaged.");
      const table = tables.get(qualifiedName(described));
      if (table === undefined) throw new ValidationError(`The database has no table ${qualifiedName(described)}.`);
      summary.rows += await importTable(client, table, described.columns, lines);
      summary.tables += 1;
    }
    if (summary.tables < tables.size) throw new ValidationError("The export is cut short.");
    return summary;
  });
}

async function importTable(
  client: PoolClient,
  table: TransferTable,
  columns: readonly string[],
  lines: AsyncGenerator<Buffer>,
): Promise<number> {
  const sql = `COPY ${qualifiedName(table)} (${columnList(columns)}) FROM STDIN`;
  let batch: Buffer[] = [];
  let length = 0;
  let rows = 0;
  for (let line = await nextLine(lines); line.toString("latin1") !== endOfTable; line = await nextLine(lines)) {
    batch.push(line, lineFeed);
    length += line.length + 1;
    rows += 1;
    if (length < batchLength) continue;
    await copyIn(client, sql, Buffer.concat(batch));
    batch = [];
    length = 0;
  }
  if (batch.length > 0) await copyIn(client, sql, Buffer.concat(batch));
  for (const column of table.counters) {
    const name = columnList([column]);
    await client.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), max(${name})) FROM ${qualifiedName(table)} HAVING max(${name}) IS NOT NULL`,
      [qualifiedName(table), column],
    );
  }
  return rows;
}

async function inTransaction<T>(
  database: Database,
  mode: string,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await database.pool.connect();
  let failed = true;
  try {
    await client.query(`START TRANSACTION ${mode}`);
    await client.query("SET LOCAL statement_timeout = 0");
    const result = await work(client);
    await client.query("COMMIT");
    failed = false;
    return result;
  } finally {
    // A connection that was stopped half way is thrown away, and its transaction with it.
    client.release(failed);
  }
}

async function appliedMigrations(database: Database): Promise<string[]> {
  return (await migrationStatus(database.dataSource)).filter(({ applied }) => applied).map(({ name }) => name);
}

const lineFeed = Buffer.from("\n");

/** The lines of a file as bytes, without their line feed. Rows hold other separators of lines, which must stay. */
async function* readLines(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end !== -1; end = chunk.indexOf(0x0a, start)) {
      yield Buffer.concat([...rest, chunk.subarray(start, end)]);
      rest = [];
      start = end + 1;
    }
    rest.push(chunk.subarray(start));
  }
  if (rest.some((part) => part.length > 0)) throw new ValidationError("The export is cut short.");
}

async function nextLine(lines: AsyncGenerator<Buffer>): Promise<Buffer> {
  const line = await lines.next();
  if (line.done === true) throw new ValidationError("The export is cut short.");
  return line.value;
}

function parseLine<T>(schema: z.ZodType<T>, line: Buffer, fault: string): T {
  try {
    return schema.parse(JSON.parse(line.toString()));
  } catch (error) {
    throw new ValidationError(fault, { cause: error });
  }
}
