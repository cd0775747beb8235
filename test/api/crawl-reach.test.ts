import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { ApiKeyScope } from "../../src/entities/index.js";
import { type Crawl, collectSite, endedCrawl, startCrawl, withSite } from "../support/crawls.js";
import { data, type Target } from "../support/graphql-client.js";
import { buildKey, openToMany, type Person } from "../support/people.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { htmlPage, loopbackAllowed, type Site, type SitePage } from "../support/site.js";
import { buildWorkspace } from "../support/world.js";

let server: TestServer;
let owner: Person;
beforeAll(async () => {
  server = await startTestServer(loopbackAllowed);
  owner = await openToMany(server);
});
afterAll(() => server.stop());

interface Stored {
  readonly contentHash: string;
  readonly attachments: readonly { readonly workspace: { readonly id: string } }[];
}

/** What whoever owns a document sees of it. */
async function stored(id: string | undefined): Promise<{ contentHash: string; placedIn: string[] }> {
  const query =
    "query ($id: ID!) { node(id: $id) { ... on Document { contentHash attachments { workspace { id } } } } }";
  const { node } = await data<{ node: Stored }>(owner, query, { id });
  return { contentHash: node.contentHash, placedIn: node.attachments.map(({ workspace }) => workspace.id) };
}

function firstDocument(crawl: Crawl): string | undefined {
  return crawl.pages.nodes[0]?.document?.id;
}

describe("a crawl that a limited key has started", () => {
  let inside: { id: string; databaseId: number };
  let outside: { id: string; databaseId: number };
  let limited: Target & { readonly keyId: string };

  beforeEach(async () => {
    inside = await buildWorkspace(owner);
    outside = await buildWorkspace(owner);
    limited = await buildKey(server, owner.databaseId, {
      workspaceIds: [inside.databaseId],
      scopes: [ApiKeyScope.WRITE],
    });
  });

  async function collectInside(site: Site): Promise<Crawl> {
    return collectSite(limited, site, { workspaceIds: [inside.id] });
  }

  for (const where of ["in another workspace", "in both workspaces", "in no workspace"]) {
    test(`leaves its owner's document of the same page alone that is ${where}, and has one of its own`, async () => {
      const placedIn =
        { "in another workspace": [outside.id], "in both workspaces": [inside.id, outside.id] }[where] ?? [];
      await withSite({ "/": htmlPage("Home", "As it was.") }, async (site) => {
        const theirs = firstDocument(await collectSite(owner, site, { workspaceIds: placedIn }));
        const before = await stored(theirs);
        site.pages.set("/", htmlPage("Home", "As it is."));
        const own = firstDocument(await collectInside(site));
        expect(own).not.toBe(theirs);
        expect(await stored(theirs)).toEqual(before);
        expect((await stored(own)).placedIn).toEqual([inside.id]);
        site.pages.set("/", htmlPage("Home", "As it will be."));
        const { contentHash } = await stored(own);
        expect(firstDocument(await collectInside(site))).toBe(own);
        expect((await stored(own)).contentHash).not.toBe(contentHash);
        expect(await stored(theirs)).toEqual(before);
      });
    });
  }

  test("brings a document of its own workspace up to date, whoever collected it", async () => {
    await withSite({ "/": htmlPage("Home", "As it was.") }, async (site) => {
      const before = firstDocument(await collectSite(owner, site, { workspaceIds: [inside.id] }));
      site.pages.set("/", htmlPage("Home", "As it is."));
      expect(firstDocument(await collectInside(site))).toBe(before);
    });
  });

  const losses: readonly (readonly [string, () => Promise<unknown>])[] = [
    [
      "the key is revoked",
      () => data(owner, "mutation ($id: ID!) { revokeApiKey(apiKeyId: $id) { apiKey { id } } }", { id: limited.keyId }),
    ],
    [
      "the key may only read any more",
      () =>
        data(owner, "mutation ($input: UpdateApiKeyInput!) { updateApiKey(input: $input) { apiKey { id } } }", {
          input: { apiKeyId: limited.keyId, scopes: ["READ"] },
        }),
    ],
    [
      "its workspace is deleted",
      () =>
        data(owner, "mutation ($id: ID!) { deleteWorkspace(workspaceId: $id) { deletedWorkspaceId } }", {
          id: inside.id,
        }),
    ],
  ];
  for (const [what, lose] of losses) {
    test(`ends when ${what}, and nothing is written after that`, async () => {
      let answer: () => void = () => undefined;
      let arrived: () => void = () => undefined;
      const isAsked = new Promise<void>((resolve) => (arrived = resolve));
      const pages: Readonly<Record<string, SitePage>> = {
        "/": htmlPage("Home", "Welcome.", ["/late"]),
        "/late": (_request, response) => {
          answer = () => response.writeHead(200, { "content-type": "text/html" }).end(htmlPage("Late", "Too late."));
          arrived();
        },
      };
      await withSite(pages, async (site) => {
        const folder = new URL(site.url).port;
        const id = await startCrawl(limited, { url: `${site.url}/`, folder, workspaceIds: [inside.id] });
        await isAsked;
        await lose();
        answer();
        const { status, failure, counts } = await endedCrawl(owner, id);
        expect({ status, failure, counts }).toMatchObject({
          status: "FAILED",
          failure: { code: "FORBIDDEN" },
          counts: { fetched: 1, waiting: 1 },
        });
      });
    });
  }
});
