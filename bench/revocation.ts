import { startOpenAiUpstream } from "../test/support/openai-upstream.js";
import { startProcess, temporaryFolder } from "../test/support/process.js";
import { revokeWhileOpen } from "../test/support/revocation.js";
import { serverDatabase } from "../test/support/server-database.js";

const subscriptions = 64;
const rounds = 5;

/** How long a revoked key's open subscriptions live: 64 of them, over two processes where TEST_DATABASE_URL is set. */
export async function run(): Promise<void> {
  const upstream = await startOpenAiUpstream({ tokens: 1_000_000, delayMilliseconds: 20 });
  const folder = await temporaryFolder();
  const database = await serverDatabase();
  const environment: Readonly<Record<string, string>> = {
    DATA_DIR: folder.path,
    RATE_LIMITS: "off",
    LLM_PROVIDER: "openai-compatible",
    LLM_MODEL: "mock-model",
    LLM_BASE_URL: upstream.baseUrl,
    LLM_API_KEY: "none",
    ...database.environment,
  };
  const nodes = [await startProcess(environment)];
  if (Object.hasOwn(environment, "DATABASE_URL")) nodes.push(await startProcess(environment));
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const { closeCodes, milliseconds } = await revokeWhileOpen(nodes, subscriptions);
      process.stdout.write(
        `${closeCodes.length} subscriptions on ${nodes.length} process(es): all closed ${milliseconds.toFixed(0)} ms after the revocation\n`,
      );
    }
  } finally {
    for (const node of nodes) await node.stop();
    await database.drop();
    await folder.remove();
    await upstream.close();
  }
}
