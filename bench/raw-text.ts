import { startProcess, temporaryFolder } from "../test/support/process.js";
import { text } from "./ingestion/texts.js";

const charactersPerText = 5_000;
const warmUp = 5;

/**
 * Sends texts through AnythingLLM's `POST /v1/document/raw-text`, one after the other: each is answered once it can be
 * searched.
 *
 *   npm run bench -- raw-text [texts] [at once]
 */
export async function run([count = "200", atOnce = "1"]: readonly string[]): Promise<void> {
  const dataDir = await temporaryFolder();
  const server = await startProcess({ DATA_DIR: dataDir.path, RATE_LIMITS: "off" });
  try {
    const send = async (index: number): Promise<number> => {
      const begin = performance.now();
      const response = await fetch(`${server.url}/api/v1/document/raw-text`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${server.apiKey}` },
        body: JSON.stringify({ textContent: text(index, charactersPerText), metadata: { title: `Text ${index}` } }),
      });
      const answer = (await response.json()) as { success?: boolean };
      if (answer.success !== true) throw new Error(`${response.status} ${JSON.stringify(answer)}`);
      return performance.now() - begin;
    };
    // The first ones start the processes that read.
    for (let index = 0; index < warmUp; index += 1) await send(index);
    const times: number[] = [];
    let next = warmUp;
    const last = warmUp + Number(count);
    const begin = performance.now();
    const sender = async (): Promise<void> => {
      while (next < last) times.push(await send(next++));
    };
    await Promise.all(Array.from({ length: Number(atOnce) }, sender));
    const seconds = (performance.now() - begin) / 1_000;
    times.sort((one, other) => one - other);
    const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
    process.stdout.write(
      `${count} texts of ${charactersPerText} characters, ${atOnce} at once: ${(Number(count) / seconds).toFixed(1)} documents/s; p50 ${at(0.5)} ms, p99 ${at(0.99)} ms\n`,
    );
  } finally {
    await server.stop();
    await dataDir.remove();
  }
}
