import { createCanvas, type Canvas } from "@napi-rs/canvas";
import { deflateSync } from "node:zlib";
import { openPdf } from "../../src/ingestion/parsers/pdf/open-pdf.js";
import { pdf } from "./documents.js";

const scale = 200 / 72;

/** A page of text as a scanner sees it, drawn with fonts of its own, whatever fonts the machine has. */
export async function scan(lines: readonly string[]): Promise<Canvas> {
  const placed = lines.map((text, at) => ({ text, x: 72, y: 700 - at * 17, size: 14 }));
  const document = await openPdf(pdf([placed]), null);
  try {
    const page = await document.getPage(1);
    const viewport = page.getViewport({ scale });
    const canvas = createCanvas(viewport.width, viewport.height);
    await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport, background: "#fff" }).promise;
    return canvas;
  } finally {
    await document.loadingTask.destroy();
  }
}

/** A quarter turn to the right. */
export function turned(canvas: Canvas): Canvas {
  const sideways = createCanvas(canvas.height, canvas.width);
  const context = sideways.getContext("2d");
  context.translate(canvas.height, 0);
  context.rotate(Math.PI / 2);
  context.drawImage(canvas, 0, 0);
  return sideways;
}

/** A TIFF file of gray pages without compression. */
export function tiff(pages: readonly Canvas[]): Buffer {
  const head = Buffer.from("II*\0\0\0\0\0", "latin1");
  const parts: Buffer[] = [head];
  let length = head.length;
  let pointer: { readonly buffer: Buffer; readonly at: number } = { buffer: head, at: 4 };
  for (const page of pages) {
    const pixels = grayPixels(page);
    const directory = tiffDirectory(page, length, pixels.length);
    pointer.buffer.writeUInt32LE(length + pixels.length, pointer.at);
    pointer = { buffer: directory, at: directory.length - 4 };
    parts.push(pixels, directory);
    length += pixels.length + directory.length;
  }
  return Buffer.concat(parts);
}

function tiffDirectory(page: Canvas, offset: number, bytes: number): Buffer {
  const fields: readonly (readonly [tag: number, value: number])[] = [
    [256, page.width],
    [257, page.height],
    [258, 8],
    [259, 1],
    [262, 1],
    [273, offset],
    [277, 1],
    [278, page.height],
    [279, bytes],
  ];
  const directory = Buffer.alloc(2 + fields.length * 12 + 4);
  directory.writeUInt16LE(fields.length, 0);
  for (const [index, [tag, value]] of fields.entries()) {
    const at = 2 + index * 12;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(4, at + 2);
    directory.writeUInt32LE(1, at + 4);
    directory.writeUInt32LE(value, at + 8);
  }
  return directory;
}

/** A BMP file of 24 bits a pixel. */
export function bmp(page: Canvas): Buffer {
  const { width, height } = page;
  const rowBytes = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + rowBytes * height);
  file.write("BM", 0, "latin1");
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  const gray = grayPixels(page);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      file.fill(
        gray[y * width + x] ?? 0,
        54 + (height - 1 - y) * rowBytes + x * 3,
        57 + (height - 1 - y) * rowBytes + x * 3,
      );
    }
  }
  return file;
}

/** A PNG file that says it has so many pixels, and has none. */
export function emptyPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8);
  const chunk = (type: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type, "latin1"), data, Buffer.alloc(4)]);
  };
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync("")),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** What a page of a scanned PDF has. */
export interface PdfScanPage {
  /** Fills the page. */
  readonly picture?: Canvas;
  /** In the text layer. */
  readonly text?: string;
}

/** A PDF whose pages are pictures, texts, or both. */
export function scannedPdf(pages: readonly PdfScanPage[]): Buffer {
  const objects: Buffer[] = [];
  const add = (content: Buffer | string): number => objects.push(Buffer.from(content as string));
  add("<< /Type /Catalog /Pages 2 0 R >>");
  add("");
  add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
  const kids = pages.map(({ picture, text }) => {
    const content: string[] = [];
    let image = "";
    if (picture !== undefined) {
      const { width, height } = picture;
      const size = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height}`;
      const colours = "/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode";
      image = `/XObject << /I ${add(pdfStream(`${size} ${colours}`, deflateSync(grayPixels(picture))))} 0 R >>`;
      content.push("q 612 0 0 792 0 0 cm /I Do Q");
    }
    if (text !== undefined) content.push(`BT /F 12 Tf 72 30 Td (${text}) Tj ET`);
    const contents = add(pdfStream("", Buffer.from(content.join("\n"))));
    const resources = `<< /Font << /F 3 0 R >> ${image} >>`;
    return add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${contents} 0 R /Resources ${resources} >>`,
    );
  });
  objects[1] = Buffer.from(
    `<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(" ")}] /Count ${kids.length} >>`,
  );
  return rawPdf(objects);
}

/** A stream object of a PDF. */
export function pdfStream(dictionary: string, data: Buffer): Buffer {
  const head = Buffer.from(`<< ${dictionary} /Length ${data.length} >>\nstream\n`);
  return Buffer.concat([head, data, Buffer.from("\nendstream")]);
}

/** A PDF of these objects, the first of which is its catalogue; without a table of them, which readers make anew. */
export function rawPdf(objects: readonly Buffer[]): Buffer {
  const body = objects.map((object, at) =>
    Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), object, Buffer.from("\nendobj\n")]),
  );
  return Buffer.concat([Buffer.from("%PDF-1.4\n"), ...body, Buffer.from("trailer << /Root 1 0 R >>\n%%EOF\n")]);
}

function grayPixels(canvas: Canvas): Buffer {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return Buffer.from(Uint8Array.from({ length: canvas.width * canvas.height }, (_, at) => data[at * 4] ?? 0));
}
