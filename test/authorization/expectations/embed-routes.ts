import type { Caller } from "../callers.js";
import { publishers, readers } from "./groups.js";
import { refused, type RouteExpectation } from "./route.js";

/** Embeds are for publishers; to all others it makes no difference which one it is, or whether there is one. */
const toOthers: Partial<Record<Caller, number>> = Object.fromEntries(
  readers.filter((caller) => !publishers.includes(caller)).map((caller) => [caller, refused]),
);
const unlike = {
  homeEmbed: toOthers,
  strictEmbed: toOthers,
  disabledEmbed: toOthers,
  elsewhereEmbed: toOthers,
  unknown: toOthers,
};

/** The routes of embeds. */
export const embedRoutes: Readonly<Record<string, readonly RouteExpectation[]>> = {
  "GET /embed": [{ who: publishers, request: () => ({ path: "/embed" }) }],
  "GET /embed/:embedUuid/chats": [
    { who: publishers, kind: "Embed", request: ({ uuid }) => ({ path: `/embed/${uuid}/chats` }), unlike },
  ],
  "GET /embed/:embedUuid/chats/:sessionUuid": [
    {
      who: publishers,
      kind: "Embed",
      request: ({ uuid }) => ({ path: `/embed/${uuid}/chats/${"s".repeat(36)}` }),
      unlike,
    },
  ],
  "POST /embed/new": [
    {
      who: publishers,
      kind: "Workspace",
      request: ({ slug }) => ({ path: "/embed/new", body: { workspace_slug: slug } }),
      unknown: 404,
      changes: true,
    },
  ],
  "POST /embed/:embedUuid": [
    {
      who: publishers,
      kind: "Embed",
      request: ({ uuid }) => ({ path: `/embed/${uuid}`, body: { enabled: false } }),
      unknown: 404,
      unlike,
      changes: true,
    },
  ],
  "DELETE /embed/:embedUuid": [
    {
      who: publishers,
      kind: "Embed",
      request: ({ uuid }) => ({ path: `/embed/${uuid}` }),
      unknown: 404,
      unlike,
      changes: true,
    },
  ],
};
