import type { Block } from "../parser.js";
import { TableWriter } from "../table/table-writer.js";
import { pathTo, plainText, rowOf } from "./json-text.js";
import type { JsonValue } from "./json-token.js";

/** A block of lines ends with the line with which it reaches this length, in UTF-16 code units. */
const blockLength = 32_768;
/** A longer text is a paragraph rather than a line. */
const longestLine = 400;
/** So many objects are looked at before the columns of their table are decided on. */
const sampleRows = 50;
const mostColumns = 1_000;
/** A list whose objects go on to bring other members is no table. */
const mostTables = 10;

type Cells = ReadonlyMap<string, string>;

/**
 * Makes text of JSON: a line `path: value` for each value, and tables of lists of objects without lists in them. What is
 * in a list has no numbers in its path; the items that are no rows stand apart.
 */
export class JsonWriter {
  private readonly tables = new TableWriter();
  private lines: string[] = [];
  private length = 0;
  private isContinued = false;
  /** Rows that wait for their table. */
  private sample: Cells[] = [];
  private columns: ReadonlySet<string> | null = null;
  private tablePath = "";
  private tableCount = 0;

  /** Adds a value that is no item of a list. */
  value(path: string, value: JsonValue): void {
    const text = plainText(value);
    if (text !== null) this.line(path, text);
    else if (value.kind === "object") for (const [key, member] of value.members) this.value(pathTo(path, key), member);
    else if (value.kind === "array") {
      for (const item of value.items) this.item(path, item);
      this.endItems();
    }
  }

  /** Adds an item of the list of that path. */
  item(path: string, value: JsonValue): void {
    if (this.tablePath !== path) this.endItems();
    this.tablePath = path;
    const cells = this.tableCount > mostTables ? null : rowOf(value);
    if (cells !== null) {
      this.endLines();
      this.row(cells);
      return;
    }
    this.endTable();
    this.value(path, value);
    if (value.kind !== "scalar") this.endLines();
  }

  /** The list ends. */
  endItems(): void {
    this.endTable();
    this.tableCount = 0;
  }

  /** What follows stands apart. */
  endLines(): void {
    this.flushLines();
    this.isContinued = false;
  }

  /** Hands over the blocks that are complete. */
  take(): readonly Block[] {
    return this.tables.take();
  }

  /** The text ends. */
  end(): void {
    this.endItems();
    this.endLines();
  }

  private line(path: string, text: string): void {
    this.endTable();
    const line = path === "" ? text : `${path}: ${text}`;
    if (line.length > longestLine) {
      this.endLines();
      this.tables.block({ kind: "paragraph", text: line });
      return;
    }
    this.lines.push(line.replace(/\s*\n\s*/g, " "));
    this.length += line.length + 1;
    if (this.length >= blockLength) this.flushLines();
  }

  private flushLines(): void {
    if (this.lines.length === 0) return;
    const joint = this.isContinued ? { joint: "\n" } : {};
    this.tables.block({ kind: "list", text: this.lines.join("\n"), ...joint });
    [this.lines, this.length, this.isContinued] = [[], 0, true];
  }

  private row(cells: Cells): void {
    if (this.columns === null) {
      this.sample.push(cells);
      if (this.sample.length >= sampleRows) this.openSampled();
      return;
    }
    // An object with other members goes into a table of all that were seen.
    const { columns } = this;
    const added = [...cells.keys()].filter((name) => !columns.has(name));
    if (added.length > 0) {
      const fits = columns.size + added.length <= mostColumns;
      this.openTable(fits ? [...columns, ...added] : [...cells.keys()]);
    }
    this.tables.row([...this.columns].map((name) => cells.get(name) ?? ""));
  }

  private openSampled(): void {
    const { sample } = this;
    if (sample.length === 0) return;
    this.sample = [];
    this.openTable(sample.flatMap((cells) => [...cells.keys()]));
    for (const cells of sample) this.row(cells);
  }

  private openTable(names: readonly string[]): void {
    this.columns = new Set(names);
    this.tableCount += 1;
    this.tables.openTable([...this.columns], this.tablePath);
  }

  private endTable(): void {
    this.openSampled();
    this.columns = null;
    this.tables.end();
  }
}
