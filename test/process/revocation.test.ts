import { expect, test } from "@jest/globals";
import { startOpenAiUpstream } from "../support/openai-upstream.js";
import { startProcess, temporaryFolder } from "../support/process.js";
import { revokeWhileOpen } from "../support/revocation.js";
import { serverDatabase } from "../support/server-database.js";

test("revoking a key ends its open subscriptions, and closes their sockets, on every node", async () => {
  const upstream = await startOpenAiUpstream({ tokens: 100_000, delayMilliseconds: 20 });
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
  // The embedded database belongs to one process.
  const nodes = [await startProcess(environment)];
  if (Object.hasOwn(environment, "DATABASE_URL")) nodes.push(await startProcess(environment));
  try {
    const { errors, closeCodes } = await revokeWhileOpen(nodes, 64);
    expect(new Set(errors.flat())).toEqual(new Set(["UNAUTHENTICATED"]));
    expect(errors).toHaveLength(64);
    expect(new Set(closeCodes)).toEqual(new Set([4403]));
  } finally {
    for (const node of nodes) await node.stop();
    await database.drop();
    await folder.remove();
    await upstream.close();
  }
}, 120_000);
