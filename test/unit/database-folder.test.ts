import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type Database, openDatabase } from "../../src/database/data-source.js";
import { engineMajorVersion } from "../../src/database/embedded/folder-format.js";
import { createLogger } from "../../src/observability/logger.js";

const writer = fileURLToPath(new URL("../support/database-writer.js", import.meta.url));
let prepared: string;
let dataDir: string;
const children: ChildProcess[] = [];

/** A closed database's folder, to begin from without waiting for a first start each time. */
beforeAll(async () => {
  prepared = await mkdtemp(join(tmpdir(), "docent-folder-"));
  await (await open(prepared)).close();
});

afterAll(() => rm(prepared, { recursive: true }));

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "docent-folder-"));
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await rm(dataDir, { recursive: true, force: true });
});

function open(folder: string): Promise<Database> {
  return openDatabase({ dataDir: folder, logger: createLogger("silent"), entities: [], migrations: [] });
}

async function usePrepared(): Promise<void> {
  await cp(prepared, dataDir, { recursive: true });
}

/** Starts another process on the data folder, and reads what it says line by line. */
function startWriter(mode: "hold" | "write" | "close"): { child: ChildProcess; lines: AsyncIterator<string> } {
  const child = spawn(process.execPath, [writer, dataDir, mode], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

async function nextLine(lines: AsyncIterator<string>): Promise<string> {
  const { value } = (await lines.next()) as { value: string | undefined };
  return value ?? "";
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}

describe("the data folder", () => {
  test("keeps its rows from one start to the next", async () => {
    await usePrepared();
    const first = await open(dataDir);
    await first.pool.query("CREATE TABLE kept (n int); INSERT INTO kept VALUES (1)");
    await first.close();
    const second = await open(dataDir);
    expect((await second.pool.query("SELECT n FROM kept")).rows).toEqual([{ n: 1 }]);
    await second.close();
  });

  test("is refused to a second process, with the first one named, and free again when that is killed", async () => {
    await usePrepared();
    const holder = startWriter("hold");
    expect(await nextLine(holder.lines)).toBe("open");
    const second = startWriter("hold");
    expect(await nextLine(second.lines)).toMatch(
      new RegExp(`^DATA_FOLDER_LOCKED .* is already in use by process ${holder.child.pid} on .*, since `),
    );
    await expect(open(dataDir)).rejects.toMatchObject({ code: "DATA_FOLDER_LOCKED" });
    await kill(holder.child);
    await (await open(dataDir)).close();
  });

  test("is refused twice within one process, too", async () => {
    await usePrepared();
    const first = await open(dataDir);
    await expect(open(dataDir)).rejects.toMatchObject({
      code: "DATA_FOLDER_LOCKED",
      message: expect.stringContaining(`process ${process.pid}`),
    });
    await first.close();
  });

  test("has every acknowledged row after kill -9, however often", async () => {
    await usePrepared();
    let stored = 0;
    for (const rows of [1, 20, 150]) {
      const { child, lines } = startWriter("write");
      expect(await nextLine(lines)).toBe("open");
      let acknowledged = 0;
      while (acknowledged < rows) acknowledged = Number(await nextLine(lines));
      await kill(child);
      // What it had said before it died may still be in the pipe.
      for (let line = await nextLine(lines); line !== ""; line = await nextLine(lines)) acknowledged = Number(line);
      const database = await open(dataDir);
      const { rows: counts } = await database.pool.query<{ stored: number }>("SELECT count(*) AS stored FROM written");
      await database.close();
      const total = counts[0]?.stored ?? 0;
      expect(total - stored).toBeGreaterThanOrEqual(acknowledged);
      stored = total;
    }
  });

  test("begins anew when its very first start was cut short", async () => {
    await mkdir(join(dataDir, "postgres"));
    await writeFile(join(dataDir, "postgres", "PG_VERSION"), `${engineMajorVersion}\n`);
    const marker = {
      state: "creating",
      postgresMajorVersion: engineMajorVersion,
      engineVersion: "0.0.0",
      createdAt: new Date().toISOString(),
    };
    await writeFile(join(dataDir, "embedded.json"), JSON.stringify(marker));
    const database = await open(dataDir);
    expect((await database.pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    await database.close();
    expect(JSON.parse(await readFile(join(dataDir, "embedded.json"), "utf8"))).toMatchObject({ state: "ready" });
  });
});

describe("a folder that cannot be read is refused and left alone", () => {
  /** The names and contents of all files below the folder, without the lock's own. */
  async function contents(): Promise<Record<string, string>> {
    const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith("lock"));
    return Object.fromEntries(
      await Promise.all(
        files.map(
          async (file) =>
            [join(file.parentPath, file.name), await readFile(join(file.parentPath, file.name), "hex")] as const,
        ),
      ),
    );
  }

  async function expectRefusal(message: RegExp): Promise<void> {
    const before = await contents();
    await expect(open(dataDir)).rejects.toMatchObject({
      code: "DATA_FOLDER_INCOMPATIBLE",
      message: expect.stringMatching(message),
    });
    expect(await contents()).toEqual(before);
    // The lock has been given back.
    await expect(open(dataDir)).rejects.toMatchObject({ code: "DATA_FOLDER_INCOMPATIBLE" });
  }

  test("when another version of Postgres wrote it", async () => {
    await usePrepared();
    await writeFile(join(dataDir, "postgres", "PG_VERSION"), "17\n");
    await expectRefusal(/Postgres 17 .*brings Postgres 18, which cannot read it/s);
  });

  test("when it holds something else", async () => {
    await mkdir(join(dataDir, "postgres"));
    await writeFile(join(dataDir, "postgres", "holiday.jpg"), "not a database");
    await expectRefusal(/holds no Postgres database/);
  });

  test("when its database is damaged", async () => {
    await usePrepared();
    await writeFile(join(dataDir, "postgres", "global", "pg_control"), Buffer.alloc(8_192, 7));
    await expectRefusal(/could not be opened/);
  });

  test("when the database that was there is gone", async () => {
    await usePrepared();
    await rm(join(dataDir, "postgres"), { recursive: true });
    await expectRefusal(/is empty or missing/);
  });

  test("when what it says of itself cannot be read", async () => {
    await usePrepared();
    await writeFile(join(dataDir, "embedded.json"), "{");
    await expectRefusal(/embedded.json cannot be read/);
  });
});
