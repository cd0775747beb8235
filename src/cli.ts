import "reflect-metadata";
import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Command, InvalidArgumentError, Option } from "commander";
import { migrations } from "../migrations/index.js";
import { addDoctor } from "./cli/doctor.js";
import { addSync } from "./cli/sync.js";
import { loadSettings, SettingsError } from "./config/index.js";
import { type Database, openDatabase } from "./database/data-source.js";
import { migrateDown, migrateUp, migrationStatus } from "./database/migrate.js";
import { Transactions } from "./database/transaction.js";
import { exportData, importData } from "./database/transfer.js";
import { ApiKeyScope, entities } from "./entities/index.js";
import { ConflictError, DocentError } from "./errors/index.js";
import { EventRecorder } from "./events/event-recorder.js";
import { createLogger } from "./observability/logger.js";
import { JobQueue } from "./queue/job-queue.js";
import { SecretBox } from "./secrets/secret-box.js";
import { SecretKey } from "./secrets/secret-key.js";
import { InstanceKeys } from "./services/instance-keys.js";
import { type SecretCounts, SecretUpkeep } from "./services/secret-upkeep.js";

const program = new Command("docent").description(
  "Administers a Docent instance. It uses the same settings as the server.",
);

const keys = program.command("keys").description("API keys. With the embedded database, stop the server first.");

keys
  .command("create")
  .description("makes a key and prints its secret, this once")
  .option("--name <name>", "what it is for", "Made on the command line")
  .addOption(
    new Option("--scope <scope...>", "what it may do").choices(Object.values(ApiKeyScope)).default([ApiKeyScope.ADMIN]),
  )
  .option("--expires <date>", "from when on it is refused, such as 2027-01-31", parseDate)
  .action(async (options: { name: string; scope: ApiKeyScope[]; expires?: Date }) => {
    await withKeys(async (service) => {
      const { apiKey, secret } = await service.create({
        name: options.name,
        scopes: options.scope,
        expiresAt: options.expires,
      });
      print(`Key ${apiKey.id} (${apiKey.scopes.join(", ")}): ${secret}`);
    });
  });

keys
  .command("list")
  .description("shows every key, without secrets")
  .action(async () => {
    await withKeys(async (service) => {
      for (const key of await service.list()) {
        const state = key.revokedAt === null ? "active" : `revoked ${key.revokedAt.toISOString()}`;
        const used = key.lastUsedAt === null ? "never used" : `last used ${key.lastUsedAt.toISOString()}`;
        print(`${key.id}\t${key.prefix}...\t${key.scopes.join(",")}\t${state}\t${used}\t${key.name}`);
      }
    });
  });

keys
  .command("revoke <number-or-prefix>")
  .description("makes a key useless for ever")
  .action(async (numberOrPrefix: string) => {
    await withKeys(async (service) => {
      const key = await service.revoke(numberOrPrefix);
      print(`Key ${key.id} (${key.prefix}...) is revoked.`);
    });
  });

const migrate = program.command("migrate").description("The database's tables.");

migrate
  .command("up")
  .description("applies every migration that is missing")
  .action(async () => {
    await withDatabase(async ({ dataSource }) => {
      const applied = await migrateUp(dataSource);
      print(applied.length === 0 ? "Nothing to do." : `Applied ${applied.join(", ")}.`);
    });
  });

migrate
  .command("down")
  .description("takes back the latest migration, with the data in its tables")
  .action(async () => {
    await withDatabase(async ({ dataSource }) => {
      const reverted = await migrateDown(dataSource);
      print(reverted === null ? "Nothing to do." : `Took back ${reverted}.`);
    });
  });

migrate
  .command("status")
  .description("shows which migrations are applied")
  .action(async () => {
    await withDatabase(async ({ dataSource }) => {
      for (const { name, applied } of await migrationStatus(dataSource))
        print(`${applied ? "applied" : "missing"}\t${name}`);
    });
  });

const database = program
  .command("database")
  .description("The database as a whole. With the embedded one, stop the server first.");

database
  .command("export <file>")
  .description("writes every table to a file, from which `import` fills another database")
  .action(async (file: string) => {
    await withDatabase(async (open) => {
      await migrateUp(open.dataSource);
      const { tables, rows } = await exportData(open, file);
      print(`Exported ${rows} rows of ${tables} tables to ${file}.`);
    });
  });

database
  .command("import <file>")
  .description("fills an empty database from a file that `export` wrote")
  .action(async (file: string) => {
    await withDatabase(async (open) => {
      await migrateUp(open.dataSource);
      await new JobQueue(open.pool, new Transactions(open.dataSource), createLogger("error")).migrate();
      const { tables, rows } = await importData(open, file);
      print(`Imported ${rows} rows into ${tables} tables.`);
    });
  });

const secrets = program
  .command("secrets")
  .description("What is encrypted with the instance's key. With the embedded database, stop the server first.");

secrets
  .command("reset")
  .description("forgets what a lost key had encrypted, open invites and sign-ins, and takes the present key")
  .action(async () => {
    const box = new SecretBox(await SecretKey.load(loadSettings()));
    await withSecrets(async (upkeep) => {
      const { settings, invites, documents } = await upkeep.reset(box);
      print(
        `Forgot ${settings} secret settings, ${invites} open invites and the passwords of ${documents} documents, and ended every sign-in.`,
      );
    });
  });

secrets
  .command("rotate")
  .description("encrypts everything anew with a new key, and ends every sign-in. Stop all servers first.")
  .action(async () => {
    const settings = loadSettings();
    const file = SecretKey.fileIn(settings.DATA_DIR);
    const from = new SecretBox(await SecretKey.load(settings, false));
    await withSecrets(async (upkeep) => {
      const counts = await rotateKey(upkeep, from, `${file}.new`);
      print(
        `Encrypted ${counts.settings} secret settings, ${counts.invites} open invites and the passwords of ${counts.documents} documents anew.`,
      );
      if (settings.SECRET_KEY === undefined) await rename(`${file}.new`, file);
      else print(`Set SECRET_KEY to the content of ${file}.new now, and delete that file.`);
    });
  });

addDoctor(program, { withDatabase, print });
addSync(program, print);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof DocentError) && !(error instanceof SettingsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function withDatabase(work: (database: Database) => Promise<void>): Promise<void> {
  const settings = loadSettings();
  const opened = await openDatabase({
    ...(settings.DATABASE_URL === undefined ? { dataDir: settings.DATA_DIR } : { url: settings.DATABASE_URL }),
    logger: createLogger("error"),
    entities,
    migrations,
  });
  try {
    await work(opened);
  } finally {
    await opened.close();
  }
}

async function withKeys(work: (service: InstanceKeys) => Promise<void>): Promise<void> {
  await withDatabase(async ({ dataSource }) => {
    await migrateUp(dataSource);
    const transactions = new Transactions(dataSource);
    await work(new InstanceKeys(transactions, new EventRecorder(transactions)));
  });
}

async function withSecrets(work: (upkeep: SecretUpkeep) => Promise<void>): Promise<void> {
  await withDatabase(async ({ dataSource }) => {
    await migrateUp(dataSource);
    const transactions = new Transactions(dataSource);
    await work(new SecretUpkeep(transactions, new EventRecorder(transactions)));
  });
}

/** The new key is on the disk before anything is encrypted with it, and stays there only if everything is. */
async function rotateKey(upkeep: SecretUpkeep, from: SecretBox, file: string): Promise<SecretCounts> {
  if (existsSync(file)) {
    throw new ConflictError(
      `${file} is there: a rotation was interrupted. If the server says that its key does not fit, that file holds the right one; else delete it.`,
    );
  }
  const to = new SecretBox(await SecretKey.generate(file));
  try {
    return await upkeep.rotate(from, to);
  } catch (error) {
    await rm(file);
    throw error;
  }
}

function parseDate(value: string): Date {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError("It is not a date.");
  return date;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
