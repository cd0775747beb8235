import { describe, expect, it, jest } from "@jest/globals";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { defaultParserLimits, ParserPool } from "../../src/ingestion/process/parser-pool.js";
import type { ParsedBatch, ParserLimits } from "../../src/ingestion/process/protocol.js";
import { TurnClock } from "../../src/ingestion/process/turn-clock.js";
import { createLogger } from "../../src/observability/logger.js";
import { inFolder, pdf, storeFile } from "../support/documents.js";

interface World {
  readonly pool: ParserPool;
  readonly folder: string;
  /** Stores a document and gives its place. */
  store(content: string | Uint8Array): Promise<string>;
}

async function inWorld(
  options: { size?: number; limits?: Partial<ParserLimits> },
  story: (world: World) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => {
    const pool = new ParserPool({
      size: options.size ?? 1,
      limits: { ...defaultParserLimits, ...options.limits },
      logger: createLogger("silent"),
    });
    try {
      await story({ pool, folder, store: (content) => storeFile(folder, content) });
    } finally {
      await pool.close();
    }
  });
}

const ignore = (): Promise<void> => Promise.resolve();
const paragraphs = (count: number): string =>
  Array.from(
    { length: count },
    (_, at) => `Paragraph ${at} says something about the tides, and then some more about the sea.`,
  ).join("\n\n");
/** Markdown that keeps its parser busy for a good while. */
const slowMarkdown = "*a **b _c [d](e) `f`\n".repeat(200_000);

describe("the clock of a job", () => {
  it("counts the turns of the child alone, all together", () => {
    jest.useFakeTimers();
    try {
      const expired = jest.fn();
      const clock = new TurnClock(1_000, expired);
      clock.start();
      jest.advanceTimersByTime(600);
      clock.stop();
      jest.advanceTimersByTime(60_000);
      clock.start();
      clock.start();
      jest.advanceTimersByTime(399);
      expect(expired).not.toHaveBeenCalled();
      jest.advanceTimersByTime(1);
      expect(expired).toHaveBeenCalledTimes(1);
    } finally {
      jest.useRealTimers();
    }
  });
});

describe("the parser pool", () => {
  it("reads a document in batches, in order, and writes its text down", async () => {
    await inWorld({}, async ({ pool, folder, store }) => {
      const textPath = join(folder, "text");
      const batches: ParsedBatch[] = [];
      const path = await store(paragraphs(2_000));
      const facts = await pool.run(
        { path, name: "tides.txt", textPath, enrich: { title: "Tides", embed: false } },
        async (batch) => {
          batches.push(batch);
        },
      );
      const chunks = batches.flatMap((batch) => batch.chunks);
      const text = await readFile(textPath, "utf8");
      expect(facts).toMatchObject({
        format: "txt",
        mimeType: "text/plain",
        characters: text.length,
        chunks: chunks.length,
        pages: null,
      });
      expect(facts.words).toBe(text.split(/\s+/).length);
      expect(chunks.map(({ position }) => position)).toEqual(chunks.map((_, at) => at));
      expect(batches.length).toBeGreaterThan(2);
      for (const chunk of chunks) {
        expect(chunk.text).toBe(text.slice(chunk.characterStart, chunk.characterEnd));
        expect(chunk.enrichment).not.toBeNull();
      }
    });
  });

  it("uses its processes again, after documents that cannot be read too", async () => {
    await inWorld({}, async ({ pool, store }) => {
      await pool.run({ path: await store("one"), name: "one.txt" }, ignore);
      const [first] = pool.processIds;
      await expect(pool.run({ path: await store(""), name: "empty.txt" }, ignore)).rejects.toMatchObject({
        code: "DOCUMENT_EMPTY",
        name: "DocumentError",
      });
      const facts = await pool.run({ path: await store(pdf([[{ text: "two", x: 72, y: 700 }]])), name: "two" }, ignore);
      expect(facts).toMatchObject({ format: "pdf", pages: 1 });
      expect(pool.processIds).toEqual([first]);
    });
  });

  it("runs as many jobs at once as it has processes, and the others in turn", async () => {
    await inWorld({ size: 2 }, async ({ pool, store }) => {
      let running = 0;
      let most = 0;
      const path = await store(paragraphs(20));
      await Promise.all(
        Array.from({ length: 6 }, () => {
          let isCounted = false;
          return pool
            .run({ path, name: "a.txt" }, async () => {
              if (!isCounted) running += 1;
              isCounted = true;
              most = Math.max(most, running);
            })
            .then(() => (running -= 1));
        }),
      );
      expect(most).toBeLessThanOrEqual(2);
      expect(pool.processIds).toHaveLength(2);
    });
  });

  it("passes batches on while it reads", async () => {
    await inWorld({}, async ({ pool, store }) => {
      const reached: number[] = [];
      const path = await store(paragraphs(20_000));
      const facts = await pool.run({ path, name: "a.txt" }, async ({ characters }) => {
        reached.push(characters);
      });
      expect(reached.at(0)).toBeLessThan(facts.characters / 10);
      expect(reached.toSorted((a, b) => a - b)).toEqual(reached);
    });
  });

  it("stops a document that takes too long, replaces the process, and leaves no text", async () => {
    await inWorld({ limits: { milliseconds: 400 } }, async ({ pool, folder, store }) => {
      const textPath = join(folder, "text");
      const path = await store(slowMarkdown);
      await expect(pool.run({ path, name: "slow.md", textPath }, ignore)).rejects.toMatchObject({
        code: "DOCUMENT_TIMEOUT",
      });
      expect(existsSync(textPath)).toBe(false);
      expect(pool.processIds).toEqual([]);
    });
  });

  it("stops a document that takes too much memory", async () => {
    await inWorld({ limits: { memoryBytes: 224 * 1_048_576 } }, async ({ pool, store }) => {
      const path = await store(`<html>${"<p>some text<table><tr><td>1<td>2</table>".repeat(1_000_000)}`);
      await expect(pool.run({ path, name: "large.html" }, ignore)).rejects.toMatchObject({ code: "DOCUMENT_MEMORY" });
      expect((await pool.run({ path: await store("one"), name: "one.txt" }, ignore)).chunks).toBe(1);
    });
  });

  it("stops a document with too many chunks or characters", async () => {
    await inWorld({ limits: { chunks: 3 } }, async ({ pool, store }) => {
      const path = await store(paragraphs(500));
      await expect(pool.run({ path, name: "a.txt" }, ignore)).rejects.toMatchObject({ code: "DOCUMENT_TOO_LARGE" });
    });
  });

  it("blames the document when the process crashes, and goes on with the next", async () => {
    await inWorld({}, async ({ pool, store }) => {
      const crash = async (): Promise<void> => {
        for (const id of pool.processIds) process.kill(id, "SIGSEGV");
      };
      const path = await store(paragraphs(20_000));
      await expect(pool.run({ path, name: "a.txt" }, crash)).rejects.toMatchObject({ code: "DOCUMENT_CORRUPT" });
      expect((await pool.run({ path: await store("one"), name: "one.txt" }, ignore)).chunks).toBe(1);
    });
  });

  it("starts another process when an idle one died", async () => {
    await inWorld({}, async ({ pool, store }) => {
      const path = await store("one");
      await pool.run({ path, name: "one.txt" }, ignore);
      const [first = 0] = pool.processIds;
      process.kill(first, "SIGKILL");
      while (pool.processIds.length > 0) await new Promise((resolve) => setImmediate(resolve));
      expect((await pool.run({ path, name: "one.txt" }, ignore)).chunks).toBe(1);
    });
  });

  it("passes on what the receiver of its batches throws", async () => {
    await inWorld({}, async ({ pool, store }) => {
      const path = await store(paragraphs(20_000));
      let calls = 0;
      const fail = (): Promise<void> => {
        calls += 1;
        return Promise.reject(new Error("the database is gone"));
      };
      await expect(pool.run({ path, name: "a.txt" }, fail)).rejects.toThrow("the database is gone");
      expect(calls).toBe(1);
    });
  });

  it("gives up a job that is aborted, running or waiting, with its reason", async () => {
    await inWorld({}, async ({ pool, store }) => {
      const path = await store(paragraphs(20_000));
      const [running, waiting] = [new AbortController(), new AbortController()];
      const first = pool.run({ path, name: "a.txt" }, async () => running.abort(new Error("removed")), running.signal);
      const second = pool.run({ path, name: "a.txt" }, ignore, waiting.signal);
      waiting.abort(new Error("shut down"));
      await expect(second).rejects.toThrow("shut down");
      await expect(first).rejects.toThrow("removed");
      await expect(pool.run({ path, name: "a.txt" }, ignore, running.signal)).rejects.toThrow("removed");
    });
  });

  it("gives the processes nothing of its environment", async () => {
    if (process.platform !== "linux") return;
    await inWorld({}, async ({ pool, store }) => {
      await pool.run({ path: await store("one"), name: "one.txt" }, ignore);
      const environment = await readFile(`/proc/${pool.processIds[0]}/environ`, "utf8");
      const names = environment.split("\0").map((entry) => entry.split("=")[0]);
      expect(names.filter((name) => name !== "" && !name?.startsWith("NODE_CHANNEL"))).toEqual([]);
    });
  });

  it("closes when the accepted jobs have ended, and takes no more", async () => {
    await inWorld({}, async ({ pool, store }) => {
      const path = await store(paragraphs(50));
      const jobs = [1, 2, 3].map(() => pool.run({ path, name: "a.txt" }, ignore));
      await pool.close();
      expect((await Promise.all(jobs)).map(({ chunks }) => chunks > 0)).toEqual([true, true, true]);
      expect(pool.processIds).toEqual([]);
      await expect(pool.run({ path, name: "a.txt" }, ignore)).rejects.toThrow("closed");
    });
  });
});
