import { randomUUID } from "node:crypto";
import type { Caller } from "../callers.js";
import type { WorldObject } from "../world/index.js";
import { collectors, managers, readers } from "./groups.js";
import { refused, type RouteExpectation } from "./route.js";

/** The link is none of the public web: whoever is admitted gets as far as that. */
const linkRefused = 400;
/** It does not reach all that it would change. */
const limited = { limitedKey: refused } as const;

const nameOf = ({ uuid }: WorldObject) => `heron-${uuid}.json`;
const link = (places?: string) => ({
  path: "/document/upload-link",
  body: { link: "http://192.168.0.1/", ...(places === undefined ? {} : { addToWorkspaces: places }) },
});

function outcomes(more: Partial<Record<Caller, number>>): Partial<Record<Caller, number>> {
  return Object.fromEntries([
    ...readers.map((caller) => [caller, collectors.includes(caller) ? linkRefused : refused]),
    ...Object.entries(more),
  ]) as Partial<Record<Caller, number>>;
}

/** The routes of documents, their files and their folders. */
export const libraryRoutes: Readonly<Record<string, readonly RouteExpectation[]>> = {
  "GET /document/accepted-file-types": [{ who: readers, request: () => ({ path: "/document/accepted-file-types" }) }],
  "GET /document/metadata-schema": [{ who: readers, request: () => ({ path: "/document/metadata-schema" }) }],
  "GET /document/generated-files/:filename": [
    {
      who: readers,
      kind: "Document",
      request: ({ uuid }) => ({ path: `/document/generated-files/txt-${uuid}.txt` }),
      unknown: 404,
    },
  ],
  "DELETE /document/:docName": [
    {
      who: managers,
      kind: "Document",
      request: (document) => ({ path: `/document/${nameOf(document)}` }),
      unknown: 404,
      unlike: { sharedDocument: limited },
      changes: true,
    },
  ],
  "POST /document/upload-link": [
    { who: collectors, request: () => link(), unlike: { plain: outcomes(limited) } },
    {
      who: collectors,
      kind: "Workspace",
      request: ({ slug }) => link(slug),
      unlike: { home: outcomes({}), elsewhere: outcomes(limited), unknown: outcomes(limited) },
    },
  ],
  "POST /document/create-folder": [
    {
      who: managers,
      request: () => ({ path: "/document/create-folder", body: { name: randomUUID() } }),
      unlike: { plain: limited },
    },
  ],
  "DELETE /document/remove-folder": [
    {
      who: managers,
      // It stays, and the answer says so.
      request: () => ({ path: "/document/remove-folder", body: { name: "custom-documents" } }),
      unlike: { plain: limited },
    },
  ],
  "POST /document/move-files": [
    {
      who: managers,
      kind: "Document",
      request: (document) => ({
        path: "/document/move-files",
        body: { files: [{ from: nameOf(document), to: `moved/${nameOf(document)}` }] },
      }),
      unknown: 404,
      unlike: { sharedDocument: limited },
      changes: true,
    },
  ],
};
