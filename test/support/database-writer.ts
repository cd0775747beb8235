/** A process that opens the data folder it is told, writes rows, and says each number once it is stored. */
import { openDatabase } from "../../src/database/data-source.js";
import { DocentError } from "../../src/errors/index.js";
import { createLogger } from "../../src/observability/logger.js";

const [dataDir, mode] = process.argv.slice(2);

try {
  const database = await openDatabase({
    dataDir: dataDir ?? "",
    logger: createLogger("silent"),
    entities: [],
    migrations: [],
  });
  await database.pool.query("CREATE TABLE IF NOT EXISTS written (n int)");
  process.stdout.write("open\n");
  if (mode === "close") await database.close();
  for (let n = 1; mode === "write"; n++) {
    await database.pool.query("INSERT INTO written VALUES ($1)", [n]);
    process.stdout.write(`${n}\n`);
  }
} catch (error) {
  if (!(error instanceof DocentError)) throw error;
  process.stdout.write(`${error.code} ${error.message}\n`);
}
