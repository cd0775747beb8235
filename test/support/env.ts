/** The environment variables that tests look at. Only here do tests read the environment. */
export const testEnvironment = {
  /** Chromium for the browser test. */
  chromiumPath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
  /** Where child processes find programs. */
  path: process.env["PATH"] ?? "",
  /** A native Postgres with pgvector whose user may create databases; tests run there instead of on the embedded one. */
  databaseUrl: process.env["TEST_DATABASE_URL"],
  /** A Redis server; tests publish there, and store nothing. */
  redisUrl: process.env["TEST_REDIS_URL"],
};

/** Does work while environment variables have other values; for tests that they are not read. */
export async function withEnvironment(
  variables: Readonly<Record<string, string>>,
  work: () => Promise<void>,
): Promise<void> {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  try {
    await work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
