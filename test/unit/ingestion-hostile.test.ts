import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultParserLimits, ParserPool } from "../../src/ingestion/process/parser-pool.js";
import { createLogger } from "../../src/observability/logger.js";
import { type HostileFile, hostileFiles } from "../support/hostile-files.js";

/** What becomes of the files that are not refused: how many files were found in them. */
const harmless: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    (
      "outline-in-a-loop.pdf previous-references-in-a-loop.pdf page-without-end.pdf deep-below-the-limit.html " +
      "deep-quotes.md deep-lists.md brackets.md links.md emphasis.md back-quotes.md one-line.txt laughs.html stolen.xml " +
      "addresses.eml program.txt nested-tables.docx wide-table.docx far-cells.xlsx merged-over-all.xlsx many-merged.xlsx " +
      "slides-of-one-part.pptx devices.tar"
    )
      .split(" ")
      .map((name) => [name, "read, 0 parts"]),
  ),
  "packed.txt": "read, 1 parts",
  "links.tar": "read, 1 parts",
  "absolute.tar": "read, 2 parts",
  "slips.zip": "read, 8 parts",
  "nested.zip": "read, 1 parts",
  "linked.zip": "read, 0 parts",
};
/** What says that a file is at fault; that it took too long is not among it. */
const refused = /^DOCUMENT_(?:CORRUPT|EMPTY|ENCRYPTED|MEMORY|TOO_LARGE|UNSUPPORTED)$/;
/** Slow, but honest as far as one can see: they are read until their time is over. */
const slow = /mailbox-of-separators|100000-pages/;

describe("files that are made to harm", () => {
  let folder: string;
  let files: HostileFile[];
  let pool: ParserPool;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "docent-hostile-"));
    files = await hostileFiles(join(folder, "files"));
    pool = new ParserPool({ size: 2, limits: defaultParserLimits, logger: createLogger("silent") });
  }, 60_000);

  afterAll(async () => {
    await pool.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("are refused by what is wrong with them, or read without harm, and write nothing outside their folder", async () => {
    const work = join(folder, "work");
    await mkdir(work);
    const judged = files.filter(({ name }) => !slow.test(name));
    const outcomes = await Promise.all(
      judged.map(async ({ name, path }, at) => {
        const partsPath = join(work, String(at));
        await mkdir(partsPath);
        const job = { path, name, partsPath, textPath: join(work, `${at}.text`) };
        const outcome = await pool
          .run(job, () => Promise.resolve())
          .then(
            ({ parts }) => `read, ${parts.length} parts`,
            (error: Error & { code?: string }) => error.code ?? error.message,
          );
        return [name, outcome] as const;
      }),
    );
    const isRefused: unknown = expect.stringMatching(refused);
    expect(Object.fromEntries(outcomes)).toEqual(
      Object.fromEntries(judged.map(({ name }) => [name, harmless[name] ?? isRefused])),
    );
    const written = await readdir(work, { recursive: true });
    expect(written.filter((name) => !/^\d+(?:[/\\]\d+|\.text)?$/.test(name))).toEqual([]);
    expect((await readdir(folder)).toSorted()).toEqual(["files", "work"]);
    expect((await readdir(tmpdir())).filter((name) => name.startsWith("docent-slip"))).toEqual([]);
    expect(pool.processIds.length).toBeLessThanOrEqual(2);
  }, 300_000);
});
