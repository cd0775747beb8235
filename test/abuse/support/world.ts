import { encodeGlobalId, type NodeType } from "../../../src/entities/index.js";
import { collect, data, socketClient, type Target } from "../../support/graphql-client.js";
import { buildPerson, goodPassword, mutate, openToMany, type Person } from "../../support/people.js";
import { startTestServer, type TestServer } from "../../support/server.js";
import { ask, buildDocument, buildWorkspace } from "../../support/world.js";
import type { ArgumentField } from "./positions.js";
import type { IdFor } from "./samples.js";

/** The tokens of somebody who has signed in. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly sessionId: string;
}

/** Signs somebody in. @throws Error with the answer when that is refused. */
export async function signIn(server: Target, username: string, password = goodPassword): Promise<Tokens> {
  const answer = await mutate<{ accessToken: string; refreshToken: string; session: { id: string } }>(
    server,
    "signIn",
    { username, password },
    "accessToken refreshToken session { id }",
    null,
  );
  const grant = answer.data?.["signIn"];
  if (grant === undefined) throw new Error(JSON.stringify(answer));
  return { ...grant, sessionId: grant.session.id };
}

/** The same target with another secret. */
export function as(target: Target, secret: string): Target {
  return { url: target.url, apiKey: secret };
}

/** An instance of many users with one object of every type that has an id. */
export interface FullWorld {
  readonly server: TestServer;
  readonly admin: Person;
  /** The first administrator, signed in: the credential that the most fields admit. */
  readonly session: Target;
  readonly ids: Readonly<Record<NodeType, string>>;
}

/** Builds one. */
export async function buildFullWorld(environment: Readonly<Record<string, string>> = {}): Promise<FullWorld> {
  const server = await startTestServer(environment);
  const admin = await openToMany(server);
  const tokens = await signIn(server, admin.username);
  const session = as(server, tokens.accessToken);
  const workspace = await buildWorkspace(session);
  const document = await buildDocument(session, "The lighthouse was built in 1873.", { workspaceIds: [workspace.id] });
  const thread = await create(session, "createThread", { workspaceId: workspace.id }, "thread");
  const asked = await ask(session, { workspaceId: workspace.id, message: "When was it built?" });
  const user = await buildPerson(server);
  const embed = await create(session, "createEmbed", { workspaceId: workspace.id, allowedOrigins: ["*"] }, "embed");
  const invite = await create(session, "createInvite", {}, "invite");
  const apiKey = await create(session, "createApiKey", { name: "A key", scopes: ["ADMIN"] }, "apiKey");
  const { rows } = await server.database.pool.query<{ id: number }>("SELECT min(id)::int AS id FROM event_log");
  return {
    server,
    admin,
    session,
    ids: {
      Workspace: workspace.id,
      Document: document.id,
      Thread: thread,
      Chat: asked.started?.chatId ?? "",
      User: user.id,
      ApiKey: apiKey,
      Embed: embed,
      Session: tokens.sessionId,
      Invite: invite,
      EventLog: encodeGlobalId("EventLog", rows[0]?.id ?? 0),
      Crawl: encodeGlobalId("Crawl", await insertCrawl(server, admin)),
    },
  };
}

/** A crawl that has ended: one that runs would change the world by itself. */
async function insertCrawl({ database }: TestServer, { username }: Person): Promise<number> {
  const { rows } = await database.pool.query<{ id: number }>(
    "INSERT INTO crawl (owner_id, url, origin, folder, maximum_depth, maximum_pages, status, finished_at) SELECT id, $2, $2, 'site', 1, 1, 'finished', now() FROM app_user WHERE username = $1 RETURNING id",
    [username, "https://site.example"],
  );
  return rows[0]?.id ?? 0;
}

/** Makes an object; resolves to its id. */
export async function create(
  target: Target,
  mutation: string,
  input: Readonly<Record<string, unknown>>,
  field: string,
): Promise<string> {
  const answer = await mutate<Record<string, { id: string }>>(target, mutation, input, `${field} { id }`);
  const id = answer.data?.[mutation]?.[field]?.id;
  if (id === undefined) throw new Error(JSON.stringify(answer));
  return id;
}

const typesByName: Readonly<Record<string, NodeType>> = {
  owner: "User",
  actor: "User",
  parent: "Document",
  sameContentAs: "Document",
};

/** The type whose ids an argument or input field takes, by its name: `workspaceIds`, or the `id` of `chat(id:)`. */
export function idTypeOf(name: string, rootField: string): NodeType | "any" {
  const named = /^(.+?)Ids?$/.exec(name)?.[1] ?? (name === "id" ? rootField : name);
  if (named === "node") return "any";
  const type = typesByName[named] ?? `${named.charAt(0).toUpperCase()}${named.slice(1)}`;
  return type as NodeType;
}

/** Valid ids of a world. @throws Error for a name that tells no type of its objects. */
export function idsOf({ ids }: Pick<FullWorld, "ids">): IdFor {
  return (name, field) => {
    const type = idTypeOf(name, field.name);
    const id = type === "any" ? ids.Workspace : ids[type];
    if (id === undefined) throw new Error(`${field.label}: what is a ${name}?`);
    return id;
  };
}

/** The id of the object that has a field; of a hit, the workspace where it is found. Empty for root fields. */
export function parentOf({ ids }: Pick<FullWorld, "ids">, { parent }: Pick<ArgumentField, "parent">): string {
  if (parent === null) return "";
  return parent === "SearchHit" ? ids.Workspace : ids[parent as NodeType];
}

/** Reads a chat's answer to its end as somebody. */
export async function readAnswer(target: Target, chatId: string, after = 0): Promise<string> {
  const client = socketClient(target);
  try {
    const events = await collect<{ text?: string }>(
      client,
      "subscription ($chatId: ID!, $after: Int!) { chatStream(chatId: $chatId, after: $after) { __typename ... on ChatDelta { text } } }",
      { chatId, after },
    );
    return events.map(({ text }) => text ?? "").join("");
  } finally {
    await client.dispose();
  }
}

/** Starts a chat without waiting for its answer; resolves to its id. */
export async function startChat(target: Target, input: Readonly<Record<string, unknown>>): Promise<string> {
  const { sendChat } = await data<{ sendChat: { chat: { id: string } } }>(
    target,
    "mutation ($input: SendChatInput!) { sendChat(input: $input) { chat { id } } }",
    { input },
  );
  return sendChat.chat.id;
}
