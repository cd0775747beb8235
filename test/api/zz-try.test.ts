import { createServer } from "node:http";
import { once } from "node:events";
import { test } from "@jest/globals";
import { request } from "../support/graphql-client.js";
import { startTestServer } from "../support/server.js";
test("try", async () => {
  const server = await startTestServer();
  const q = "mutation ($input: UpdateSettingsInput!) { updateSettings(input: $input) { settings { name } } }";
  const out: unknown[] = [];
  for (const input of [
    { values: [{ name: "mailUrl", value: "canary", extra: 1 }] },
    { values: [{ name: { a: "canary" }, value: "canary" }] },
    { values: "canary" },
  ]) out.push(await request(server, q, { input }));
  out.push(await request(server, 'mutation { updateSettings(input: { values: [{ name: "mailUrl", value: "canary", extra: 1 }] }) { settings { name } } }'));
  out.push(await request(server, 'mutation { updateSettings(input: { values: [{ name: "mailUrl", value: "canary }] }) { settings { name } } }'));
  out.push(await request(server, 'mutation ($input: TestProviderInput!) { testProvider(input: $input) { ok } }', { input: { kind: "canary", apiKey: ["canary"] } }));
  const silent = createServer(() => undefined).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const { port } = silent.address() as { port: number };
  for (const kind of ["CHAT", "EMBEDDING"]) for (const provider of ["openai-compatible", "ollama"])
    out.push([kind, provider, await request(server, 'mutation ($input: TestProviderInput!) { testProvider(input: $input) { ok durationMilliseconds error { code message } } }', { input: { kind, provider, model: "m", baseUrl: `http://127.0.0.1:${port}/v1` } })]);
  silent.closeAllConnections(); silent.close();
  process.stdout.write(out.map((o) => JSON.stringify(o)).join("\n") + "\n");
  await server.stop();
}, 120_000);
