import { expect, test } from "@jest/globals";
import { Authenticator } from "../../src/auth/authenticator.js";
import { EmbedTokens } from "../../src/auth/embed-tokens.js";
import { hashSecret } from "../../src/auth/secrets.js";
import { SessionTokens } from "../../src/auth/session-tokens.js";
import { ViewerWatch } from "../../src/auth/viewer-watch.js";
import { Transactions } from "../../src/database/transaction.js";
import { ApiKey, ApiKeyScope, User, UserRole, Workspace, WorkspaceMember } from "../../src/entities/index.js";
import { createLogger } from "../../src/observability/logger.js";
import { SecretBox } from "../../src/secrets/secret-box.js";
import { SecretKey } from "../../src/secrets/secret-key.js";
import { createTestDatabase } from "../support/database.js";

const secret = "docent_the-members-key";

/** A member of two workspaces, whose key is watched. */
async function buildWorld() {
  const { database, close } = await createTestDatabase();
  const { dataSource } = database;
  const key = await SecretKey.load({ SECRET_KEY: "k".repeat(32), DATA_DIR: "" });
  const embedTokens = new EmbedTokens(new SecretBox(key));
  const authenticator = new Authenticator(new Transactions(dataSource), new SessionTokens(key), embedTokens);
  const users = dataSource.getRepository(User);
  const user = await users.save(users.create({ username: "ada", usernameKey: "ada", role: UserRole.DEFAULT }));
  const workspaces = dataSource.getRepository(Workspace);
  const [here, there] = await workspaces.save(
    ["here", "there"].map((slug) => workspaces.create({ slug, name: slug, chatMode: "chat", searchMode: "hybrid" })),
  );
  if (here === undefined || there === undefined) throw new Error("no workspaces");
  await dataSource
    .getRepository(WorkspaceMember)
    .insert([here, there].map(({ id }) => ({ workspaceId: id, userId: user.id })));
  await dataSource.getRepository(ApiKey).insert({
    ownerId: user.id,
    name: "hers",
    prefix: "docent_the",
    hash: hashSecret(secret),
    scopes: [ApiKeyScope.READ],
  });
  const watch = new ViewerWatch(authenticator, createLogger("silent"));
  const identity = await authenticator.identify({ secret, webOrigin: null });
  return {
    here,
    there,
    workspaces,
    members: dataSource.getRepository(WorkspaceMember),
    watch,
    watched: watch.watch(identity),
    async close() {
      await watch.close();
      await close();
    },
  };
}

test("a connection outlives the deletion of a workspace, and ends when its viewer is shut out of one", async () => {
  const world = await buildWorld();
  try {
    await world.workspaces.delete({ id: world.there.id });
    await world.watch.check();
    expect(world.watched.ended.aborted).toBe(false);

    await world.members.delete({ workspaceId: world.here.id });
    await world.watch.check();
    expect(world.watched.ended.aborted).toBe(true);
  } finally {
    await world.close();
  }
});
