import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import iconv from "iconv-lite";
import { DocumentError } from "../../src/ingestion/errors.js";
import { JsonLexer } from "../../src/ingestion/parsers/json/json-lexer.js";
import type { JsonToken } from "../../src/ingestion/parsers/json/json-token.js";
import { read } from "../support/documents.js";
import { chunksOf } from "../support/chunks.js";

/** The tokens of a text that comes in pieces of a length. */
function tokensOf(text: string, length: number): JsonToken[] {
  const lexer = new JsonLexer();
  const tokens: JsonToken[] = [];
  for (let at = 0; at < text.length; at += length) {
    lexer.push(text.slice(at, at + length));
    for (let token = lexer.next(); token !== null; token = lexer.next()) tokens.push(token);
  }
  lexer.end();
  for (let token = lexer.next(); token !== null; token = lexer.next()) tokens.push(token);
  return tokens;
}

/** The JSON that tokens stand for. */
function rendered(tokens: readonly JsonToken[]): string {
  let text = "";
  for (const token of tokens) {
    const isEnd = token.type === "}" || token.type === "]";
    if (!isEnd && text !== "" && !/[[{:]$/.test(text)) text += ",";
    if (token.type === "key") text += `${JSON.stringify(token.text)}:`;
    else if (token.type === "string") text += JSON.stringify(token.text);
    else text += token.type === "word" ? token.text : token.type;
  }
  return text;
}

/** "read", or the code of the error. */
function outcome(reading: () => unknown): string {
  try {
    reading();
    return "read";
  } catch (error) {
    return error instanceof DocumentError ? error.code : "none";
  }
}

describe("JSON", () => {
  it("is cut into its tokens, however it arrives", () => {
    fc.assert(
      fc.property(fc.json(), fc.integer({ min: 1, max: 30 }), (json, length) => {
        expect(rendered(tokensOf(json, length))).toBe(JSON.stringify(JSON.parse(json)));
      }),
      { numRuns: 500 },
    );
  });

  it("that is broken is refused, or read as what it must mean", () => {
    const fragment = fc.constantFrom("{", "}", "[", "]", ",", ":", '"a"', "1", "true", "nul", '"', " ", "-", "/");
    fc.assert(
      fc.property(fc.array(fragment, { minLength: 1, maxLength: 12 }), (parts) => {
        const text = parts.join("");
        const found = outcome(() => tokensOf(text, 3));
        expect(found === "read" || (found === "DOCUMENT_CORRUPT" && outcome(() => JSON.parse(text)) !== "read")).toBe(
          true,
        );
      }),
      { numRuns: 500 },
    );
  });

  it("gives paths and values, tables of objects, and long texts as paragraphs", async () => {
    const story = "The harbour master has kept a record of the tides. ".repeat(12).trim();
    const { blocks, format } = await read(
      "ports.json",
      JSON.stringify({
        region: {
          name: "Brittany",
          capital: "Rennes",
          tags: ["sea", "wind"],
          ports: [
            { name: "Brest", at: { lat: 48.4 } },
            { name: "Lorient", depth: null },
          ],
        },
        story,
        checked: true,
      }),
    );
    expect(format).toBe("json");
    expect(blocks).toMatchObject([
      { kind: "list", text: "region.name: Brittany\nregion.capital: Rennes\nregion.tags: sea, wind" },
      { kind: "table", headerRows: 2, text: "region.ports\nname\tat.lat\tdepth\nBrest\t48.4\nLorient\t\tnull" },
      { kind: "paragraph", text: `story: ${story}` },
      { kind: "list", text: "checked: true" },
    ]);
  });

  it("keeps numbers as they are written, and the order of members", async () => {
    const { text } = await read("numbers.json", '{"b":12345678901234567890123,"2":1.10,"1":-0,"a":1E400}');
    expect(text).toBe("b: 12345678901234567890123\n2: 1.10\n1: -0\na: 1E400");
  });

  it("of lines becomes one table, with the members that come later", async () => {
    const lines = Array.from({ length: 120 }, (_, at) =>
      JSON.stringify(at < 100 ? { id: at, name: `n${at}` } : { id: at, extra: "e" }),
    );
    const { blocks } = await read("rows.jsonl", lines.join("\n"));
    expect(blocks.map(({ text }) => text.split("\n", 1)[0])).toEqual(["id\tname", "id\tname\textra"]);
    expect(blocks.map(({ text }) => text.split("\n").length - 1)).toEqual([100, 20]);
  });

  it("whose objects always bring new members grows in proportion", async () => {
    const lines = Array.from({ length: 3_000 }, (_, at) => JSON.stringify({ [`key-${at}`]: at }));
    const { text } = await read("keys.jsonl", lines.join("\n"));
    expect(text).toContain("key-2999: 2999");
    expect(text.length).toBeLessThan(lines.join("\n").length * 3);
  });

  it("larger than what is held is read in parts", async () => {
    const rows = Array.from({ length: 5_000 }, (_, id) => ({
      id,
      name: `Port ${id}`,
      notes: [{ text: `note ${id}` }],
    }));
    const { text } = await read(
      "large.json",
      JSON.stringify({ type: "ports", data: { rows, plain: rows.map(({ id }) => ({ id })) } }),
    );
    expect(text).toContain("type: ports");
    expect(text).toContain("data.rows.id: 4999\ndata.rows.name: Port 4999");
    expect(text).toContain("data.rows.notes\ntext\nnote 4999");
    const chunks = await chunksOf(
      (await read("t.json", JSON.stringify({ data: rows.map(({ id, name }) => ({ id, name })) }))).blocks,
    );
    for (const chunk of chunks) expect(chunk.text).toMatch(/^data\nid\tname\n\d+\tPort/);
  });

  it("may have comments, a mark, UTF-16, and texts with line ends", async () => {
    expect((await read("c.json", '\ufeff// top\n{ "a": 1, /* in */ "b": [1, 2,], }')).text).toBe("a: 1\nb: 1, 2");
    expect((await read("u.json", iconv.encode('\ufeff["é"]', "utf-16le"))).text).toBe("é");
    expect((await read("l.json", '{"a":"x\ny\\u00e9\\ud83d"}')).text).toBe("a: x yé\ufffd");
  });

  it.each([
    ["unclosed", '{"a":"b"', "line 1, column 9"],
    ["with a wrong line", '{"a":1}\n{"b" 2}\n', "line 2, column 6"],
    ["nested 100,000 deep", "[".repeat(100_000), "256"],
    ["with a text without an end", `["${"x".repeat(1_000_000)}`, "does not end"],
    ["with a word that is none", '{"a": nope}', "no value"],
    ["with an unknown escape", '["\\q"]', "escape"],
    ["with a number that is none", "[1.2.3]", "no value"],
  ])("is refused %s", async (_, text, says) => {
    await expect(read("broken.json", text)).rejects.toMatchObject({
      code: "DOCUMENT_CORRUPT",
      message: expect.stringContaining(says),
    });
  });
});
