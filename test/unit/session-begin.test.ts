import { expect, test } from "@jest/globals";
import { OneTimeTokens } from "../../src/auth/one-time-tokens.js";
import { hashPassword } from "../../src/auth/passwords.js";
import { SessionTokens } from "../../src/auth/session-tokens.js";
import { sweepCredentials } from "../../src/auth/sweep-credentials.js";
import type { ClientOrigin } from "../../src/auth/viewer.js";
import { Transactions } from "../../src/database/transaction.js";
import { TokenPurpose, User, UserRole } from "../../src/entities/index.js";
import { EventRecorder } from "../../src/events/event-recorder.js";
import { RefusalRecorder } from "../../src/events/refusal-recorder.js";
import { MemoryCounters } from "../../src/limits/counters.js";
import { AuthThrottle, RateLimiter } from "../../src/limits/index.js";
import { createLogger } from "../../src/observability/logger.js";
import { SecretKey } from "../../src/secrets/secret-key.js";
import { SessionService } from "../../src/services/session.service.js";
import { createTestDatabase } from "../support/database.js";

const origin: ClientOrigin = { address: "192.0.2.1", correlationId: "test", userAgent: "a test" };
const password = "correct horse battery";

/** Sessions on a database of their own, and somebody who may begin one. */
async function buildWorld() {
  const { database, close } = await createTestDatabase();
  const transactions = new Transactions(database.dataSource);
  const logger = createLogger("silent");
  const events = new EventRecorder(transactions);
  const oneTimeTokens = new OneTimeTokens(transactions);
  const limiter = new RateLimiter({
    store: new MemoryCounters(),
    transactions,
    settings: () => null,
    logger,
    isOn: false,
  });
  const sessions = new SessionService({
    transactions,
    tokens: new SessionTokens(await SecretKey.load({ SECRET_KEY: "k".repeat(32), DATA_DIR: "" })),
    oneTimeTokens,
    throttle: new AuthThrottle(limiter),
    settings: { get: () => true as never },
    events,
    refusals: new RefusalRecorder(transactions, events, logger),
    instance: { assertMultiUser: () => Promise.resolve() },
  });
  const users = database.dataSource.getRepository(User);
  const { id } = await users.save(
    users.create({
      username: "ada",
      usernameKey: "ada",
      role: UserRole.DEFAULT,
      passwordHash: await hashPassword(password),
    }),
  );
  return { database, transactions, sessions, oneTimeTokens, users, user: await users.findOneByOrFail({ id }), close };
}

test("a password that was changed while it was being looked at begins no session", async () => {
  const world = await buildWorld();
  try {
    await world.users.update({ id: world.user.id }, { passwordHash: await hashPassword("another password") });
    await expect(world.sessions.begin(world.user, origin)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    expect(await world.transactions.query("SELECT 1 FROM session UNION ALL SELECT 1 FROM event_log")).toEqual([]);
  } finally {
    await world.close();
  }
});

test("a user who was suspended while a password was being looked at begins no session", async () => {
  const world = await buildWorld();
  try {
    await world.users.update({ id: world.user.id }, { suspended: true });
    await expect(world.sessions.begin(world.user, origin)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  } finally {
    await world.close();
  }
});

test("whoever ends all sessions while people sign in leaves none of an old password", async () => {
  const world = await buildWorld();
  try {
    const passwordHash = await hashPassword("another password");
    const signIns = Array.from({ length: 8 }, () =>
      world.sessions.signIn({ username: "ada", password }, origin).catch(() => null),
    );
    await world.transactions.run(async () => {
      await world.transactions.query("UPDATE app_user SET password_hash = $2 WHERE id = $1", [
        world.user.id,
        passwordHash,
      ]);
      await world.sessions.revokeAllOf(world.user.id);
    });
    await Promise.all(signIns);
    expect(await world.transactions.query("SELECT id FROM session WHERE revoked_at IS NULL")).toEqual([]);
    const { passwordHash: stored } = await world.users.findOneByOrFail({ id: world.user.id });
    expect(stored).toBe(passwordHash);
  } finally {
    await world.close();
  }
});

test("what has been over for a day is swept, and nothing else", async () => {
  const world = await buildWorld();
  const { transactions, sessions, oneTimeTokens, user } = world;
  try {
    const age = (table: string, column: string, id: number) =>
      transactions.query(`UPDATE ${table} SET ${column} = now() - interval '25 hours' WHERE id = $1`, [id]);
    const begun = [];
    for (let count = 0; count < 4; count++) begun.push((await sessions.begin(user, origin)).session.id);
    const [running = 0, expired = 0, ended = 0, justEnded = 0] = begun;
    await age("session", "expires_at", expired);
    await age("session", "revoked_at", ended);
    await transactions.query("UPDATE session SET revoked_at = now() WHERE id = $1", [justEnded]);
    for (const purpose of [TokenPurpose.RESET, TokenPurpose.RESET, TokenPurpose.RECOVERY, TokenPurpose.RECOVERY]) {
      await oneTimeTokens.issue(user.id, purpose);
    }
    const tokens = await transactions.query<{ id: number }>("SELECT id FROM one_time_token ORDER BY id");
    const [fresh = 0, old = 0, unused = 0, used = 0] = tokens.map(({ id }) => id);
    await age("one_time_token", "expires_at", old);
    await age("one_time_token", "used_at", used);
    expect(await sweepCredentials(transactions)).toBe(4);
    expect(await transactions.query("SELECT id FROM session ORDER BY id")).toEqual([
      { id: running },
      { id: justEnded },
    ]);
    expect(await transactions.query("SELECT id FROM one_time_token ORDER BY id")).toEqual([
      { id: fresh },
      { id: unused },
    ]);
    expect(await sweepCredentials(transactions)).toBe(0);
  } finally {
    await world.close();
  }
});
