import { randomUUID } from "node:crypto";
import pg from "pg";
import { testEnvironment } from "./env.js";

/** Where server processes of a test keep their rows: embedded, or a fresh database on TEST_DATABASE_URL. */
export async function serverDatabase(): Promise<{
  readonly environment: Readonly<Record<string, string>>;
  drop(): Promise<void>;
}> {
  const admin = testEnvironment.databaseUrl;
  if (admin === undefined) return { environment: {}, drop: async () => undefined };
  const name = `docent_process_${randomUUID().replaceAll("-", "")}`;
  await administer(admin, `CREATE DATABASE ${name}`);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return {
    environment: { DATABASE_URL: url.href },
    drop: () => administer(admin, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
