import { beforeAll, describe, expect, it } from "@jest/globals";
import { createCanvas, type Canvas } from "@napi-rs/canvas";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findProgram, SettingsError } from "../../src/config/index.js";
import { discoverOcr } from "../../src/ingestion/ocr/discover-ocr.js";
import { ocrBlocks } from "../../src/ingestion/ocr/ocr-blocks.js";
import { readTsv } from "../../src/ingestion/ocr/read-tsv.js";
import type { OcrTools } from "../../src/ingestion/parsers/parser.js";
import { inFolder, pdf, read } from "../support/documents.js";
import { bmp, emptyPng, scan, scannedPdf, tiff, turned } from "../support/pictures.js";

const tesseract = findProgram("tesseract");
/** Stories that need the engine itself; where it is not installed, they are skipped. */
const describeEngine = tesseract === null ? describe.skip : describe;
const story = ["The harbour master keeps a ledger of every vessel", "and charges a fee of 48 crowns for each night."];
const sentence = "The harbour master keeps a ledger of every vessel and charges a fee of 48 crowns for each night.";
const seconds = 60_000;

let ocr: OcrTools | null = null;
let page: Canvas;

beforeAll(async () => {
  ocr = await discoverOcr({ tesseract: null, languages: null, findProgram });
  page = await scan(story);
}, seconds);

describeEngine("pictures of text", () => {
  it(
    "are read whatever their format",
    async () => {
      const files = {
        png: page.toBuffer("image/png"),
        jpeg: page.toBuffer("image/jpeg"),
        webp: page.toBuffer("image/webp"),
        tiff: tiff([page]),
        bmp: bmp(page),
        gif: page.toBuffer("image/gif"),
      };
      for (const [format, content] of Object.entries(files)) {
        const found = await read("whatever.bin", content, {}, { ocr });
        expect(found).toMatchObject({ format, text: sentence });
        expect(found.facts.pages).toBeNull();
      }
    },
    seconds,
  );

  it(
    "are turned upright, as far as the engine's model for that is installed",
    async () => {
      if (ocr?.findsOrientation !== true) return;
      expect((await read("photo.png", turned(page).toBuffer("image/png"), {}, { ocr })).text).toBe(sentence);
    },
    seconds,
  );

  it(
    "keep the numbers of their pages",
    async () => {
      const second = await scan(["Invoices are sent by the end of the month."]);
      const { facts, blocks } = await read("fax.tif", tiff([page, second]), {}, { ocr });
      expect(facts.pages).toBe(2);
      expect(blocks.map(({ text, page: number }) => [number, text])).toEqual([
        [1, sentence],
        [2, "Invoices are sent by the end of the month."],
      ]);
    },
    seconds,
  );

  it(
    "are read when they are large, from a smaller copy",
    async () => {
      const large = createCanvas(page.width * 3, page.height * 3);
      large.getContext("2d").drawImage(page, 0, 0, large.width, large.height);
      expect((await read("large.png", large.toBuffer("image/png"), {}, { ocr })).text).toBe(sentence);
    },
    seconds,
  );

  it(
    "without text are refused",
    async () => {
      const blank = createCanvas(600, 400);
      blank.getContext("2d").fillStyle = "#fff";
      blank.getContext("2d").fillRect(0, 0, 600, 400);
      const reading = read("blank.png", blank.toBuffer("image/png"), {}, { ocr });
      await expect(reading).rejects.toMatchObject({ code: "DOCUMENT_EMPTY" });
      await expect(read("broken.png", emptyPng(600, 400), {}, { ocr })).rejects.toMatchObject({
        code: "DOCUMENT_CORRUPT",
      });
    },
    seconds,
  );
});

describeEngine("scanned PDF pages", () => {
  it(
    "are read by OCR, among pages of text, and keep their numbers",
    async () => {
      const text =
        "This page has a text layer of its own, which is long enough to be all that there is on the page, surely.";
      const file = scannedPdf([{ text }, { picture: page }, { picture: page, text: "Page 3" }]);
      const { blocks } = await read("mixed.pdf", file, {}, { ocr });
      expect(
        blocks.filter(({ text: found }) => found !== "Page 3").map(({ page: on, text: found }) => [on, found]),
      ).toEqual([
        [1, text],
        [2, sentence],
        [3, sentence],
      ]);
    },
    seconds,
  );

  it(
    "without any text are refused",
    async () => {
      const blank = createCanvas(600, 800);
      blank.getContext("2d").fillStyle = "#fff";
      blank.getContext("2d").fillRect(0, 0, 600, 800);
      await expect(read("blank.pdf", scannedPdf([{ picture: blank }]), {}, { ocr })).rejects.toMatchObject({
        code: "DOCUMENT_EMPTY",
      });
    },
    seconds,
  );
});

describe("without an engine", () => {
  it("pictures and scans are refused with the name of what is missing", async () => {
    const picture = page.toBuffer("image/png");
    for (const [name, content] of [
      ["photo.png", picture],
      ["scan.pdf", scannedPdf([{ picture: page }])],
    ] as const) {
      await expect(read(name, content)).rejects.toMatchObject({
        code: "DOCUMENT_NEEDS_OCR",
        message: expect.stringMatching(/tesseract.*OCR_TESSERACT_PATH/),
      });
    }
  });

  it("text pages beside scans are read all the same, and the others are named", async () => {
    const { text, warnings } = await read(
      "mixed.pdf",
      scannedPdf([{ picture: page }, { text: "Only this can be read." }]),
    );
    expect(text).toBe("Only this can be read.");
    expect(warnings).toEqual(["Page 1: pictures of text were not read, which takes an OCR engine."]);
  });
});

describe("a picture that claims to be huge", () => {
  it("is refused before it is decoded", async () => {
    const engine: OcrTools = { tesseract: "/nowhere", languages: ["eng"], findsOrientation: false };
    await expect(read("bomb.png", emptyPng(50_000, 50_000), {}, { ocr: engine })).rejects.toMatchObject({
      code: "DOCUMENT_TOO_LARGE",
      message: expect.stringContaining("50000 x 50000"),
    });
    const bomb = tiff([createCanvas(16, 16), createCanvas(16, 16)]);
    // The width in the directory of the second page.
    bomb.writeUInt32LE(2_000_000_000, bomb.lastIndexOf(Buffer.from([0x00, 0x01, 0x04, 0x00])) + 8);
    await expect(read("bomb.tif", bomb, {}, { ocr: engine })).rejects.toMatchObject({ code: "DOCUMENT_TOO_LARGE" });
  });

  it("or whose pages go round in a circle, is refused", async () => {
    const circle = tiff([createCanvas(16, 16)]);
    circle.writeUInt32LE(circle.readUInt32LE(4), circle.length - 4);
    await expect(read("circle.tif", circle)).rejects.toMatchObject({ code: "DOCUMENT_CORRUPT" });
  });
});

describe("the table of recognised words", () => {
  const row = (place: string, left: number, confidence: number, text: string): string =>
    `5\t1\t${place}\t1\t${left}\t0\t${text.length * 10}\t20\t${confidence}\t${text}`;

  it("becomes paragraphs, without what is hardly believed", () => {
    const table = [
      "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
      row("1\t1\t1", 0, 96, "The"),
      row("1\t1\t1", 40, 91, "har-"),
      row("1\t1\t2", 0, 95, "bour"),
      row("2\t1\t1", 0, 12, "~Il|"),
      row("3\t1\t1", 0, 30, "—"),
      row("4\t1\t1", 0, 88, "closes."),
    ].join("\n");
    expect(ocrBlocks(readTsv(table), 7)).toEqual([
      { kind: "paragraph", text: "The harbour", page: 7 },
      { kind: "paragraph", text: "closes.", page: 7 },
    ]);
  });

  it("becomes a table where lines have cells far apart", () => {
    const table = [
      row("1\t1\t1", 0, 96, "Berth"),
      row("1\t1\t1", 300, 96, "Fee"),
      row("1\t1\t2", 0, 96, "North"),
      row("1\t1\t2", 60, 96, "quay"),
      row("1\t1\t2", 300, 96, "48"),
    ].join("\n");
    expect(ocrBlocks(readTsv(table), null)).toEqual([{ kind: "table", text: "Berth\tFee\nNorth quay\t48" }]);
  });
});

describe("looking for an engine", () => {
  const nowhere = (): null => null;

  it("finds none, and says so only when one was asked for", async () => {
    expect(await discoverOcr({ tesseract: null, languages: null, findProgram: nowhere })).toBeNull();
    for (const wishes of [
      { tesseract: null, languages: ["eng"] },
      { tesseract: "/nowhere/tesseract", languages: null },
      { tesseract: "tesseract", languages: null },
    ]) {
      await expect(discoverOcr({ ...wishes, findProgram: nowhere })).rejects.toBeInstanceOf(SettingsError);
    }
  });

  it("takes the common languages that are installed, unless others are named", async () => {
    await inFolder(async (folder) => {
      const program = join(folder, "tesseract");
      await writeFile(program, '#!/bin/sh\nprintf "List of available languages (4):\\nswe\\ndeu\\neng\\nosd\\n"\n');
      await chmod(program, 0o755);
      const found = { tesseract: program, findsOrientation: true };
      const wishes = { tesseract: program, findProgram: nowhere };
      expect(await discoverOcr({ ...wishes, languages: null })).toEqual({ ...found, languages: ["eng", "deu"] });
      expect(await discoverOcr({ ...wishes, languages: ["swe"] })).toEqual({ ...found, languages: ["swe"] });
      await expect(discoverOcr({ ...wishes, languages: ["swe", "fin"] })).rejects.toThrow(/fin.*there are swe/);
    });
  });
});

describe("a PDF without text and pictures", () => {
  it("is called empty, not a scan", async () => {
    await expect(read("blank.pdf", pdf([[], []]))).rejects.toMatchObject({ code: "DOCUMENT_EMPTY" });
  });
});
