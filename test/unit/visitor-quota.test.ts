import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { VisitorQuota } from "../../src/chat/visitor-quota.js";
import { Transactions } from "../../src/database/transaction.js";
import { Chat, Embed, type Workspace } from "../../src/entities/index.js";
import { insertWorkspace } from "../support/chats.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let world: TestDatabase;
let workspace: Workspace;
beforeAll(async () => {
  world = await createTestDatabase();
  workspace = await insertWorkspace(world.database);
});
afterAll(() => world.close());

async function insertEmbed(quotas: Partial<Pick<Embed, "maxChatsPerDay" | "maxChatsPerSession">>): Promise<Embed> {
  const repository = world.database.dataSource.getRepository(Embed);
  const embed = { uuid: randomUUID(), workspaceId: workspace.id, chatMode: "chat" } as const;
  return repository.save(repository.create({ ...embed, allowedOrigins: ["*"], ...quotas }));
}

/** A node: what it shares with others is the database. */
function startNode() {
  const transactions = new Transactions(world.database.dataSource);
  const quota = new VisitorQuota(transactions);
  const insert = (embed: Embed, sessionId: string, values: Partial<Chat> = {}) => {
    const repository = transactions.manager().getRepository(Chat);
    const chat = { uuid: randomUUID(), workspaceId: workspace.id, embedId: embed.id, sessionId, prompt: "What?" };
    const asker = `embed:${embed.id}:${sessionId}`;
    return repository.save(repository.create({ ...chat, asker, mode: "chat", status: "completed", ...values }));
  };
  const ask = (embed: Embed, sessionId: string) =>
    quota.inTurn(embed, sessionId, () =>
      transactions.run(async () => {
        await quota.take(embed, sessionId);
        return insert(embed, sessionId);
      }),
    );
  return { transactions, quota, insert, ask };
}

const accepted = (settled: readonly PromiseSettledResult<unknown>[]) =>
  settled.filter(({ status }) => status === "fulfilled").length;

test("of questions that reach several nodes at once exactly as many are accepted as the day has", async () => {
  const nodes = [startNode(), startNode(), startNode()];
  const embed = await insertEmbed({ maxChatsPerDay: 10 });
  const settled = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) => nodes.map((node) => node.ask(embed, `session-${index}`))).flat(),
  );
  expect(accepted(settled)).toBe(10);
  expect(await world.database.dataSource.getRepository(Chat).countBy({ embedId: embed.id })).toBe(10);
});

test("the same of one session, and other sessions and embeds are not touched by it", async () => {
  const [first, second] = [startNode(), startNode()];
  const embed = await insertEmbed({ maxChatsPerSession: 4 });
  const settled = await Promise.allSettled(
    Array.from({ length: 10 }, () => [first, second].map((node) => node.ask(embed, "session-one"))).flat(),
  );
  expect(accepted(settled)).toBe(4);
  await expect(second.ask(embed, "session-two")).resolves.toBeDefined();
  await expect(first.ask(await insertEmbed({ maxChatsPerSession: 1 }), "session-one")).resolves.toBeDefined();
});

test("a question counts for 24 hours, and its refusal says when the next is free", async () => {
  const { insert, ask } = startNode();
  const embed = await insertEmbed({ maxChatsPerDay: 2 });
  const hoursAgo = (hours: number) => ({ createdAt: new Date(Date.now() - hours * 3_600_000) });
  await insert(embed, "session-one", hoursAgo(25));
  await insert(embed, "session-one", hoursAgo(20));
  await ask(embed, "session-two");
  const refusal: unknown = await ask(embed, "session-three").catch((error: unknown) => error);
  expect(refusal).toMatchObject({ kind: "rateLimited", code: "DAILY_LIMIT_REACHED" });
  const hours = (refusal as { retryAfterSeconds: number }).retryAfterSeconds / 3_600;
  expect(Math.round(hours)).toBe(4);
});

test("a question that was not stored costs nothing", async () => {
  const { transactions, quota, ask } = startNode();
  const embed = await insertEmbed({ maxChatsPerDay: 1 });
  const failing = transactions.run(async () => {
    await quota.take(embed, "session-one");
    throw new Error("The chat could not be inserted.");
  });
  await expect(failing).rejects.toThrow("could not be inserted");
  await expect(ask(embed, "session-one")).resolves.toBeDefined();
});
