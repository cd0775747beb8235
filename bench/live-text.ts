import "reflect-metadata";
import { randomUUID } from "node:crypto";
import { LiveChats } from "../src/chat/live-chats.js";
import { Transactions } from "../src/database/transaction.js";
import { ChatStatus } from "../src/entities/index.js";
import { createLogger } from "../src/observability/logger.js";
import { InProcessPubSub } from "../src/pubsub/in-process.js";
import { insertChat, insertWorkspace } from "../test/support/chats.js";
import { createTestDatabase } from "../test/support/database.js";

const chats = 64;
const tokens = 200;

/**
 * What a token costs this process between the model and the transport: 64 answers of 200 tokens at once, each with so many
 * readers. Everything is real but the model, which is a loop: memory, checkpoints on the embedded database, readers.
 *
 *   npm run bench -- live-text [readers of each answer]
 */
export async function run([readersOfEach = "1"]: readonly string[]): Promise<void> {
  const world = await createTestDatabase();
  const transactions = new Transactions(world.database.dataSource);
  const live = new LiveChats({
    nodeId: randomUUID(),
    transactions,
    pubsub: new InProcessPubSub(),
    logger: createLogger("silent"),
  });
  const workspace = await insertWorkspace(world.database);
  const rows = await Promise.all(
    Array.from({ length: chats }, () => insertChat(world.database, workspace.id, { writerNode: live.nodeId })),
  );
  const begin = performance.now();
  const cpu = process.cpuUsage();
  let deltas = 0;
  await Promise.all(
    rows.map(async (chat) => {
      const writer = live.open(chat);
      await writer.begin([]);
      const readers = Array.from({ length: Number(readersOfEach) }, async () => {
        for await (const event of await live.read(chat.id, 0)) if (event.kind === "delta") deltas++;
      });
      for (let token = 0; token < tokens; token++) {
        writer.append(` token${token}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      await writer.finish({ status: ChatStatus.COMPLETED, refused: false, metrics: null, error: null });
      await Promise.all(readers);
    }),
  );
  const used = process.cpuUsage(cpu);
  const seconds = (performance.now() - begin) / 1_000;
  const perToken = (used.user + used.system) / (chats * tokens);
  process.stdout.write(
    `${chats} answers of ${tokens} tokens, ${readersOfEach} reader(s) each: ${seconds.toFixed(2)} s, ${deltas} deltas, ${perToken.toFixed(1)} µs of CPU a token (embedded database included)\n`,
  );
  await live.close();
  await world.close();
}
