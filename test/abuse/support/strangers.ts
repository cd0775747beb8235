import { ApiKeyKind, ApiKeyScope } from "../../../src/entities/index.js";
import { type OpenAiUpstream, startOpenAiUpstream } from "../../support/openai-upstream.js";
import { data, type Target } from "../../support/graphql-client.js";
import { buildKey, buildPerson, mutate, openToMany, type Person } from "../../support/people.js";
import { startTestServer, type TestServer } from "../../support/server.js";
import { buildWorkspace } from "../../support/world.js";
import { as, create, signIn } from "./world.js";

/** Two workspaces, their people, and everybody else who might come by. */
export interface StrangersWorld {
  readonly server: TestServer;
  readonly upstream: OpenAiUpstream;
  readonly admin: Person;
  readonly here: { readonly id: string; readonly slug: string; readonly databaseId: number };
  readonly elsewhere: { readonly id: string; readonly slug: string; readonly databaseId: number };
  /** Member of both workspaces. */
  readonly alice: Person;
  /** Member of `here` alone. */
  readonly mallory: Person;
  /** Member of `elsewhere` alone. */
  readonly bob: Person;
  /** A visitor of an embed of `here`. */
  readonly visitor: Target;
  /** Who may not know of alice's chats, though some know her workspace; each with a name. */
  readonly strangers: Readonly<Record<string, Target>>;
  stop(): Promise<void>;
}

/** Starts it, with a model that waits where a question says HOLD. */
export async function buildStrangersWorld(): Promise<StrangersWorld> {
  const upstream = await startOpenAiUpstream();
  const server = await startTestServer({
    LLM_PROVIDER: "openai-compatible",
    LLM_MODEL: "test-model",
    LLM_BASE_URL: upstream.baseUrl,
  });
  const admin = await openToMany(server);
  const here = await buildWorkspace(server);
  const elsewhere = await buildWorkspace(server);
  const alice = await buildPerson(server);
  const mallory = await buildPerson(server);
  const bob = await buildPerson(server);
  await join(server, here.id, [alice, mallory]);
  await join(server, elsewhere.id, [alice, bob]);

  const onlyElsewhere = { workspaceIds: [elsewhere.databaseId] };
  const embed = await buildEmbed(server, here.id);
  const embedElsewhere = await buildEmbed(server, elsewhere.id);
  const invite = await mutate<{ invite: { code: string } }>(
    server,
    "createInvite",
    { workspaceIds: [here.id] },
    "invite { code }",
  );
  return {
    server,
    upstream,
    admin,
    here,
    elsewhere,
    alice,
    mallory,
    bob,
    visitor: as(server, `${embed}.visitor-session-1`),
    strangers: {
      "another member's session": as(server, (await signIn(server, mallory.username)).accessToken),
      "another member's key": mallory,
      "another member's key, limited to the workspace": await buildKey(server, mallory.databaseId, {
        workspaceIds: [here.databaseId],
      }),
      "a member of another workspace": bob,
      "the administrator's key, limited to another workspace": await buildKey(server, admin.databaseId, onlyElsewhere),
      "the asker's own key, limited to another workspace": await buildKey(server, alice.databaseId, onlyElsewhere),
      "another visitor of the embed": as(server, `${embed}.visitor-session-2`),
      "a visitor whose session begins like another's": as(server, `${embed}.visitor-session-11`),
      "a visitor of another embed of the workspace": as(
        server,
        `${await buildEmbed(server, here.id)}.visitor-session-1`,
      ),
      "a visitor of an embed of another workspace": as(server, `${embedElsewhere}.visitor-session-1`),
      "an invite to the workspace": as(server, invite.data?.["createInvite"]?.invite.code ?? ""),
      "the asker's single sign-on token": as(server, await authToken(server, alice.id)),
      "an extension key": await buildKey(server, mallory.databaseId, {
        kind: ApiKeyKind.BROWSER_EXTENSION,
        scopes: [ApiKeyScope.WRITE],
      }),
    },
    stop: async () => {
      upstream.release();
      await server.stop();
      await upstream.close();
    },
  };
}

async function join(server: Target, workspaceId: string, people: readonly Person[]): Promise<void> {
  const answer = await mutate(
    server,
    "addWorkspaceMembers",
    { workspaceId, userIds: people.map(({ id }) => id) },
    "__typename",
  );
  if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
}

/** An embed for every origin; resolves to what its visitors' credentials begin with. */
async function buildEmbed(server: Target, workspaceId: string): Promise<string> {
  const id = await create(server, "createEmbed", { workspaceId, allowedOrigins: ["*"], chatMode: "CHAT" }, "embed");
  const { embed } = await data<{ embed: { uuid: string } }>(server, "query ($id: ID!) { embed(id: $id) { uuid } }", {
    id,
  });
  return `docent_embed_${embed.uuid}`;
}

/** A single sign-on token of a user. */
export async function authToken(server: Target, userId: string): Promise<string> {
  const { issueAuthToken } = await data<{ issueAuthToken: { token: string } }>(
    server,
    "mutation ($userId: ID!) { issueAuthToken(userId: $userId) { token } }",
    { userId },
  );
  return issueAuthToken.token;
}
