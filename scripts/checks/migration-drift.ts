import "reflect-metadata";
import { migrations } from "../../migrations/index.js";
import { openDatabase } from "../../src/database/data-source.js";
import { migrateUp } from "../../src/database/migrate.js";
import { entities } from "../../src/entities/index.js";
import { createLogger } from "../../src/observability/logger.js";

/**
 * What TypeORM would change that is meant to be as the migrations have it: statements of its schema builder, each
 * with the reason. They are hand-written indexes and the like, which entities cannot express.
 */
const expected: readonly (readonly [statement: RegExp, reason: string])[] = [];

/** The migrations, run on an empty embedded database, give the tables that the entities describe. */
export async function checkMigrationDrift(): Promise<readonly string[]> {
  const database = await openDatabase({ memory: true, logger: createLogger("error"), entities, migrations });
  try {
    await migrateUp(database.dataSource);
    const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
    return upQueries
      .map(({ query }) => query.replaceAll(/\s+/g, " ").trim())
      .filter((query) => !expected.some(([statement]) => statement.test(query)))
      .map((query) => `the entities differ from the migrations: ${query}`);
  } finally {
    await database.close();
  }
}
