import { isObject } from "./shape.js";
import type { World } from "./world.js";

/**
 * A state that exchanges rely on. It is made just before the first exchange whose number is at least `before`, unless
 * it is there already, because the exchange that made it is among those that are replayed.
 */
export interface State {
  readonly before: number;
  readonly what: string;
  make(world: World): Promise<void>;
}

/** A workspace with a recorded slug. */
export function workspace(before: number, slug: string, body: Readonly<Record<string, unknown>>, id: number): State {
  return {
    before,
    what: `workspace ${slug}`,
    make: async (world) => {
      if (world.names.knows(slug)) return;
      const there = await world.send(`/v1/workspace/${slug}`);
      if (Array.isArray(there["workspace"]) && there["workspace"].length > 0) return;
      const made = (await world.send("/v1/workspace/new", body))["workspace"];
      if (!isObject(made) || typeof made["slug"] !== "string") throw new Error(`No workspace ${slug}.`);
      if (made["slug"] !== slug) world.names.set(slug, made["slug"]);
      if (typeof made["id"] === "number") world.names.setNumber("workspace", id, made["id"]);
    },
  };
}

/** A document at a recorded location. */
export function document(before: number, location: string, make: (world: World) => Promise<void>): State {
  return {
    before,
    what: `document ${location}`,
    make: async (world) => {
      if (!world.names.knows(location)) await make(world);
    },
  };
}

/** A thread with a recorded slug. */
export function thread(
  before: number,
  slug: string,
  workspaceSlug: string,
  body: Readonly<Record<string, unknown>>,
): State {
  return {
    before,
    what: `thread ${slug}`,
    make: async (world) => {
      if (world.names.knows(slug)) return;
      const there = await world.send(`/v1/workspace/${workspaceSlug}`);
      if (JSON.stringify(there).includes(`"slug":"${slug}"`)) return;
      const made = (
        await world.send(
          `/v1/workspace/${workspaceSlug}/thread/new`,
          world.names.inBody(body) as object & Readonly<Record<string, unknown>>,
        )
      )["thread"];
      if (isObject(made) && typeof made["slug"] === "string" && made["slug"] !== slug)
        world.names.set(slug, made["slug"]);
    },
  };
}

/** A conversation that is not empty: a question is asked where nothing was. */
export function conversation(
  before: number,
  history: string,
  question: { readonly path: string; readonly body: Readonly<Record<string, unknown>> },
): State {
  return {
    before,
    what: `conversation ${history}`,
    make: async (world) => {
      const there = await world.send(world.names.inPath(history));
      const entries = there["history"] ?? there["chats"];
      if (Array.isArray(entries) && entries.length > 0) return;
      await world.send(world.names.inPath(question.path), question.body);
    },
  };
}

/** An embed with a recorded id. */
export function embed(before: number, uuid: string, body: Readonly<Record<string, unknown>>): State {
  return {
    before,
    what: `embed ${uuid}`,
    make: async (world) => {
      if (world.names.knows(uuid)) return;
      const made = (await world.send("/v1/embed/new", body))["embed"];
      if (!isObject(made) || typeof made["uuid"] !== "string") throw new Error(`No embed ${uuid}.`);
      world.names.set(uuid, made["uuid"]);
    },
  };
}

/** That an embed is gone. */
export function withoutEmbed(before: number, uuid: string): State {
  return {
    before,
    what: `no embed ${uuid}`,
    make: async (world) => {
      const path = world.names.inPath(`/v1/embed/${uuid}`);
      const there = JSON.stringify((await world.send("/v1/embed"))["embeds"]);
      if (there.includes(path.slice(path.lastIndexOf("/") + 1))) await world.send(path, {}, "DELETE");
    },
  };
}

/** A user with a recorded number. */
export function user(before: number, number: number, body: Readonly<Record<string, unknown>>): State {
  return {
    before,
    what: `user ${String(body["username"])}`,
    make: async (world) => {
      const there = (await world.send("/v1/admin/users"))["users"];
      const users = Array.isArray(there) ? there.filter(isObject) : [];
      const [found] = users.filter(({ username }) => username === body["username"]);
      const made = found ?? (await world.send("/v1/admin/users/new", body))["user"];
      if (isObject(made) && typeof made["id"] === "number") world.names.setNumber("user", number, made["id"]);
    },
  };
}

/** What a request makes that may be sent again. */
export function request(before: number, path: string, body: Readonly<Record<string, unknown>>, method = "POST"): State {
  return {
    before,
    what: `${method} ${path}`,
    make: async (world) => {
      await world.send(world.names.inPath(path), world.names.inBody(body) as Readonly<Record<string, unknown>>, method);
    },
  };
}
