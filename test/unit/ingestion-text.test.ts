import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import iconv from "iconv-lite";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { defaultParseLimits, openDocument } from "../../src/ingestion/parsers/open-document.js";
import { cleanText } from "../../src/ingestion/parsers/text/clean-text.js";
import { inFolder, read } from "../support/documents.js";

const german =
  "Alle Häuser am Fluß gehören der Bürgerschaft. Übermäßige Gebühren wären für die Bewohner ärgerlich und führten zu Klagen.";
const russian =
  "Каждое утро старый рыбак выходил к морю и долго смотрел на волны, вспоминая свою молодость и далёкие берега.";
const japanese =
  "毎朝、年老いた漁師は海辺に出て、長い間波を眺めながら、若い頃と遠い岸辺を思い出していました。それはとても静かな時間でした。";
const chinese =
  "每天早晨，老渔夫都会来到海边，久久地望着波浪，回忆自己的青春和遥远的海岸。那是一天中最安静的时刻，谁也不会来打扰他。";

describe("plain text", () => {
  it.each([
    ["UTF-8", "utf-8", german],
    ["UTF-16 little endian without a mark", "utf-16le", german],
    ["UTF-16 big endian without a mark", "utf-16be", german],
    ["UTF-16 of a text with few spaces", "utf-16le", `${chinese}\n${chinese}\n`],
    ["UTF-32 without a mark", "utf-32le", german],
    ["Windows-1252", "windows-1252", german],
    ["KOI8-R", "koi8-r", russian],
    ["Windows-1251", "windows-1251", russian],
    ["Shift_JIS", "shift_jis", japanese],
    ["EUC-JP", "euc-jp", japanese],
    ["GB18030", "gb18030", chinese],
    [
      "Big5",
      "big5",
      "每天早晨，老漁夫都會來到海邊，久久地望著波浪，回憶自己的青春和遙遠的海岸。那是一天中最安靜的時刻。",
    ],
  ])("is read in %s", async (_, encoding, text) => {
    const { text: found, format } = await read("note.txt", iconv.encode(text, encoding));
    expect(format).toBe("txt");
    expect(found).toBe(text.trim());
  });

  it.each(["utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be"])(
    "never shows the byte order mark of %s",
    async (encoding) => {
      const { text } = await read("note.txt", iconv.encode(`\ufeff${russian}`, encoding));
      expect(text).toBe(russian);
    },
  );

  it("is UTF-8 to its last byte, or not at all", async () => {
    const late = Buffer.concat([
      Buffer.from("All is plain here. ".repeat(80_000)),
      iconv.encode(german, "windows-1252"),
    ]);
    expect((await read("note.txt", late)).text).toContain(german);
  });

  it("survives a broken byte in UTF-8", async () => {
    const text = `${russian}\n\n${russian}`;
    const bytes = Buffer.concat([Buffer.from(text), Buffer.from([0xff]), Buffer.from(text)]);
    expect((await read("note.txt", bytes)).text).toContain(russian);
  });

  it("is cut into paragraphs at empty lines and form feeds, whatever ends its lines", async () => {
    const { blocks } = await read("note.txt", "one\r\nstill one\r\n\r\ntwo\fthree\r\r\n four");
    expect(blocks.map(({ text }) => text)).toEqual(["one\nstill one", "two", "three", " four"]);
  });

  it("is refused when it has no bytes, no text, or is no text", async () => {
    await expect(read("a.txt", "")).rejects.toMatchObject({ code: "DOCUMENT_EMPTY" });
    await expect(read("a.txt", " \n\t\n ")).rejects.toMatchObject({ code: "DOCUMENT_EMPTY" });
    const noise = Uint8Array.from({ length: 4_096 }, (_, at) => (at * 7_919) % 251);
    await expect(read("a.txt", noise)).rejects.toMatchObject({ code: "DOCUMENT_UNSUPPORTED" });
    await expect(read("report.docx", "no zip archive")).rejects.toMatchObject({ code: "DOCUMENT_CORRUPT" });
    await expect(read("card.vcf", "BEGIN:VCARD")).rejects.toMatchObject({ code: "DOCUMENT_UNSUPPORTED" });
  });

  it("is text even when its first letters are a magic number", async () => {
    expect((await read("cars.txt", "BMW makes cars.")).text).toBe("BMW makes cars.");
  });

  it("refuses 200 MB of nothing by its first bytes", async () => {
    await inFolder(async (folder) => {
      const path = join(folder, "sparse");
      const file = await open(path, "w");
      await file.truncate(200 * 1_048_576);
      await file.close();
      await expect(openDocument({ path, name: "sparse.txt" }, defaultParseLimits)).rejects.toMatchObject({
        code: "DOCUMENT_UNSUPPORTED",
      });
    });
  });

  it("keeps every character that is not white space, in parts when a paragraph is long", async () => {
    const line = "wörter ohne ende ".repeat(20_000);
    const { blocks, text } = await read("long.txt", line);
    expect(blocks.length).toBeGreaterThan(5);
    expect(text).toBe(line.trim());
    const unbroken = "字".repeat(100_000);
    expect((await read("unbroken.txt", unbroken)).text).toBe(unbroken);
  });

  it("stops at the limit of characters", async () => {
    await expect(read("a.txt", "word ".repeat(1_000), { characters: 100 })).rejects.toMatchObject({
      code: "DOCUMENT_TOO_LARGE",
    });
  });
});

describe("cleaning text", () => {
  it("leaves nothing that cannot be stored, and is done after one pass", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("\0", "\ud800", "\udc00", "\r\n", "  \n", "\u00ad")),
        ),
        (parts) => {
          const clean = cleanText(parts.join(""));
          expect(Buffer.from(clean, "utf8").toString("utf8")).toBe(clean);
          expect(clean).not.toMatch(/\0|\r|[ \t]\n|\n\n\n/);
          expect(cleanText(clean)).toBe(clean);
        },
      ),
    );
  });
});
