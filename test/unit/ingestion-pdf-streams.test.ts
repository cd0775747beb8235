import { describe, expect, it } from "@jest/globals";
import { randomBytes } from "node:crypto";
import { deflateSync } from "node:zlib";
import { read } from "../support/documents.js";
import { pdfStream, rawPdf } from "../support/pictures.js";

const mebibyte = 1_048_576;

/** A PDF of one page with this content, and a picture that fills the page. */
function onePage(content: Buffer, image: Buffer): Buffer {
  const page =
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> /Font << /F 6 0 R >> >> >>";
  return rawPdf([
    Buffer.from("<< /Type /Catalog /Pages 2 0 R >>"),
    Buffer.from("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
    Buffer.from(page),
    content,
    image,
    Buffer.from("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"),
  ]);
}

function picture(width: number, height: number, data: Buffer): Buffer {
  const kind = "/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode";
  return pdfStream(`${kind} /Width ${width} /Height ${height}`, deflateSync(data));
}

const drawn = pdfStream("", Buffer.from("q 612 0 0 792 0 0 cm /I Do Q"));
const written = pdfStream("", Buffer.from("q 612 0 0 792 0 0 cm /I Do Q BT /F 12 Tf 72 700 Td (Plain text.) Tj ET"));
const tooLarge = { code: "DOCUMENT_TOO_LARGE" };

describe("the streams of a PDF", () => {
  it("are refused when they inflate to more than a page needs", async () => {
    const spaces = pdfStream("/Filter /FlateDecode", deflateSync(Buffer.alloc(160 * mebibyte, " ")));
    await expect(read("content.pdf", onePage(spaces, picture(1, 1, Buffer.alloc(1))))).rejects.toMatchObject(tooLarge);
  });

  it("are refused when a picture inflates to more than its pixels", async () => {
    const bomb = picture(100, 100, Buffer.alloc(32 * mebibyte));
    await expect(read("picture.pdf", onePage(drawn, bomb))).rejects.toMatchObject(tooLarge);
  });

  it("are not inflated when a picture is too large to be drawn: a page of text needs none", async () => {
    const claims = picture(50_000, 50_000, Buffer.alloc(32 * mebibyte));
    expect((await read("map.pdf", onePage(written, claims))).text).toBe("Plain text.");
    await expect(read("map.pdf", onePage(drawn, claims))).rejects.toMatchObject({
      ...tooLarge,
      message: expect.stringContaining("50000 x 50000"),
    });
  });

  it("may be large where they are what they say", async () => {
    const honest = picture(4_096, 8_192, randomBytes(mebibyte));
    expect((await read("scan.pdf", onePage(written, honest))).text).toBe("Plain text.");
    const even = picture(4_096, 8_192, Buffer.alloc(32 * mebibyte));
    expect((await read("blank.pdf", onePage(written, even))).text).toBe("Plain text.");
  });
});
