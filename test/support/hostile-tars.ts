import { crc32 } from "node:zlib";
import { type Deflated } from "./hostile-archive.js";

const blockBytes = 512;

/** An entry of a tar archive as it is, true or not (POSIX.1-2017, pax, ustar format). */
interface RawTarEntry {
  readonly path: string;
  /** `0` is a file, `1` a hard link, `2` a symbolic one, `3` and `4` are devices, `6` is a pipe. */
  readonly type?: string;
  readonly link?: string;
  readonly content?: string;
  /** What it claims to have, when that is a lie. */
  readonly claimedBytes?: number;
}

/** Tar archives, by what they do. */
export const hostileTars: Readonly<Record<string, () => Buffer>> = {
  "links.tar": () =>
    rawTar([
      { path: "link", type: "2", link: "/etc" },
      { path: "link/passwd", content: "slipped" },
      { path: "hard", type: "1", link: "/etc/passwd" },
    ]),
  "devices.tar": () =>
    rawTar([
      { path: "zero", type: "3" },
      { path: "disk", type: "4" },
      { path: "pipe", type: "6" },
    ]),
  "absolute.tar": () =>
    rawTar([
      { path: "/tmp/docent-slip-9.txt", content: "Tides rise." },
      { path: "../../tmp/docent-slip-10.txt", content: "Tides fall." },
    ]),
  "claims.tar": () => rawTar([{ path: "large.txt", content: "Tides rise.", claimedBytes: 8_000_000_000 }]),
  "entries.tar": () => rawTar(Array.from({ length: 50_000 }, (_, at) => ({ path: `${at}`, content: "x" }))),
};

/**
 * A zip archive whose entries lie in one another: the data of each begin with a stored block that holds the header of
 * the next, so that all of them inflate the same data (Fifield, "A better zip bomb", 2019).
 */
export function quotedZip(count: number, kernel: Deflated): Buffer {
  const pieces: Buffer[] = [kernel.data];
  const centrals: Buffer[] = [];
  let [packed, unpacked] = [kernel.data.length, kernel.sizeBytes];
  const offsets: number[] = [];
  for (let at = count - 1; at >= 0; at -= 1) {
    const name = Buffer.from(`${String(at).padStart(6, "0")}.txt`);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(name), 10);
    fields.writeUInt32LE(packed, 14);
    fields.writeUInt32LE(unpacked, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), fields, name]);
    const quotation = Buffer.alloc(5);
    quotation.writeUInt16LE(local.length, 1);
    quotation.writeUInt16LE(0xffff - local.length, 3);
    pieces.unshift(local);
    if (at > 0) pieces.unshift(quotation);
    const stride = local.length + quotation.length;
    offsets.unshift(at * stride);
    centrals.unshift(Buffer.concat([Buffer.from("PK\x01\x02\x14\0", "latin1"), fields, Buffer.alloc(14), name]));
    [packed, unpacked] = [packed + stride, unpacked + local.length];
  }
  for (const [at, central] of centrals.entries()) central.writeUInt32LE(offsets[at] ?? 0, 42);
  const directory = Buffer.concat(centrals);
  const content = Buffer.concat(pieces);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(content.length, 16);
  return Buffer.concat([content, directory, end]);
}

function rawTar(entries: readonly RawTarEntry[]): Buffer {
  return Buffer.concat([...entries.flatMap(tarEntry), Buffer.alloc(2 * blockBytes)]);
}

function tarEntry({ path, type = "0", link = "", content = "", claimedBytes }: RawTarEntry): Buffer[] {
  const header = Buffer.alloc(blockBytes);
  const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, "0")}\0`;
  const bytes = Buffer.from(content);
  header.write(path, 0);
  header.write(octal(0o644, 8), 100);
  header.write(octal(claimedBytes ?? bytes.length, 12), 124);
  header.write(octal(0, 12), 136);
  header.write("        ", 148);
  header.write(type, 156);
  header.write(link, 157);
  header.write("ustar\x0000", 257);
  header.write(
    octal(
      header.reduce((sum, byte) => sum + byte, 0),
      7,
    ),
    148,
  );
  return [header, bytes, Buffer.alloc((blockBytes - (bytes.length % blockBytes)) % blockBytes)];
}
