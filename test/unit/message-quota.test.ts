import { randomUUID } from "node:crypto";
import { expect, test } from "@jest/globals";
import { MessageQuota } from "../../src/chat/message-quota.js";
import type { Database } from "../../src/database/data-source.js";
import { Transactions } from "../../src/database/transaction.js";
import { Chat, User, UserRole, type Workspace } from "../../src/entities/index.js";
import { insertChat, insertWorkspace } from "../support/chats.js";
import { createTestDatabase } from "../support/database.js";

async function insertUser(
  { dataSource }: Database,
  dailyMessageLimit: number | null,
  role: UserRole = UserRole.DEFAULT,
) {
  const username = `user-${randomUUID()}`;
  const repository = dataSource.getRepository(User);
  return repository.save(repository.create({ username, usernameKey: username, role, dailyMessageLimit }));
}

/** An instance, and what a question does in it. */
async function buildWorld(defaultLimit: number | null = null) {
  const { database, close } = await createTestDatabase();
  const transactions = new Transactions(database.dataSource);
  const quota = new MessageQuota(transactions, () => defaultLimit);
  const workspace = await insertWorkspace(database);
  const ask = (user: User, values: Partial<Chat> = {}) =>
    transactions.run(async () => {
      await quota.take(user);
      return insertQuestion(transactions, workspace, user, values);
    });
  return { database, transactions, quota, workspace, ask, close };
}

async function insertQuestion(transactions: Transactions, workspace: Workspace, user: User, values: Partial<Chat>) {
  const repository = transactions.manager().getRepository(Chat);
  return repository.save(
    repository.create({
      uuid: randomUUID(),
      workspaceId: workspace.id,
      asker: `user:${user.id}`,
      userId: user.id,
      prompt: "What?",
      mode: "chat",
      status: "completed",
      ...values,
    } as Partial<Chat>),
  );
}

test("of fifty questions at once exactly as many get through as the limit says", async () => {
  const { database, ask, close } = await buildWorld();
  const user = await insertUser(database, 7);
  const settled = await Promise.allSettled(Array.from({ length: 50 }, () => ask(user)));
  expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(7);
  expect(await database.dataSource.getRepository(Chat).countBy({ userId: user.id })).toBe(7);
  await close();
});

test("the refusal is worded as clients know it, and says when a question is free again", async () => {
  const { database, ask, close } = await buildWorld();
  const user = await insertUser(database, 1);
  await ask(user);
  const refusal = await ask(user).catch((error: unknown) => error);
  expect(refusal).toMatchObject({
    kind: "rateLimited",
    code: "DAILY_LIMIT_REACHED",
    message: "You have reached your daily chat limit of 1",
  });
  const { retryAfterSeconds } = refusal as { retryAfterSeconds: number };
  expect(retryAfterSeconds).toBeGreaterThan(80_000);
  expect(retryAfterSeconds).toBeLessThanOrEqual(86_400);
  await close();
});

test("a question that was not stored costs nothing", async () => {
  const { database, transactions, quota, ask, close } = await buildWorld();
  const user = await insertUser(database, 1);
  const failing = transactions.run(async () => {
    await quota.take(user);
    throw new Error("The chat could not be inserted.");
  });
  await expect(failing).rejects.toThrow("could not be inserted");
  await expect(ask(user)).resolves.toBeDefined();
  await close();
});

test("deleting chats gives no questions back", async () => {
  const { database, ask, close } = await buildWorld();
  const user = await insertUser(database, 2);
  await ask(user);
  await ask(user);
  await database.dataSource.getRepository(Chat).delete({ userId: user.id });
  await expect(ask(user)).rejects.toMatchObject({ code: "DAILY_LIMIT_REACHED" });
  await close();
});

test("questions from before the limit was set count, and those of the day before do not", async () => {
  const { database, workspace, ask, close } = await buildWorld();
  const user = await insertUser(database, 2);
  const yesterday = await insertChat(database, workspace.id, { userId: user.id });
  await database.pool.query("UPDATE chat SET created_at = now() - interval '25 hours' WHERE id = $1", [yesterday.id]);
  await insertChat(database, workspace.id, { userId: user.id });
  await ask(user);
  await expect(ask(user)).rejects.toMatchObject({ code: "DAILY_LIMIT_REACHED" });
  await close();
});

test("the default is for users whose limit is not set, and not for managers and administrators", async () => {
  const { database, ask, close } = await buildWorld(1);
  const [plain, generous, manager, limitedManager] = [
    await insertUser(database, null),
    await insertUser(database, 2),
    await insertUser(database, null, UserRole.MANAGER),
    await insertUser(database, 0, UserRole.MANAGER),
  ];
  await ask(plain);
  await expect(ask(plain)).rejects.toMatchObject({ code: "DAILY_LIMIT_REACHED" });
  await ask(generous);
  await ask(generous);
  await expect(ask(generous)).rejects.toMatchObject({ code: "DAILY_LIMIT_REACHED" });
  await ask(manager);
  await ask(manager);
  await expect(ask(limitedManager)).rejects.toMatchObject({ code: "DAILY_LIMIT_REACHED" });
  await close();
});

test("visitors have no quota of a user's", async () => {
  const { transactions, quota, close } = await buildWorld(0);
  await expect(transactions.run(() => quota.take(null))).resolves.toBeUndefined();
  await close();
});
