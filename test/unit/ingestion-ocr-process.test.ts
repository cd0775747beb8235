import { describe, expect, it } from "@jest/globals";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { residentBytesWithPrograms } from "../../src/ingestion/process/memory-watch.js";
import { defaultParserLimits, ParserPool } from "../../src/ingestion/process/parser-pool.js";
import type { ParserLimits } from "../../src/ingestion/process/protocol.js";
import { createLogger } from "../../src/observability/logger.js";
import { inFolder, storeFile } from "../support/documents.js";
import { emptyPng } from "../support/pictures.js";

interface World {
  readonly pool: ParserPool;
  readonly folder: string;
  readonly picture: string;
  /** The id of the engine's process, once it runs. */
  engineId(): Promise<number>;
}

/** A world whose OCR engine is a program of the story: a shell script that has told its process id. */
async function withEngine(
  script: string,
  limits: Partial<ParserLimits>,
  story: (world: World) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => {
    const engine = join(folder, "engine");
    const told = join(folder, "pid");
    await writeFile(engine, `#!/bin/sh\necho $$ > ${told}.new && mv ${told}.new ${told}\n${script}\n`);
    await chmod(engine, 0o755);
    const pool = new ParserPool({
      size: 1,
      limits: { ...defaultParserLimits, ...limits },
      tools: { ocr: { tesseract: engine, languages: ["eng"], findsOrientation: false } },
      logger: createLogger("silent"),
    });
    const engineId = async (): Promise<number> => Number(await eventually(() => readFile(told, "utf8")));
    try {
      const picture = await storeFile(folder, emptyPng(100, 100));
      await story({ pool, folder, picture, engineId });
    } finally {
      await pool.close();
    }
  });
}

const ignore = (): Promise<void> => Promise.resolve();
const endless = "exec sleep 100000";
const linux = process.platform === "linux";

describe("the process of an OCR engine", () => {
  it("gives its words as a document", async () => {
    const row = String.raw`5\t1\t1\t1\t1\t1\t0\t0\t50\t20\t95\tHarbour\n`;
    await withEngine(`printf '${row}'`, {}, async ({ pool, picture }) => {
      const texts: string[] = [];
      const facts = await pool.run({ path: picture, name: "a.png" }, async ({ chunks }) => {
        texts.push(...chunks.map(({ text }) => text));
      });
      expect(facts).toMatchObject({ format: "png", mimeType: "image/png", words: 1, pages: null });
      expect(texts).toEqual(["Harbour"]);
    });
  });

  it("gets nothing of the environment, and no shell reads its arguments", async () => {
    await withEngine('env > "$(dirname "$1")/environment"', {}, async ({ pool, folder, picture }) => {
      const reading = pool.run({ path: picture, name: "$(touch x).png" }, ignore);
      await expect(reading).rejects.toMatchObject({ code: "DOCUMENT_EMPTY" });
      const environment = await readFile(join(folder, "environment"), "utf8");
      const names = environment.split("\n").map((line) => line.split("=")[0] ?? "");
      // The shell of this story brings the others itself.
      expect(names.filter((name) => !["PWD", "SHLVL", "_", "OLDPWD", ""].includes(name))).toEqual(["OMP_THREAD_LIMIT"]);
    });
  });

  it("ends with its job, when that is given up", async () => {
    await withEngine(endless, {}, async ({ pool, picture, engineId }) => {
      const gone = new AbortController();
      const reading = pool.run({ path: picture, name: "a.png" }, ignore, gone.signal);
      const pid = await engineId();
      gone.abort(new Error("the document was removed"));
      await expect(reading).rejects.toThrow("the document was removed");
      expect(await hasEnded(pid)).toBe(true);
    });
  });

  it("has time of its own, and is stopped when that is over", async () => {
    await withEngine(endless, { ocrMilliseconds: 200 }, async ({ pool, picture, engineId }) => {
      const reading = pool.run({ path: picture, name: "a.png" }, ignore);
      await expect(reading).rejects.toMatchObject({ code: "DOCUMENT_TIMEOUT", message: /^OCR of the file took/ });
      expect(await hasEnded(await engineId())).toBe(true);
    });
  });

  it("counts with the memory of its parser, on Linux", async () => {
    if (!linux) return;
    const hungry = `exec ${process.execPath} -e 'globalThis.kept = Buffer.alloc(600000000, 1); setInterval(() => {}, 1000)'`;
    await withEngine(hungry, { memoryBytes: 500_000_000 }, async ({ pool, picture, engineId }) => {
      await expect(pool.run({ path: picture, name: "a.png" }, ignore)).rejects.toMatchObject({
        code: "DOCUMENT_MEMORY",
      });
      expect(await hasEnded(await engineId())).toBe(true);
    });
  });

  it("blames the picture when it fails, and serves the next", async () => {
    await withEngine("echo broken >&2; exit 1", {}, async ({ pool, picture }) => {
      const before = pool.run({ path: picture, name: "a.png" }, ignore);
      await expect(before).rejects.toMatchObject({ code: "DOCUMENT_CORRUPT" });
      const [id] = pool.processIds;
      await expect(pool.run({ path: picture, name: "a.png" }, ignore)).rejects.toMatchObject({
        code: "DOCUMENT_CORRUPT",
      });
      expect(pool.processIds).toEqual([id]);
    });
  });

  it("ends with the server, however that ends", async () => {
    await withEngine(endless, {}, async ({ folder, picture, engineId }) => {
      const pool = new URL("../../src/ingestion/process/parser-pool.js", import.meta.url).href;
      const logger = new URL("../../src/observability/logger.js", import.meta.url).href;
      const tools = { ocr: { tesseract: join(folder, "engine"), languages: ["eng"], findsOrientation: false } };
      const program = `
        const { ParserPool, defaultParserLimits: limits } = await import("${pool}");
        const { createLogger } = await import("${logger}");
        const options = { size: 1, limits, tools: ${JSON.stringify(tools)}, logger: createLogger("silent") };
        await new ParserPool(options).run({ path: ${JSON.stringify(picture)}, name: "a.png" }, async () => undefined);`;
      const server = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: "ignore", env: {} });
      const pid = await engineId();
      server.kill("SIGKILL");
      await once(server, "exit");
      expect(await hasEnded(pid)).toBe(true);
    });
  });
});

describe("the memory of a process", () => {
  it("includes that of the programs that it runs, on Linux", async () => {
    if (!linux) return;
    const child = spawn("sleep", ["100000"]);
    try {
      await once(child, "spawn");
      const own = (await residentBytesWithPrograms(child.pid ?? 0)) ?? 0;
      expect(own).toBeGreaterThan(0);
      expect(await residentBytesWithPrograms(process.pid)).toBeGreaterThan(own);
    } finally {
      child.kill("SIGKILL");
    }
  });
});

/** Whether a process is gone, or at least dead, or will be soon. */
async function hasEnded(pid: number): Promise<boolean> {
  try {
    await eventually(() => assertEnded(pid));
    return true;
  } catch {
    return false;
  }
}

async function assertEnded(pid: number): Promise<void> {
  try {
    process.kill(pid, 0);
  } catch {
    return;
  }
  // A dead process that nobody has collected yet can still be asked.
  const status = linux ? await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "0 (gone) Z") : "";
  if (!/^\d+ \(.*\) Z/.test(status)) throw new Error(`The process ${pid} still runs.`);
}

/** Asks again until it is answered, for ten seconds. */
async function eventually<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(20);
    }
  }
}
