import { request, type Target } from "../test/support/graphql-client.js";
import { goodPassword } from "../test/support/people.js";
import { startProcess, temporaryFolder } from "../test/support/process.js";
import { serverDatabase } from "../test/support/server-database.js";

const username = "somebody";
const warmUps = 20;
const standardCount = 200;

/**
 * Whether time tells which users exist: signs in with a wrong password as a user, and as nobody, by turns, and compares
 * the means. Argument: how many of each, 200 by default.
 */
export async function run([count = String(standardCount)]: readonly string[]): Promise<void> {
  const folder = await temporaryFolder();
  const database = await serverDatabase();
  const server = await startProcess({ DATA_DIR: folder.path, RATE_LIMITS: "off", ...database.environment });
  try {
    await request(
      server,
      "mutation ($input: EnableMultiUserModeInput!) { enableMultiUserMode(input: $input) { user { id } } }",
      { input: { username, password: goodPassword } },
    );
    for (let attempt = 0; attempt < warmUps; attempt += 1) await timeOf(server, attempt % 2 === 0);
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let attempt = 0; attempt < Number(count); attempt += 1) {
      // Which comes first changes, so that neither always follows the other.
      for (const isKnown of attempt % 2 === 0 ? [true, false] : [false, true]) {
        (isKnown ? known : unknown).push(await timeOf(server, isKnown));
      }
    }
    report(summaryOf(known), summaryOf(unknown));
  } finally {
    await server.stop();
    await database.drop();
    await folder.remove();
  }
}

async function timeOf(target: Target, isKnown: boolean): Promise<number> {
  const input = { username: isKnown ? username : "nobody-1", password: "not the password" };
  const start = performance.now();
  const answer = await request(
    target,
    "mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }",
    { input },
    null,
  );
  const milliseconds = performance.now() - start;
  if (answer.errors?.[0]?.extensions["code"] !== "UNAUTHENTICATED") throw new Error(JSON.stringify(answer));
  return milliseconds;
}

interface Summary {
  readonly mean: number;
  readonly median: number;
  /** The standard error of the mean. */
  readonly error: number;
}

function summaryOf(values: readonly number[]): Summary {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const median = values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
  return { mean, median, error: Math.sqrt(variance / values.length) };
}

/** Welch's t: below about 2, the difference of the means is within what chance makes. */
function report(known: Summary, unknown: Summary): void {
  for (const [name, { mean, median, error }] of [
    ["wrong password", known],
    ["unknown user  ", unknown],
  ] as const) {
    process.stdout.write(`${name}  mean ${mean.toFixed(2)} ms ± ${error.toFixed(2)}, median ${median.toFixed(2)} ms\n`);
  }
  const difference = known.mean - unknown.mean;
  const t = difference / Math.hypot(known.error, unknown.error);
  process.stdout.write(`difference      ${difference.toFixed(2)} ms, t = ${t.toFixed(2)}\n`);
}
