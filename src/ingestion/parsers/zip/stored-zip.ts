import { crc32 } from "node:zlib";

const localHeaderSignature = 0x04034b50;
const centralHeaderSignature = 0x02014b50;
const endSignature = 0x06054b50;
const version = 20;
/** Names are UTF-8 (general purpose bit 11). */
const utf8Flag = 0x0800;
/** 1 January 1980, the earliest date that the format knows. */
const date = 0x0021;

/**
 * Packs parts into a zip archive without compressing them, after PKWARE's APPNOTE 6.3 without its extensions: at most
 * 65,535 parts and 4 GiB. Gives a library that insists on an archive only the parts that were checked.
 */
export function storedZip(parts: ReadonlyMap<string, Uint8Array>): Buffer {
  const locals: Uint8Array[] = [];
  const centrals: Uint8Array[] = [];
  let offset = 0;
  for (const [name, content] of parts) {
    const fields = entryFields(name, content);
    const local = Buffer.concat([uint32(localHeaderSignature), fields, Buffer.from(name, "utf8")]);
    centrals.push(
      Buffer.concat([
        uint32(centralHeaderSignature),
        uint16(version),
        fields,
        Buffer.alloc(10),
        uint32(offset),
        Buffer.from(name, "utf8"),
      ]),
    );
    locals.push(local, content);
    offset += local.length + content.length;
  }
  const directory = Buffer.concat(centrals);
  const end = [
    uint32(endSignature),
    Buffer.alloc(4),
    uint16(parts.size),
    uint16(parts.size),
    uint32(directory.length),
    uint32(offset),
    uint16(0),
  ];
  return Buffer.concat([...locals, directory, ...end]);
}

/** The fields that both headers of an entry share: from the needed version up to the length of the extra field. */
function entryFields(name: string, content: Uint8Array): Buffer {
  return Buffer.concat([
    uint16(version),
    uint16(utf8Flag),
    uint16(0),
    uint16(0),
    uint16(date),
    uint32(crc32(content)),
    uint32(content.length),
    uint32(content.length),
    uint16(Buffer.byteLength(name, "utf8")),
    uint16(0),
  ]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
