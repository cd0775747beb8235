import { crc32, deflateSync } from "node:zlib";

const side = 60_000;

/** Pictures of a few bytes that claim 60,000 by 60,000 pixels, by their formats. */
export const hostilePictures: Readonly<Record<string, () => Buffer>> = {
  "huge.png": () => {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(side, 0);
    header.writeUInt32BE(side, 4);
    header.set([8, 6], 8);
    const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    return Buffer.concat([mark, chunk("IHDR", header), chunk("IDAT", deflateSync(Buffer.alloc(64))), chunk("IEND")]);
  },
  "huge.jpg": () => {
    const frame = Buffer.from([0xff, 0xc0, 0, 17, 8, 0, 0, 0, 0, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]);
    frame.writeUInt16BE(side, 5);
    frame.writeUInt16BE(side, 7);
    const start = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
    return Buffer.concat([start, frame, Buffer.from([0xff, 0xd9])]);
  },
  "huge.tiff": () => {
    const fields = [
      [256, 4, side],
      [257, 4, side],
      [258, 3, 8],
      [259, 3, 1],
      [262, 3, 1],
      [273, 4, 8],
      [278, 4, side],
      [279, 4, 0xffff_fff0],
    ] as const;
    const file = Buffer.alloc(14 + fields.length * 12);
    file.write("II*\0", "latin1");
    file.writeUInt32LE(8, 4);
    file.writeUInt16LE(fields.length, 8);
    for (const [at, [tag, type, value]] of fields.entries()) {
      const place = 10 + at * 12;
      file.writeUInt16LE(tag, place);
      file.writeUInt16LE(type, place + 2);
      file.writeUInt32LE(1, place + 4);
      file.writeUInt32LE(value, place + 8);
    }
    return file;
  },
  "huge.gif": () => {
    const file = Buffer.from("GIF89a\0\0\0\0\0\0\0;", "latin1");
    file.writeUInt16LE(side, 6);
    file.writeUInt16LE(side, 8);
    return file;
  },
};

function chunk(type: string, data = Buffer.alloc(0)): Buffer {
  const content = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, checksum]);
}
