import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import iconv from "iconv-lite";
import { RowReader } from "../../src/ingestion/parsers/csv/row-reader.js";
import { findDialect } from "../../src/ingestion/parsers/csv/find-dialect.js";
import { read } from "../support/documents.js";
import { chunksOf } from "../support/chunks.js";

/** What a program writes for rows: cells with marks around them wherever they need them. */
function written(rows: readonly (readonly string[])[], delimiter: string, lineEnd: string): string {
  const cell = (text: string): string =>
    /["\r\n]|^ /.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => row.map(cell).join(delimiter) + lineEnd).join("");
}

/** Reads text that comes in pieces of some lengths. */
function rowsOf(text: string, delimiter: string, lengths: readonly number[]): (readonly string[])[] {
  const reader = new RowReader({ delimiter, lineEnd: "\n" });
  const rows: (readonly string[])[] = [];
  let at = 0;
  for (let piece = 0; at < text.length; piece += 1) {
    const length = lengths[piece % lengths.length] ?? 1;
    rows.push(...reader.push(text.slice(at, at + length)));
    at += length;
  }
  rows.push(...reader.end());
  return rows;
}

const cell = fc.string({
  unit: fc.constantFrom("a", "b", "1", " ", '"', ",", ";", "\t", "\n", "\r", "é", "中", "😀"),
  maxLength: 8,
});

describe("tables as text", () => {
  it("give back every cell that was written, however the bytes arrive", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(",", ";", "\t", "|"),
        fc.constantFrom("\n", "\r\n"),
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 }),
        (rows, delimiter, lineEnd, lengths) => {
          const found = rowsOf(written(rows, delimiter, lineEnd), delimiter, lengths);
          const withoutReturn = (row: readonly string[]): string[] => row.map((text) => text.replace(/\r$/, ""));
          expect(found.map(withoutReturn)).toEqual(rows.map(withoutReturn));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("never lose a character of what is no CSV", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", " "), maxLength: 60 }), (text) => {
        const found = rowsOf(text, ",", [7]).flat().join("");
        expect(found.replace(/[" ,\n]/g, "")).toBe(text.replace(/[" ,\n]/g, ""));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["commas", "name,age\nAnn,31\nBob,7\n", ","],
    ["semicolons, with commas in numbers", "Name;Wert;Anteil\nA;1,5;2,5\nB;2,5;3,5\n", ";"],
    ["tabs", "name\tnote\nAnn\ta, b, c\nBob\td\n", "\t"],
    ["bars", "name|note\nAnn|a, b\nBob|c\n", "|"],
    ["what the first line says", "sep=~\nname~note\nAnn~x\n", "~"],
    ["commas under a title", "Sales of the year; all ports\n\nport,sum,share\nBrest,5,1\nCalais,7,2\nDover,9,3\n", ","],
  ])("are cut at %s", (_, text, delimiter) => {
    expect(findDialect(text, "csv").dialect.delimiter).toBe(delimiter);
  });

  it("become tables under the names of their columns", async () => {
    const { blocks, format } = await read(
      "ports.csv",
      'port,"height, m",note\r\nSaint-Malo,12.2,"the ""highest""\nof all"\r\nBrest,07,\r\n',
    );
    expect(format).toBe("csv");
    expect(blocks).toMatchObject([
      {
        kind: "table",
        headerRows: 1,
        text: 'port\theight, m\tnote\nSaint-Malo\t12.2\tthe "highest" of all\nBrest\t07',
      },
    ]);
  });

  it("are read in old encodings, and with the line ends of old Macs", async () => {
    const rows = "Straße;Größe\nGänsemarkt;5\nMühlenweg;7\nBäckergasse;9\n";
    const { text } = await read("streets.csv", iconv.encode(rows, "windows-1252"));
    expect(text).toBe("Straße\tGröße\nGänsemarkt\t5\nMühlenweg\t7\nBäckergasse\t9");
    expect((await read("old.csv", "a,b\r1,2\r3,4\r")).text).toBe("a\tb\n1\t2\n3\t4");
  });

  it("have titles and remarks around them that are text", async () => {
    const { blocks } = await read(
      "squares.csv",
      "Numbers and squares,,\n,,\n,Number,Square\n,,\n,1,1\n,2,4\n,,\n,,\nWritten by hand,,\n",
    );
    expect(blocks).toMatchObject([
      { kind: "paragraph", text: "Numbers and squares" },
      { kind: "table", headerRows: 1, text: "\tNumber\tSquare\n\t1\t1\n\t2\t4" },
      { kind: "paragraph", text: "Written by hand" },
    ]);
  });

  it.each([
    ["numbers only", "1,2\n3,4\n5,6\n"],
    ["names beside values", "Name,Ann\nBorn,1990\nCity,Brest\n"],
    ["the same text again", "red,red\nred,blue\n"],
  ])("have no header when they are %s", async (_, text) => {
    const { blocks } = await read("rows.csv", text);
    expect(blocks.map(({ headerRows }) => headerRows)).toEqual([undefined]);
  });

  it("may have years for names", async () => {
    const { blocks } = await read("years.csv", "Country,2019,2020,2021\nFrance,1,2,3\nSpain,4,5,6\n");
    expect(blocks).toMatchObject([{ headerRows: 1 }]);
  });

  it("go on after an empty line under the same names", async () => {
    const { blocks } = await read("gap.csv", "name,age\nAnn,31\n\nBob,7\nCy,8\n");
    expect(blocks).toMatchObject([
      { text: "name\tage\nAnn\t31", headerRows: 1 },
      { text: "Bob\t7\nCy\t8", header: "name\tage" },
    ]);
  });

  it("of any length have the names of the columns over each chunk, and keep every row", async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => `Port ${at},${at}.5,${at * 3}`);
    const { blocks } = await read("long.csv", `Name,Low,High\n${rows.join("\n")}\n`);
    expect(blocks.length).toBeGreaterThan(5);
    for (const { text } of blocks) expect(text.length).toBeLessThan(33_000);
    const chunks = await chunksOf(blocks);
    for (const { text } of chunks) expect(text).toMatch(/^Name\tLow\tHigh\nPort \d+\t/);
    const found = chunks.flatMap(({ text }) => text.split("\n").slice(1));
    expect(found).toEqual(rows.map((row) => row.replaceAll(",", "\t")));
  });

  it("with too many columns for a header say the name of each value", async () => {
    const names = Array.from({ length: 60 }, (_, at) => `Question number ${at}`);
    const row = (person: string): string => [person, ...names.map((_, at) => String(at * 7))].join(",");
    const { blocks } = await read("survey.csv", `Person,${names.join(",")}\n${row("Ann")}\n${row("Bob")}\n`);
    const chunks = await chunksOf(blocks);
    const [chunk] = chunks.filter(({ text }) => text.includes("Question number 41: 287") && text.includes("Bob"));
    expect(chunk?.text).toMatch(/^Person: Bob\n/);
  });

  it("with a quotation that does not end keep their rows", async () => {
    const { text } = await read("open.csv", `a,b,c\n1,"open,3\n${"4,5,6\n".repeat(1_000)}`);
    expect(text).toContain('1\t"open\t3\n4\t5\t6\n');
    expect(text.split("\n")).toHaveLength(1_002);
  });

  it.each([
    ["a line of 20 million characters", "x".repeat(20_000_000)],
    ["a row of 200,000 columns", `${"1,".repeat(200_000)}\n`],
    ["quotations that never end", `a,b\n${'"a,"b,'.repeat(3_000_000)}\n`],
  ])("are refused with %s", async (_, text) => {
    await expect(read("hostile.csv", text)).rejects.toMatchObject({ code: "DOCUMENT_TOO_LARGE" });
  });

  it("with a million broken quotations are read in linear time", async () => {
    const { text } = await read("broken.csv", `a,b\n${'"a,"b\n'.repeat(1_000_000)}`);
    expect(text.split("\n")).toHaveLength(1_000_001);
  });
});
