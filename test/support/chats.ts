import { randomUUID } from "node:crypto";
import type { ChatEvent } from "../../src/chat/events.js";
import { LiveChats } from "../../src/chat/live-chats.js";
import type { Database } from "../../src/database/data-source.js";
import { Transactions } from "../../src/database/transaction.js";
import { Chat, ChatMode, ChatStatus, Workspace } from "../../src/entities/index.js";
import { createLogger } from "../../src/observability/logger.js";
import type { PubSub } from "../../src/pubsub/pubsub.js";

let count = 0;

/** A node of an instance, without HTTP: its live chats on a shared database and message bus. */
export async function startNode(database: Database, pubsub: PubSub, nodeId: string = randomUUID()) {
  const transactions = new Transactions(database.dataSource);
  await transactions.query("INSERT INTO cluster_node (id) VALUES ($1)", [nodeId]);
  const live = new LiveChats({ nodeId, transactions, pubsub, logger: createLogger("silent") });
  await live.start();
  return { nodeId, transactions, live };
}

/** A workspace row. */
export async function insertWorkspace({ dataSource }: Database, settings: Partial<Workspace> = {}): Promise<Workspace> {
  count++;
  const repository = dataSource.getRepository(Workspace);
  const { id } = await repository.save(
    repository.create({ slug: `w-${randomUUID()}`, name: `Workspace ${count}`, ...settings }),
  );
  return repository.findOneByOrFail({ id });
}

/** A pending chat, as the chat service inserts it. */
export async function insertChat(
  { dataSource }: Database,
  workspaceId: number,
  values: Partial<Chat> = {},
): Promise<Chat> {
  const repository = dataSource.getRepository(Chat);
  const chat = repository.create({
    uuid: randomUUID(),
    workspaceId,
    asker: "test",
    prompt: "What?",
    mode: ChatMode.CHAT,
    status: ChatStatus.PENDING,
    ...values,
  });
  const { id } = await repository.save(chat);
  return repository.findOneByOrFail({ id });
}

/** Reads a stream to its end. */
export async function readAll(events: AsyncIterable<ChatEvent>): Promise<ChatEvent[]> {
  const read: ChatEvent[] = [];
  for await (const event of events) read.push(event);
  return read;
}

/** What a client that follows the protocol holds after these events. */
export function reassemble(events: readonly ChatEvent[], held = ""): string {
  let text = held;
  for (const event of events) {
    if (event.kind === "delta") text = text.slice(0, event.offset) + event.text;
    if (event.kind === "finished") text = text.slice(0, event.textLength);
  }
  return text;
}
