import { describe, expect, it } from "@jest/globals";
import iconv from "iconv-lite";
import { packTar } from "modern-tar";
import { gzipSync } from "node:zlib";
import { pdf, zip } from "../support/documents.js";
import { deflate, rawZip, type RawZipEntry } from "../support/hostile-archive.js";
import { hostileZips, slippingNames } from "../support/hostile-files.js";
import { readContainer } from "../support/parts.js";

const entry = (name: string, content = "tide"): RawZipEntry => ({ name, content: deflate(content) });

/** A zip archive with names that are not UTF-8 and do not say what they are. */
function oldZip(names: readonly string[], encoding: string): Buffer {
  let bytes = rawZip(names.map((_, at) => ({ ...entry(`${at}`.padStart(40, "#")), flags: 0 })));
  for (const [at, name] of names.entries()) {
    const mark = `${at}`.padStart(40, "#");
    const encoded = iconv.encode(name, encoding);
    const padded = Buffer.concat([encoded, Buffer.alloc(40 - encoded.length, "_")]);
    for (let found = bytes.indexOf(mark); found >= 0; found = bytes.indexOf(mark)) {
      bytes = Buffer.concat([bytes.subarray(0, found), padded, bytes.subarray(found + 40)]);
    }
  }
  return bytes;
}

describe("zip archives", () => {
  it("give their files as documents, and the list of them as their own text", async () => {
    const archive = await readContainer(
      "bundle.zip",
      rawZip([
        entry("reports/"),
        entry("reports/2024/tides.txt", "High at noon."),
        entry("größe.md", "# Size"),
        entry("empty.txt", ""),
        entry("__MACOSX/reports/._tides.txt"),
        entry("reports/.DS_Store"),
        { ...entry("passwords", "/etc/passwd"), mode: 0o120777 },
      ]),
    );
    expect(archive.format).toBe("zip");
    expect(archive.parts).toEqual([
      { path: "reports/2024/tides.txt", mimeType: null, content: "High at noon." },
      { path: "größe.md", mimeType: null, content: "# Size" },
    ]);
    expect(archive.text.split("\n")).toEqual([
      "File\tBytes\tNote",
      "reports/2024/tides.txt\t13",
      "größe.md\t6",
      "empty.txt\t0\tempty, left out",
      "__MACOSX/reports/._tides.txt\t4\tof the system, left out",
      "reports/.DS_Store\t4\tof the system, left out",
      "passwords\t11\ta link, left out",
    ]);
    expect(archive.blocks[0]).toMatchObject({ kind: "table", headerRows: 1 });
  });

  it("are told from documents that are zip archives, and from those that begin with another file", async () => {
    await expect(readContainer("broken.docx", rawZip([entry("a.txt")]))).rejects.toMatchObject({
      code: "DOCUMENT_CORRUPT",
    });
    const inner = pdf([[{ text: "Tide", x: 72, y: 700 }]]).toString("latin1");
    expect((await readContainer("a.zip", zip([{ name: "a.pdf", content: Buffer.from(inner) }]))).format).toBe("zip");
    expect((await readContainer("a.tar", await packTar([{ header: file("a.pdf", inner), body: inner }]))).format).toBe(
      "tar",
    );
  });

  it("have names in the encodings of their times", async () => {
    const stories: readonly [string, readonly string[]][] = [
      ["cp437", ["Übersicht für März.txt", "Größe.txt"]],
      ["shift_jis", ["潮汐の報告書.txt", "港の一覧表.txt"]],
      ["cp866", ["Отчёт о приливах.txt", "Карта порта.txt"]],
      ["gb18030", ["潮汐报告与港口列表.txt", "海洋数据.txt"]],
      ["utf8", ["Größe der Flut.txt", "潮汐.txt"]],
    ];
    for (const [encoding, names] of stories) {
      const { parts } = await readContainer("old.zip", oldZip(names, encoding));
      expect(parts.map(({ path }) => path.replace(/_+$/, ""))).toEqual(names);
    }
  });

  it("give paths that lead out of them as data, and list them as clean ones", async () => {
    const { parts, text } = await readContainer("slips.zip", rawZip(hostileZips()["slips.zip"] ?? []));
    expect(parts).toHaveLength(slippingNames.length);
    expect(text).not.toMatch(/\.\.|\\|C:|\0|^\//m);
  });

  it("that are encrypted, overlap, lie, are damaged, or have nothing in them are errors", async () => {
    const refused = async (content: Uint8Array, limits = {}): Promise<string> =>
      readContainer("a.zip", content, limits).then(
        () => "read",
        (error: { code?: string }) => error.code ?? "unexpected",
      );
    expect(await refused(rawZip([{ ...entry("a.txt"), flags: 1 }]))).toBe("DOCUMENT_ENCRYPTED");
    expect(await refused(rawZip([entry("a.txt"), { ...entry("b.txt"), sharesDataOf: 0 }]))).toBe("DOCUMENT_CORRUPT");
    expect(await refused(rawZip([{ ...entry("a.txt", "tide".repeat(99)), claimedBytes: 4 }]))).toBe("DOCUMENT_CORRUPT");
    expect(await refused(rawZip([{ ...entry("a.txt"), claimedBytes: 4_000 }]))).toBe("DOCUMENT_CORRUPT");
    const whole = rawZip([entry("a.txt", "The tide rises, the tide falls.")]);
    const damaged = Buffer.from(whole);
    damaged[14] = (damaged[14] ?? 0) ^ 1;
    damaged[whole.indexOf("PK\x01\x02") + 16] = damaged[14];
    expect(await refused(damaged)).toBe("DOCUMENT_CORRUPT");
    expect(await refused(whole.subarray(0, whole.length - 30))).toBe("DOCUMENT_CORRUPT");
    expect(await refused(rawZip([]))).toBe("DOCUMENT_EMPTY");
    expect(await refused(rawZip([entry("folder/")]))).toBe("DOCUMENT_EMPTY");
    const three = rawZip([entry("a"), entry("b"), entry("c")]);
    expect(await refused(three, { containerEntries: 2 })).toBe("DOCUMENT_TOO_LARGE");
    expect(await refused(three, { partBytes: 11 })).toBe("DOCUMENT_TOO_LARGE");
    expect(await refused(three)).toBe("read");
  });
});

const file = (name: string, content: string) => ({
  name,
  size: Buffer.byteLength(content, "latin1"),
  type: "file" as const,
});

describe("tar archives and gzip files", () => {
  const long = `${"deep/".repeat(40)}größe.txt`;
  const entries = [
    { header: { name: "notes/", size: 0, type: "directory" as const } },
    { header: file("notes/tides.txt", "High at noon."), body: "High at noon." },
    { header: { name: "shadow", size: 0, type: "symlink" as const, linkname: "/etc/shadow" } },
    { header: file(long, "deep"), body: "deep" },
    { header: file("../../docent-slip.txt", "out"), body: "out" },
  ];

  it("give their files as documents, and the list of them as their own text", async () => {
    const archive = await packTar(entries);
    for (const [name, content, format] of [
      ["a.tar", archive, "tar"],
      ["a.tgz", gzipSync(archive), "gz"],
      ["unnamed", archive.subarray(0, -1_024), "tar"],
    ] as const) {
      const { parts, text, ...read } = await readContainer(name, content);
      expect(read.format).toBe(format);
      expect(parts.map(({ path, content: bytes }) => [path, bytes])).toEqual([
        ["notes/tides.txt", "High at noon."],
        [long, "deep"],
        ["../../docent-slip.txt", "out"],
      ]);
      expect(text).toContain("shadow\t0\ta link, left out");
      expect(text).toContain("\ndocent-slip.txt\t3");
    }
  });

  it("are one file, when that is what was packed", async () => {
    const packed = await readContainer("tides.txt.gz", gzipSync("High at noon."));
    expect(packed).toMatchObject({ text: "File\tBytes\tNote\ntides.txt\t13", parts: [{ content: "High at noon." }] });
    const named = gzipSync("x");
    named.writeUInt8(0x08, 3);
    const withName = Buffer.concat([named.subarray(0, 10), Buffer.from("inner.txt\0"), named.subarray(10)]);
    expect((await readContainer("outer.gz", withName)).parts[0]?.path).toBe("inner.txt");
  });

  it("that are damaged, cut off or too large are errors", async () => {
    const archive = await packTar(entries);
    for (const content of [archive.subarray(0, 700), archive.subarray(0, 1_600), gzipSync(archive).subarray(0, 200)]) {
      await expect(readContainer("a.tar", content)).rejects.toMatchObject({ code: "DOCUMENT_CORRUPT" });
    }
    const damaged = Buffer.from(archive);
    damaged[600] = 0x41;
    await expect(readContainer("a.tar", damaged)).rejects.toMatchObject({ code: "DOCUMENT_CORRUPT" });
    await expect(readContainer("a.tar", archive, { containerEntries: 2 })).rejects.toMatchObject({
      code: "DOCUMENT_TOO_LARGE",
    });
    await expect(readContainer("a.gz", gzipSync(""))).resolves.toMatchObject({ parts: [] });
  });

  it("of other kinds are refused by name", async () => {
    const bzip2 = Buffer.from("BZh91AY&SY\x00\x00\x00\x00", "latin1");
    const sevenZip = Buffer.from("7z\xbc\xaf\x27\x1c\x00\x04\x00\x00\x00\x00", "latin1");
    for (const [content, kind] of [
      [bzip2, "bzip2"],
      [sevenZip, "7z"],
    ] as const) {
      await expect(readContainer("a.bin", content)).rejects.toMatchObject({
        code: "DOCUMENT_UNSUPPORTED",
        message: expect.stringContaining(kind),
      });
    }
  });
});
