import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { MigrationInterface, QueryRunner } from "typeorm";
import { openDatabase } from "../../src/database/data-source.js";
import { migrateDown, migrateUp, migrationStatus } from "../../src/database/migrate.js";
import { createLogger } from "../../src/observability/logger.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { testEnvironment } from "../support/env.js";

class CreateFirst1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE first (n int)");
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE first");
  }
}

class CreateSecond1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE second (n int)");
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE second");
  }
}

class FailHalfway1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE third (n int)");
    await runner.query("CREATE TABLE first (n int)");
  }
  async down(): Promise<void> {
    throw new Error("never applied");
  }
}

type Migrations = readonly (new () => MigrationInterface)[];
const both: Migrations = [CreateSecond1700000000002, CreateFirst1700000000001];
let world: TestDatabase;

beforeAll(async () => {
  world = await createTestDatabase({ entities: [], migrations: [] });
});
beforeEach(() => world.database.pool.query("DROP TABLE IF EXISTS migrations, first, second, third"));
afterAll(() => world.close());

/** The same database as code with other migrations sees it. */
function withMigrations(migrations: Migrations): void {
  world.database.dataSource.migrations.splice(0, Infinity, ...migrations.map((Migration) => new Migration()));
}

async function tables(): Promise<string[]> {
  const { rows } = await world.database.pool.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations' ORDER BY 1",
  );
  return rows.map(({ name }) => name);
}

describe("migrations", () => {
  test("are applied in the order of their time, once", async () => {
    withMigrations(both);
    const { dataSource } = world.database;
    expect(await migrateUp(dataSource)).toEqual(["CreateFirst1700000000001", "CreateSecond1700000000002"]);
    expect(await tables()).toEqual(["first", "second"]);
    expect(await migrateUp(dataSource)).toEqual([]);
  });

  test("show which are applied, without changing anything", async () => {
    withMigrations([CreateFirst1700000000001]);
    const { dataSource } = world.database;
    expect(await migrationStatus(dataSource)).toEqual([{ name: "CreateFirst1700000000001", applied: false }]);
    await migrateUp(dataSource);
    withMigrations(both);
    expect(await migrationStatus(dataSource)).toEqual([
      { name: "CreateFirst1700000000001", applied: true },
      { name: "CreateSecond1700000000002", applied: false },
    ]);
    expect(await tables()).toEqual(["first"]);
  });

  test("are taken back one by one", async () => {
    withMigrations(both);
    const { dataSource } = world.database;
    await migrateUp(dataSource);
    expect(await migrateDown(dataSource)).toBe("CreateSecond1700000000002");
    expect(await tables()).toEqual(["first"]);
    expect(await migrateDown(dataSource)).toBe("CreateFirst1700000000001");
    expect(await migrateDown(dataSource)).toBeNull();
    expect(await tables()).toEqual([]);
  });

  test("that fail leave nothing of themselves, and keep those before", async () => {
    withMigrations([...both, FailHalfway1700000000003]);
    const { dataSource } = world.database;
    await expect(migrateUp(dataSource)).rejects.toThrow(/"first" already exists/);
    expect(await tables()).toEqual(["first", "second"]);
    expect((await migrationStatus(dataSource)).map(({ applied }) => applied)).toEqual([true, true, false]);
  });

  test("of a newer version are not guessed at", async () => {
    withMigrations(both);
    const { dataSource } = world.database;
    await migrateUp(dataSource);
    withMigrations([CreateFirst1700000000001]);
    await expect(migrateUp(dataSource)).rejects.toMatchObject({
      code: "DATABASE_TOO_NEW",
      message: expect.stringContaining("CreateSecond1700000000002"),
    });
    await expect(migrateDown(dataSource)).rejects.toMatchObject({ code: "DATABASE_TOO_NEW" });
    expect(await migrationStatus(dataSource)).toContainEqual({ name: "CreateSecond1700000000002", applied: true });
  });
});

const describeNative = testEnvironment.databaseUrl === undefined ? describe.skip : describe;

describeNative("migrations on native Postgres", () => {
  test("are applied once by nodes that start at the same time", async () => {
    const nodes = await Promise.all(
      Array.from({ length: 4 }, () =>
        openDatabase({ url: world.url ?? "", logger: createLogger("silent"), entities: [], migrations: [...both] }),
      ),
    );
    const applied = await Promise.all(nodes.map(({ dataSource }) => migrateUp(dataSource)));
    expect(applied.flat().sort()).toEqual(["CreateFirst1700000000001", "CreateSecond1700000000002"]);
    await Promise.all(nodes.map((node) => node.close()));
  });
});
