import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { DocumentError } from "../../src/ingestion/errors.js";
import { RtfReader } from "../../src/ingestion/parsers/rtf/rtf-reader.js";
import { RtfTokenizer } from "../../src/ingestion/parsers/rtf/rtf-tokenizer.js";
import { read } from "../support/documents.js";

const header = String.raw`{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset128 Mincho;}}`;

function rtf(body: string): string {
  return `${header}${body}}`;
}

async function textOf(body: string): Promise<string> {
  return (await read("a.rtf", rtf(body))).text;
}

describe("RTF", () => {
  it("gives headings, lists and tables, and what its information says", async () => {
    const body = String.raw`{\stylesheet{\ql Normal;}{\s1\outlinelevel0 chapter;}{\s2 heading 2,h2;}}
{\info{\title Tides}{\author A. Fisher}{\creatim\yr2024\mo5\dy6}{\operator nobody}}
\pard\s1 The sea\par {\pard\s2 The moon\par}\pard It pulls.\par
{\listtext\pard\plain\'b7\tab}\pard\ilvl0 rise\par{\listtext\pard\plain a)\tab}\pard\ls1\ilvl1 high\par
\trowd\trhdr\pard\intbl Port\cell Metres\cell\row\trowd\pard\intbl Saint-Malo\par France\cell 12.2\cell\row
\pard The end.`;
    const { blocks, facts, format } = await read("tides.rtf", rtf(body));
    expect(format).toBe("rtf");
    expect(facts).toMatchObject({ title: "Tides", author: "A. Fisher", publishedAt: new Date("2024-05-06") });
    expect(blocks).toMatchObject([
      { kind: "heading", level: 1, text: "The sea" },
      { kind: "heading", level: 2, text: "The moon" },
      { kind: "paragraph", text: "It pulls." },
      { kind: "list", text: "- rise\n  a) high" },
      { kind: "table", text: "Port\tMetres\nSaint-Malo France\t12.2", headerRows: 1 },
      { kind: "paragraph", text: "The end." },
    ]);
  });

  it("decodes the code page of each font, and Unicode without its repetition", async () => {
    expect(await textOf(String.raw`caf\'e9 {\f1\'cf\'f0\'e8}{\f2 \'93\'fa\'96\{}`)).toBe("café При日本");
    expect(await textOf(String.raw`\u8364?\u-10179?\u-8704? {\uc2\u1087\'ef\'ef} {\uc0\u233}t\u8217\par`)).toBe(
      "€😀 п ét’",
    );
    expect((await read("a.rtf", String.raw`{\rtf1\ansi\ansicpg1250 \'9ef\'f9}`)).text).toBe("žfů");
    expect(await textOf(String.raw`a\~b\_c\-d \emdash\{x\}\\`)).toBe("a b\u2011cd —{x}\\");
  });

  it("leaves out pictures, hidden and deleted text, fields' codes and what it does not know", async () => {
    const body = String.raw`a{\pict 0a0b0c}{\pict\bin6 }}}{{{}{\v b}{\deleted c}{\*\unknown d}{\header e}{\field{\*\fldinst{HYPERLINK "f"}}{\fldrslt g}}`;
    expect(await textOf(body)).toBe("ag");
  });

  it("keeps notes, comments and text boxes beside the text", async () => {
    const body = String.raw`Twice{\super\chftn}{\footnote\pard{\super\chftn} A note.} a day.{\*\atnauthor Ann}{\*\annotation So?}\par{\shp{\*\shpinst{\sp{\sn n}{\sv v}}{\shptxt boxed}}{\shprslt boxed}}`;
    const { blocks } = await read("a.rtf", rtf(body));
    expect(blocks.map(({ text }) => text)).toEqual(["Twice[1] a day.", "[1] A note.", "Comment by Ann: So?", "boxed"]);
  });

  it("is recognised under any name, and refused when it is cut off or nested absurdly", async () => {
    expect((await read("a.txt", rtf("Hello"))).format).toBe("rtf");
    await expect(read("a.rtf", header)).rejects.toMatchObject({ code: "DOCUMENT_CORRUPT" });
    await expect(read("a.rtf", header + "{".repeat(1_000_000))).rejects.toMatchObject({ code: "DOCUMENT_CORRUPT" });
    await expect(read("a.rtf", rtf(""))).rejects.toMatchObject({ code: "DOCUMENT_EMPTY" });
    await expect(read("a.rtf", "no such thing")).rejects.toMatchObject({ code: "DOCUMENT_CORRUPT" });
  });

  it("never fails with anything but a document error, however it is cut into pieces", () => {
    const part = fc.oneof(
      fc.constantFrom(
        "{",
        "}",
        "\\*",
        "\\par",
        "\\cell",
        "\\row",
        "\\intbl",
        "\\u",
        "\\uc",
        "\\footnote",
        "\\'",
        "\\bin",
      ),
      fc.constantFrom(
        "\\fonttbl",
        "\\f1",
        "\\info",
        "\\title",
        "\\listtext",
        "\\shptxt",
        "\\annotation",
        "\\trowd",
        "\\s1",
      ),
      fc.constantFrom(
        "\\upr",
        "\\ud",
        "\\stylesheet",
        "\\outlinelevel",
        "\\ls1",
        "\\ilvl",
        "\\pard",
        "\\v",
        "\\line",
        ";",
      ),
      fc.integer({ min: -70_000, max: 70_000 }).map(String),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (parts, size) => {
        const bytes = Buffer.from(`{\\rtf1 ${parts.join("")}`);
        expect(outcome(bytes, size)).toEqual(outcome(bytes, bytes.length));
      }),
      { numRuns: 500 },
    );
  });

  it("loses no text of plain runs", () => {
    const word = fc.stringMatching(/^[A-Za-z0-9.,äöü]{1,12}$/);
    fc.assert(
      fc.property(
        fc.array(fc.array(word, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 8 }),
        (paragraphs) => {
          const body = paragraphs.map((words) => words.map(escaped).join(" ")).join("\\par\n");
          expect(outcome(Buffer.from(rtf(body)), 7)).toEqual(paragraphs.map((words) => words.join(" ")));
        },
      ),
    );
  });
});

/** The texts of the blocks, or the code of the error. */
function outcome(bytes: Uint8Array, pieceSize: number): readonly string[] | string {
  const reader = new RtfReader();
  const tokenizer = new RtfTokenizer(reader);
  try {
    for (let at = 0; at < bytes.length; at += pieceSize) tokenizer.write(bytes.subarray(at, at + pieceSize));
    tokenizer.end();
    reader.end();
  } catch (error) {
    if (error instanceof DocumentError) return error.code;
    throw error;
  }
  return reader.flow.writer.take().map(({ text }) => text.trim());
}

function escaped(text: string): string {
  return text.replace(/[^ -~]/g, (character) => `\\'${character.charCodeAt(0).toString(16)}`);
}
