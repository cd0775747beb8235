import type { Canvas } from "@napi-rs/canvas";

/** Pixels of the pictures that are drawn here: an A4 page at 350 dpi. More makes letters no clearer. */
export const maximumDrawnPixels = 12_000_000;

/** Rows that are looked at together, so that a large drawing is not in memory twice. */
const rowsAtOnce = 256;

/**
 * A drawing as a binary PGM file (netpbm): one byte of brightness for each pixel, which is all that OCR looks at. The
 * drawing is gone afterwards: its memory, and that of what was drawn on it, would else stay until garbage is collected.
 */
export function intoGrayMap(canvas: Canvas): Buffer {
  const { width, height } = canvas;
  const head = Buffer.from(`P5\n${width} ${height}\n255\n`, "latin1");
  const file = Buffer.allocUnsafe(head.length + width * height);
  head.copy(file);
  const context = canvas.getContext("2d");
  let to = head.length;
  for (let top = 0; top < height; top += rowsAtOnce) {
    const { data } = context.getImageData(0, top, width, Math.min(rowsAtOnce, height - top));
    for (let from = 0; from < data.length; from += 4, to += 1) {
      // The weights of ITU-R BT.601 in 256ths.
      file[to] = ((data[from] ?? 0) * 77 + (data[from + 1] ?? 0) * 150 + (data[from + 2] ?? 0) * 29) >> 8;
    }
  }
  canvas.width = 1;
  canvas.height = 1;
  return file;
}

/**
 * A smaller copy of a picture, as {@link intoGrayMap} makes it, on white where it is transparent.
 * @param file A whole PNG, JPEG, WebP, BMP or GIF file, whose size has been checked.
 * @throws Error when it cannot be decoded.
 */
export async function shrunkenPicture(file: Uint8Array): Promise<Buffer> {
  // Loaded when it is first needed: most processes never draw anything.
  const { createCanvas, loadImage } = await import("@napi-rs/canvas");
  const image = await loadImage(file);
  const scale = Math.sqrt(Math.min(1, maximumDrawnPixels / (image.width * image.height)));
  const canvas = createCanvas(Math.floor(image.width * scale), Math.floor(image.height * scale));
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const map = intoGrayMap(canvas);
  // The decoded picture goes now, and not when the engine of the language collects garbage.
  image.src = Buffer.alloc(0);
  return map;
}
