import { tableBlock, type TableCell } from "../html/table-text.js";
import type { Block } from "../parser.js";
import { oneLine } from "../text/clean-text.js";
import { readXml, type XmlAttributes, type XmlReader } from "../xml/xml-feed.js";

/** Values by their places in the series. */
type Points = Map<number, string>;

interface Series {
  name: string;
  readonly categories: Points;
  readonly values: Points;
}

/** What a chart shows (ECMA-376 part 1, section 21.2), from the values that it keeps: its title, and a table. */
export function chartBlocks(part: Buffer): Block[] {
  const reader = new ChartReader();
  readXml(part, reader);
  const table = tableBlock(rowsOf(reader.series));
  const title = oneLine(reader.title);
  return [...(title === "" ? [] : [{ kind: "paragraph", text: title } as const]), ...(table === null ? [] : [table])];
}

class ChartReader implements XmlReader {
  readonly series: Series[] = [];
  title = "";
  private readonly path: string[] = [];
  private index = 0;

  open(name: string, attributes: XmlAttributes): void {
    this.path.push(name);
    if (name === "ser") this.series.push({ name: "", categories: new Map(), values: new Map() });
    else if (name === "pt") this.index = Number.parseInt(attributes["idx"] ?? "0", 10);
  }

  text(text: string): void {
    const name = this.path.at(-1);
    const series = this.path.includes("ser") ? this.series.at(-1) : undefined;
    if (name === "t" && series === undefined && this.path.includes("title") && !this.path.includes("plotArea")) {
      this.title += text;
    } else if (name === "v" && series !== undefined) this.value(series, text);
  }

  close(name: string): void {
    this.path.pop();
    if (name === "p" && this.title !== "") this.title += " ";
  }

  private value(series: Series, text: string): void {
    if (this.path.includes("tx")) series.name += text;
    else if (this.path.includes("cat") || this.path.includes("xVal")) add(series.categories, this.index, text);
    else if (this.path.includes("val") || this.path.includes("yVal")) add(series.values, this.index, text);
  }
}

function add(points: Points, index: number, text: string): void {
  points.set(index, (points.get(index) ?? "") + text);
}

/** A row for each category with the value of each series; a header with the names of the series. */
function rowsOf(series: readonly Series[]): TableCell[][] {
  const categories = series.find((one) => one.categories.size > 0)?.categories ?? new Map<number, string>();
  const indices = new Set(series.flatMap(({ values }) => [...values.keys()]));
  const header = ["", ...series.map(({ name }) => name)];
  const rows = [...indices]
    .sort((first, second) => first - second)
    .map((index) => [categories.get(index) ?? "", ...series.map(({ values }) => values.get(index) ?? "")]);
  return [cellsOf(header, true), ...rows.map((row) => cellsOf(row, false))];
}

function cellsOf(texts: readonly string[], isHeader: boolean): TableCell[] {
  return texts.map((text) => ({ text: oneLine(text), isHeader, columns: 1, rows: 1 }));
}
