import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { dialects } from "../../src/rest-compat/openapi.js";
import type { Route } from "../../src/rest-compat/routing/route.js";
import { data, type Target } from "../support/graphql-client.js";
import { type ImageUpstream, startImageUpstream } from "../support/image-upstream.js";
import { form } from "../support/rest-client.js";
import { loopbackAllowed, type Site, startSite } from "../support/site.js";
import { overRest } from "./support/asking.js";
import { snapshot } from "./support/snapshot.js";
import { buildFullWorld, type FullWorld } from "./support/world.js";

interface Served {
  readonly label: string;
  readonly route: Route;
  /** With parameters as `:name`. */
  readonly path: string;
}

const served: readonly Served[] = dialects.flatMap(({ basePaths, routes }) =>
  routes.map((route) => {
    const path = `${basePaths[0] ?? ""}${route.path}`;
    return { label: `${route.method} ${path}`, route, path };
  }),
);
const withBody = served.filter(({ route }) => route.body !== undefined);

/** Routes that make users, keys, sessions and invites, or change settings: what was there before must be there still. */
const makers = /\/(users\/new|invite\/new|preferences|update-env|auth\/login|auth\/api-key)$/;

let world: FullWorld;
let site: Site;
let images: ImageUpstream;
let parameters: Readonly<Record<string, string>>;

beforeAll(async () => {
  site = await startSite({ "/page": "<p>The lighthouse was lit in 1873.</p>" });
  images = await startImageUpstream();
  world = await buildFullWorld({
    ...loopbackAllowed,
    IMAGE_PROVIDER: "openai-compatible",
    IMAGE_MODEL: "painter",
    IMAGE_BASE_URL: images.baseUrl,
  });
  const facts = await data<{ workspace: { slug: string }; document: { location: string } }>(
    world.session,
    "query ($w: WorkspaceReferenceInput!, $d: DocumentReferenceInput!) { workspace(by: $w) { slug } document(by: $d) { location } }",
    { w: { id: world.ids.Workspace }, d: { id: world.ids.Document } },
  );
  const [folder, file] = facts.document.location.split("/");
  parameters = {
    slug: facts.workspace.slug,
    docName: file ?? "",
    folderName: folder ?? "",
    model: facts.workspace.slug,
  };
});
afterAll(async () => {
  await world.server.stop();
  await Promise.all([site.stop(), images.close()]);
});

const pathOf = ({ path }: Served) => path.replaceAll(/:(\w+)/g, (_all, name: string) => parameters[name] ?? name);

/** A body that the route takes, or might; by its example where there is one. */
function validBody({ route, path }: Served): Record<string, unknown> {
  const example = route.bodyExample as Record<string, unknown> | undefined;
  if (path.endsWith("/chat/completions"))
    return { model: parameters["slug"], messages: [{ role: "user", content: "Hello?" }] };
  if (path.endsWith("update-embeddings")) return { adds: [], deletes: [] };
  if (path.endsWith("remove-documents")) return { names: [] };
  if (path.endsWith("upload-link")) return { link: `${site.url}/page` };
  // The example's provider would answer the chats of the other routes.
  if (path.endsWith("update-env")) return { SimpleSSOEnabled: "true" };
  return example ?? {};
}

function ask(target: Target, one: Served, body: unknown, query = "") {
  const { method, file } = one.route;
  if (file === undefined)
    return overRest(target, `${pathOf(one)}${query}`, { method, ...(one.route.body === undefined ? {} : { body }) });
  const fields = Object.fromEntries(
    Object.entries(body as object).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
  return overRest(target, `${pathOf(one)}${query}`, {
    method,
    body: form({ name: "file.txt", content: "Some text.", field: file }, fields),
  });
}

/** Values that stand out wherever they are stored. */
const mark = 314_159_265;
const privileged: Readonly<Record<string, unknown>> = {
  id: mark,
  ownerId: mark,
  userId: mark,
  user_id: mark,
  workspaceIds: [mark],
  role: "canary-role",
  passwordHash: "canary-hash",
  hash: "canary-hash",
  uuid: "canary-uuid",
  slug: "canary-slug",
  asker: "canary-asker",
  status: "canary-status",
  location: "canary-location",
  fileKey: "../canary-file",
  suspended: "canary-suspended",
  isAdmin: "canary-admin",
  createdAt: "1903-03-03T03:03:03.000Z",
  lastUpdatedAt: "1903-03-03T03:03:03.000Z",
  somethingUnknown: "canary-unknown",
};
const marks = /314159265|canary-|1903-03-03/;

describe("properties that a route does not know", () => {
  test.each(withBody)("are without effect: $label", async (one) => {
    const users = await usersAndKeys();
    const known = Object.keys(one.route.body?.shape ?? {});
    const extra = Object.fromEntries(Object.entries(privileged).filter(([name]) => !known.includes(name)));
    const { status } = await ask(world.admin, one, { ...validBody(one), ...extra });
    expect(status).toBeLessThan(500);
    for (const [table, rows] of Object.entries(await snapshot(world.server.database))) {
      expect([table, rows.filter((row) => marks.test(row))]).toEqual([table, []]);
    }
    const after = await usersAndKeys();
    for (const [table, rows = []] of Object.entries(users)) {
      const found = after[table as keyof typeof after] ?? [];
      // What a maker makes is new.
      const former = makers.test(one.path) ? found.filter((row) => rows.includes(row)) : found;
      expect([table, former]).toEqual([table, rows]);
    }
  });

  test.each(withBody)("do not reach prototypes: $label", async (one) => {
    if (one.route.file !== undefined) return;
    const body = JSON.stringify({ ...validBody(one), MARK: 1 });
    for (const name of ["__proto__", "constructor"]) {
      const polluted = body.replace('"MARK":1', `"${name}":{"polluted":true,"prototype":{"polluted":true}}`);
      const { status } = await ask(world.admin, one, polluted);
      expect(status).toBeLessThan(500);
    }
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

/** Values where a text or a number belongs. */
const operators: readonly unknown[] = [
  { $ne: null },
  { $gt: "" },
  { not: "" },
  { toString: "x" },
  [{ $ne: null }],
  [["a"]],
  true,
  5,
  -1,
  1e308,
];

describe("operator objects where a text or a number belongs", () => {
  test.each(withBody)("are refused, or taken for nothing: $label", async (one) => {
    // Metadata may be any object, and are told as they were given.
    const names = Object.keys(one.route.body?.shape ?? {}).filter((name) => name !== "metadata");
    const before = await countOthers();
    for (const name of names) {
      for (const value of operators) {
        const { status, text } = await ask(world.admin, one, { ...validBody(one), [name]: value });
        expect([
          name,
          value,
          status < 500,
          /\[object Object\]|invalid input syntax|\$ne/.test(storedText(text)),
        ]).toEqual([name, value, true, false]);
      }
    }
    expect(await countOthers()).toEqual(before);
    for (const [table, rows] of Object.entries(await snapshot(world.server.database))) {
      // What is free to be any JSON may hold it.
      const suspicious = rows.filter((row) => /\$ne|\[object Object\]/.test(row) && table !== "document");
      expect([table, suspicious]).toEqual([table, []]);
    }
  });

  test.each(served)("are no conditions in an address either: $label", async (one) => {
    const { method } = one.route;
    const names = [...Object.keys(one.route.query.shape), "id", "slug"];
    for (const name of names) {
      for (const query of [
        `${name}[$ne]=`,
        `${name}[]=a&${name}[]=b`,
        `${name}=a&${name}=b`,
        `${name}[__proto__][polluted]=1`,
        `__proto__[polluted]=1&${name}=%00`,
        `${name}=%27%20OR%201%3D1`,
      ]) {
        if (method !== "GET") continue;
        const { status } = await ask(world.admin, one, undefined, `?${query}`);
        expect([query, status < 500]).toEqual([query, true]);
      }
    }
    for (const value of [
      "%7B%22%24ne%22%3Anull%7D",
      "%5Bobject%20Object%5D",
      "__proto__",
      "constructor",
      "%00",
      "..%2F..%2Fetc%2Fpasswd",
      "%25",
      "' OR 1=1 --",
    ]) {
      if (!one.path.includes(":") || method !== "GET") continue;
      const path = one.path.replaceAll(/:\w+/g, value);
      const { status, text } = await overRest(world.admin, path.replaceAll(" ", "%20"), { method });
      expect([value, status < 500, text.includes("root:")]).toEqual([value, true, false]);
    }
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

test("every route with a body names what it takes", () => {
  expect(withBody.length).toBeGreaterThan(8);
  for (const { route } of withBody) expect(route.body).toBeInstanceOf(z.ZodObject);
});

/** An answer without the request that it may repeat. */
function storedText(text: string): string {
  return text.replaceAll(/"(?:message|error)":"(?:[^"\\]|\\.)*"/g, "");
}

async function usersAndKeys() {
  const { app_user, api_key, session, invite, setting, workspace_member, instance } = await snapshot(
    world.server.database,
  );
  return { app_user, api_key, session, invite, setting, workspace_member, instance };
}

async function countOthers() {
  const { app_user, api_key, session, invite, setting, workspace_member } = await world.server.countRows();
  return { app_user, api_key, session, invite, setting, workspace_member };
}
