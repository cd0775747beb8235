import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MigrationInterface, QueryRunner } from "typeorm";
import { exportData, importData } from "../../src/database/transfer.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

class CreateShelves1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      "CREATE TABLE book (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, shelf_id int, title text, embedding vector, size int GENERATED ALWAYS AS (length(title)) STORED)",
    );
    await runner.query("CREATE TABLE shelf (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text)");
    await runner.query("ALTER TABLE book ADD FOREIGN KEY (shelf_id) REFERENCES shelf");
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE book, shelf");
  }
}

const titles = ["plain", "tab\tline\nreturn\rback\\slash", "\\.", "separator\u2028and\u2029", "漢字 😀 ü", "", null];
let folder: string;
let source: TestDatabase;
let target: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "docent-transfer-"));
  const options = { entities: [], migrations: [CreateShelves1700000000001] };
  source = await createTestDatabase(options);
  target = await createTestDatabase(options);
  const { pool } = source.database;
  await pool.query("INSERT INTO shelf (name) VALUES ('a'), ('b')");
  for (const title of titles)
    await pool.query("INSERT INTO book (shelf_id, title, embedding) VALUES (2, $1, '[1,2.5]')", [title]);
  await pool.query(
    "INSERT INTO book (shelf_id, title) SELECT 1, repeat(md5(n::text), 100) FROM generate_series(1, 6000) AS n",
  );
});

afterAll(async () => {
  await Promise.all([source.close(), target.close()]);
  await rm(folder, { recursive: true });
});

async function books(world: TestDatabase): Promise<unknown[]> {
  const { rows } = await world.database.pool.query<{ id: number }>("SELECT * FROM book ORDER BY id");
  return rows;
}

describe("an export", () => {
  test("brings every row into another database, which counts on from there", async () => {
    const path = join(folder, "all");
    const written = await exportData(source.database, path);
    expect(await importData(target.database, path)).toEqual(written);
    expect(await books(target)).toEqual(await books(source));
    const { rows } = await target.database.pool.query("INSERT INTO book (title) VALUES ('next') RETURNING id");
    expect(rows).toEqual([{ id: titles.length + 6_000 + 1 }]);
    await expect(importData(target.database, path)).rejects.toThrow(/is not empty/);
    await target.database.pool.query("TRUNCATE shelf, book");
  });

  test("does not overwrite a file", async () => {
    const path = join(folder, "taken");
    await writeFile(path, "mine");
    await expect(exportData(source.database, path)).rejects.toMatchObject({ code: "EEXIST" });
    expect(await readFile(path, "utf8")).toBe("mine");
  });

  test.each([
    ["cut short", (text: string) => text.slice(0, text.length / 2), /cut short/],
    ["without its last table", (text: string) => text.slice(0, text.lastIndexOf("\n{") + 1), /cut short/],
    [
      "of another schema",
      (text: string) => text.replace("CreateShelves", "CreateCases"),
      /import with the version of Docent that exported/,
    ],
    ["that is none", () => "hello\n", /no export of Docent/],
  ])("%s is refused, and leaves nothing behind", async (name, spoil, message) => {
    const path = join(folder, name);
    await exportData(source.database, path);
    await writeFile(path, spoil(await readFile(path, "utf8")));
    await expect(importData(target.database, path)).rejects.toMatchObject({
      code: "BAD_USER_INPUT",
      message: expect.stringMatching(message),
    });
    expect(await books(target)).toEqual([]);
  });
});
