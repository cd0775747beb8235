import { constants, crc32, deflateRawSync, inflateRawSync } from "node:zlib";

/** Content that is repeated as often as it takes to reach a size: what a bomb inflates to. */
export interface RepeatedContent {
  readonly start: string;
  readonly repeated: string;
  readonly end: string;
  /** Of the whole, about. */
  readonly bytes: number;
}

/** A deflated content, and the size that it inflates to. */
export interface Deflated {
  readonly data: Buffer;
  readonly sizeBytes: number;
}

/** An entry of a zip archive as it is, true or not. */
export interface RawZipEntry {
  readonly name: string;
  readonly content: Deflated;
  /** What it claims to inflate to, when that is a lie. */
  readonly claimedBytes?: number;
  /** Another entry's data, which this one claims as its own. */
  readonly sharesDataOf?: number;
  readonly flags?: number;
  /** Upper half of the external attributes: the mode that Unix gives it. */
  readonly mode?: number;
}

const blockBytes = 1_048_576;
const maximum32 = 0xffffffff;
const unixMadeIt = 0x0314;

/** Deflates a content of any size in no time: a block that was flushed whole may be repeated as it is. */
export function deflateRepeated({ start, repeated, end, bytes }: RepeatedContent): Deflated {
  const text = Buffer.from(repeated.repeat(Math.ceil(blockBytes / Buffer.byteLength(repeated))));
  const block = flushed(text);
  const times = Math.ceil(bytes / text.length);
  const data = [flushed(Buffer.from(start)), ...Array<Buffer>(times).fill(block), deflateRawSync(Buffer.from(end))];
  return {
    data: Buffer.concat(data),
    sizeBytes: Buffer.byteLength(start) + times * text.length + Buffer.byteLength(end),
  };
}

/** Deflates a content as it is. */
export function deflate(content: string | Uint8Array): Deflated {
  return { data: deflateRawSync(content), sizeBytes: Buffer.byteLength(content) };
}

/** What PDF calls FlateDecode, without the checksum at the end, which no reader misses. */
export function zlibWrapped({ data }: Deflated): Buffer {
  return Buffer.concat([Buffer.from([0x78, 0x9c]), data]);
}

/** A zip archive of entries, with the fields of zip64 where sizes need them. Checksums are left zero for bombs. */
export function rawZip(entries: readonly RawZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const places: number[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimedBytes = content.sizeBytes, sharesDataOf, flags = 0x0800, mode = 0 } of entries) {
    const isLarge = claimedBytes > maximum32;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(45, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt16LE(0x21, 8);
    fields.writeUInt32LE(checksum(content), 10);
    fields.writeUInt32LE(content.data.length, 14);
    fields.writeUInt32LE(isLarge ? maximum32 : claimedBytes, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const extra = isLarge ? zip64Size(claimedBytes) : Buffer.alloc(0);
    fields.writeUInt16LE(extra.length, 24);
    const place = sharesDataOf === undefined ? offset : (places[sharesDataOf] ?? 0);
    places.push(place);
    if (sharesDataOf === undefined) {
      const local = [Buffer.from("PK\x03\x04", "latin1"), fields, Buffer.from(name), extra, content.data];
      locals.push(...local);
      offset += local.reduce((total, part) => total + part.length, 0);
    }
    const rest = Buffer.alloc(14);
    rest.writeUInt16LE(mode, 8);
    rest.writeUInt32LE(place, 10);
    const version = Buffer.alloc(2);
    version.writeUInt16LE(unixMadeIt);
    centrals.push(
      Buffer.concat([Buffer.from("PK\x01\x02", "latin1"), version, fields, rest, Buffer.from(name), extra]),
    );
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 8);
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  const isLong = entries.length > 0xffff;
  return Buffer.concat([
    ...locals,
    directory,
    ...(isLong ? [zip64End(entries.length, directory.length, offset)] : []),
    end,
  ]);
}

function flushed(content: Buffer): Buffer {
  // Without Z_FINISH, and forgetting what went before, so that it fits behind anything.
  return deflateRawSync(content, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
}

function checksum({ data, sizeBytes }: Deflated): number {
  return sizeBytes > blockBytes ? 0 : crc32(inflateRawSync(data));
}

function zip64Size(bytes: number): Buffer {
  const field = Buffer.alloc(12);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(8, 2);
  field.writeBigUInt64LE(BigInt(bytes), 4);
  return field;
}

function zip64End(entries: number, directoryBytes: number, offset: number): Buffer {
  const record = Buffer.alloc(56);
  record.write("PK\x06\x06", "latin1");
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(45, 12);
  record.writeUInt16LE(45, 14);
  record.writeBigUInt64LE(BigInt(entries), 24);
  record.writeBigUInt64LE(BigInt(entries), 32);
  record.writeBigUInt64LE(BigInt(directoryBytes), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.write("PK\x06\x07", "latin1");
  locator.writeBigUInt64LE(BigInt(offset + directoryBytes), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator]);
}
