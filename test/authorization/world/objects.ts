import { randomUUID } from "node:crypto";
import { encodeGlobalId, type User } from "../../../src/entities/index.js";
import type { Database } from "../../../src/database/data-source.js";
import { objects, type ObjectName } from "../expectations/knowledge.js";
import { insertMember, insertPerson, type Marks, type PersonName } from "./people.js";
import type { Rows } from "./rows.js";

/** Something in the world, by all the names that requests may call it by. */
export interface WorldObject {
  readonly id: string;
  readonly databaseId: number;
  /** Of documents and embeds; a stranger's for the others. */
  readonly uuid: string;
  /** Of workspaces and threads; a stranger's for the others. */
  readonly slug: string;
  /** A text that is in it and nowhere else. */
  readonly mark: string;
  /** Of users: their address. */
  readonly address: string | null;
}

/** What objects are made from. */
export interface Makers {
  readonly database: Database;
  readonly rows: Rows;
  readonly owner: User;
  readonly visitorsSession: string;
  /** The standing object of a name. */
  readonly standing: (name: ObjectName) => WorldObject;
}

type Row = { readonly id: number; readonly uuid?: string; readonly slug?: string };

/** Makes one more of what stands under a name: in the same places, of the same people. Its mark is its own. */
export async function makeObject(makers: Makers, name: ObjectName): Promise<WorldObject> {
  const mark = `mark-${name.toLowerCase()}-${randomUUID().slice(0, 8)}`;
  const address = objects[name].kind === "User" ? `${mark}@example.org` : null;
  const row = await recipes[name]({ ...makers, mark, marks: { bio: mark, email: address ?? "" } });
  return describe(objects[name].kind, row, mark, address);
}

/** An object as requests name it. */
export function describe(kind: string, row: Row, mark: string, address: string | null = null): WorldObject {
  return {
    id: encodeGlobalId(kind, row.id),
    databaseId: row.id,
    uuid: row.uuid ?? randomUUID(),
    slug: row.slug ?? `no-slug-${row.id}`,
    mark,
    address,
  };
}

interface Recipe extends Makers {
  readonly mark: string;
  readonly marks: Marks;
}

const idOf = ({ standing }: Recipe, name: ObjectName) => standing(name).databaseId;

function person(name: PersonName): (recipe: Recipe) => Promise<Row> {
  return async (recipe) => {
    const user = await insertPerson(recipe.database, name, recipe.owner, recipe.marks);
    const isMember = name === "member" || name === "neighbour" || name === "suspended";
    if (isMember) await insertMember(recipe.database, idOf(recipe, "home"), user.id);
    return user;
  };
}

const key = (owner: ObjectName) => (recipe: Recipe) =>
  recipe.rows.apiKey(recipe.mark, idOf(recipe, owner), `docent_${randomUUID()}`);
const session = (user: ObjectName) => (recipe: Recipe) =>
  recipe.rows.session(recipe.mark, idOf(recipe, user), randomUUID());
const document = (places: readonly ObjectName[]) => (recipe: Recipe) =>
  recipe.rows.document(
    recipe.mark,
    recipe.owner.id,
    places.map((place) => idOf(recipe, place)),
  );
const embed =
  (workspace: ObjectName, values: { enabled?: boolean; allowedOrigins?: string[] } = {}) =>
  (recipe: Recipe) =>
    recipe.rows.embed(recipe.mark, idOf(recipe, workspace), values);
const visitorsChat = (sessionOf: (recipe: Recipe) => string) => (recipe: Recipe) => {
  const embedId = idOf(recipe, "homeEmbed");
  const sessionId = sessionOf(recipe);
  const asker = `embed:${embedId}:${sessionId}`;
  return recipe.rows.chat(recipe.mark, idOf(recipe, "home"), { embedId, sessionId, asker });
};
const usersChat = (user: ObjectName, workspace: ObjectName, thread: ObjectName | null) => (recipe: Recipe) => {
  const userId = idOf(recipe, user);
  const threadId = thread === null ? null : idOf(recipe, thread);
  return recipe.rows.chat(recipe.mark, idOf(recipe, workspace), { userId, threadId, asker: `user:${userId}` });
};
const thread = (workspace: ObjectName, user: ObjectName | null) => (recipe: Recipe) =>
  recipe.rows.thread(recipe.mark, idOf(recipe, workspace), user === null ? null : idOf(recipe, user));
const crawl = (places: readonly ObjectName[], collected: ObjectName) => (recipe: Recipe) =>
  recipe.rows.crawl(
    recipe.mark,
    recipe.owner.id,
    places.map((place) => idOf(recipe, place)),
    idOf(recipe, collected),
  );
const event = (workspace: ObjectName) => (recipe: Recipe) =>
  recipe.rows.event(recipe.mark, idOf(recipe, workspace), recipe.owner.id);

/** A further `home` is where the members of `home` are, and in reach of the keys that are limited to it. */
async function home(recipe: Recipe): Promise<Row> {
  const workspace = await recipe.rows.workspace(recipe.mark);
  await recipe.database.pool.query(
    "UPDATE api_key SET workspace_ids = array_append(workspace_ids, $1) WHERE workspace_ids IS NOT NULL",
    [workspace.id],
  );
  await recipe.database.pool.query(
    "INSERT INTO workspace_member (workspace_id, user_id) SELECT $1, id FROM app_user WHERE username LIKE 'the-member-%' OR username LIKE 'the-neighbour-%'",
    [workspace.id],
  );
  return workspace;
}

const recipes: Readonly<Record<ObjectName, (recipe: Recipe) => Promise<Row>>> = {
  home,
  elsewhere: ({ rows, mark }) => rows.workspace(mark),
  homeDocument: document(["home"]),
  sharedDocument: document(["home", "elsewhere"]),
  elsewhereDocument: document(["elsewhere"]),
  looseDocument: document([]),
  adminUser: person("admin"),
  managerUser: person("manager"),
  memberUser: person("member"),
  outsiderUser: person("outsider"),
  neighbourUser: person("neighbour"),
  suspendedUser: person("suspended"),
  commonThread: thread("home", null),
  memberThread: thread("home", "memberUser"),
  neighbourThread: thread("home", "neighbourUser"),
  elsewhereThread: thread("elsewhere", null),
  homeEmbed: embed("home"),
  strictEmbed: embed("home", { allowedOrigins: ["https://admitted.example"] }),
  disabledEmbed: embed("home", { enabled: false }),
  elsewhereEmbed: embed("elsewhere"),
  memberChat: usersChat("memberUser", "home", null),
  memberThreadChat: usersChat("memberUser", "home", "memberThread"),
  neighbourChat: usersChat("neighbourUser", "home", "commonThread"),
  elsewhereChat: usersChat("adminUser", "elsewhere", "elsewhereThread"),
  visitorChat: visitorsChat(({ visitorsSession }) => visitorsSession),
  strangerChat: visitorsChat(() => randomUUID()),
  adminsKey: key("adminUser"),
  managersKey: key("managerUser"),
  membersKey: key("memberUser"),
  adminsSession: session("adminUser"),
  managersSession: session("managerUser"),
  membersSession: session("memberUser"),
  openInvite: (recipe) => recipe.rows.invite(`docent_invite_${recipe.mark}`, recipe.owner.id, [idOf(recipe, "home")]),
  homeCrawl: crawl(["home"], "homeDocument"),
  sharedCrawl: crawl(["home", "elsewhere"], "sharedDocument"),
  looseCrawl: crawl([], "looseDocument"),
  homeEvent: event("home"),
  elsewhereEvent: event("elsewhere"),
};
