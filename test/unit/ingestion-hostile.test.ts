import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DocumentError } from "../../src/ingestion/errors.js";
import { defaultParserLimits, ParserPool } from "../../src/ingestion/process/parser-pool.js";
import { createLogger } from "../../src/observability/logger.js";
import { type HostileFile, hostileFiles } from "../support/hostile-files.js";

/** What may become of the files that are not simply refused. */
const harmless: Readonly<Record<string, { readonly parts: readonly string[] }>> = {
  "slips.zip": { parts: ["0", "1", "2", "3", "4", "5", "6", "7"] },
  "nested.zip": { parts: ["0"] },
  "linked.zip": { parts: [] },
};
/** Large, but honest as far as one can see: they are read, or refused. */
const large = /below-the-limits|mailbox-of-separators/;

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
    const small = files.filter(({ name }) => !large.test(name));
    await Promise.all(
      small.map(async ({ name, path }, at) => {
        const partsPath = join(work, String(at));
        await mkdir(partsPath);
        const textPath = join(work, `${at}.text`);
        const reading = pool.run({ path, name, partsPath, textPath }, () => Promise.resolve());
        const outcome = await reading.then(
          ({ parts }) => parts.map(({ file }) => file),
          (error: unknown) => error,
        );
        const expected = harmless[name];
        if (expected === undefined) {
          if (!(outcome instanceof DocumentError)) throw new Error(`${name} gave ${String(outcome)}`);
          expect(["DOCUMENT_TIMEOUT", "DOCUMENT_UNSUPPORTED"]).not.toContain(outcome.code);
        } else expect(outcome).toEqual(expected.parts);
        expect((await readdir(partsPath)).toSorted()).toEqual(
          expected === undefined ? expect.any(Array) : expected.parts,
        );
      }),
    );
    const known = new Set(small.flatMap((_, at) => [String(at), `${at}.text`]));
    expect((await readdir(work)).filter((name) => !known.has(name))).toEqual([]);
    expect((await readdir(folder)).toSorted()).toEqual(["files", "work"]);
    expect((await readdir(tmpdir())).filter((name) => name.startsWith("docent-slip"))).toEqual([]);
    expect(pool.processIds.length).toBeLessThanOrEqual(2);
  }, 120_000);

  it("of large size are read in bounded memory, or refused for what they need", async () => {
    const huge = files.filter(({ name }) => large.test(name) && !name.startsWith("mailbox"));
    expect(huge.length).toBeGreaterThan(2);
    for (const { name, path } of huge.filter((file) => !file.name.endsWith(".xlsx"))) {
      await expect(pool.run({ path, name }, () => Promise.resolve())).rejects.toMatchObject({
        code: expect.stringMatching(/^DOCUMENT_(?:TOO_LARGE|MEMORY)$/),
      });
    }
  }, 120_000);
});
