import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { data } from "../support/graphql-client.js";
import { ok, rest } from "../support/rest-client.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { htmlPage, loopbackAllowed, type Site, startSite } from "../support/site.js";
import { buildWorkspace } from "../support/world.js";

interface Added {
  readonly error: string | null;
  readonly documents: readonly {
    readonly [key: string]: unknown;
    readonly id: string;
    readonly location: string;
  }[];
}

let server: TestServer;
let site: Site;
beforeAll(async () => {
  site = await startSite();
  server = await startTestServer(loopbackAllowed);
});
afterAll(async () => {
  await server.stop();
  await site.stop();
});

const add = (body: object) => rest(server, "/v1/document/upload-link", { body });

test("a page is fetched, read and attached before the answer comes", async () => {
  site.pages.set("/bees", htmlPage("Bees", "Honey bees dance."));
  const { slug } = await buildWorkspace(server);
  const link = `${site.url}/bees`;
  const answer = await ok<Added>(server, "/v1/document/upload-link", {
    body: { link, addToWorkspaces: `${slug},nowhere`, metadata: { title: "Linked page", docAuthor: "A. Moreau" } },
  });
  expect(answer).toMatchObject({
    success: true,
    error: "Workspaces not found: nowhere.",
    documents: [
      {
        title: "Linked page",
        docAuthor: "A. Moreau",
        docSource: "URL link uploaded by the user.",
        chunkSource: `link://${link}`,
        pageContent: expect.stringContaining("Honey bees dance."),
        isDirectUpload: false,
      },
    ],
  });
  const { workspace } = await ok<{ workspace: { documents: { docpath: string }[] }[] }>(
    server,
    `/v1/workspace/${slug}`,
  );
  expect(workspace[0]?.documents).toMatchObject([{ docpath: answer.documents[0]?.location }]);
});

test("workspaces may be named by a list and by a number, too", async () => {
  site.pages.set("/list", htmlPage("List", "Of three places."));
  const [first, second, third] = [
    await buildWorkspace(server),
    await buildWorkspace(server),
    await buildWorkspace(server),
  ];
  const { documents } = await ok<Added>(server, "/v1/document/upload-link", {
    body: { link: `${site.url}/list`, addToWorkspaces: [first.slug, second.slug], workspaceId: third.databaseId },
  });
  const query = "query ($uuid: String!) { document(by: { uuid: $uuid }) { attachments { workspace { slug } } } }";
  const { document } = await data<{ document: { attachments: object[] } }>(server, query, { uuid: documents[0]?.id });
  expect(document.attachments).toEqual([first, second, third].map(({ slug }) => ({ workspace: { slug } })));
});

test("the headers that are given go to the link's own origin alone", async () => {
  const other = await startSite({ "/there": htmlPage("There", "The other origin.") });
  try {
    site.pages.set("/here", (_request, response) => response.writeHead(302, { location: `${other.url}/there` }).end());
    await ok(server, "/v1/document/upload-link", {
      body: { link: `${site.url}/here`, scraperHeaders: { Authorization: "Bearer token123", "My-Custom-Header": 7 } },
    });
    const here = site.requests.find(({ url }) => url === "/here");
    expect(here?.headers).toMatchObject({ authorization: "Bearer token123", "my-custom-header": "7" });
    expect(other.asked("/there")).toBe(1);
    expect(other.requests[0]?.headers).not.toHaveProperty("authorization");
    expect(other.requests[0]?.headers).not.toHaveProperty("my-custom-header");
  } finally {
    await other.stop();
  }
});

test("a link that is none, or of this network, is the client's fault", async () => {
  const wrong = [
    { link: "not a url" },
    { link: "" },
    {},
    { link: "http://192.168.1.1/x" },
    { link: "file:///etc/passwd" },
    { link: `${site.url}/x`, scraperHeaders: { Host: "evil.example" } },
    { link: `${site.url}/x`, scraperHeaders: ["a"] },
    { link: `${site.url}/x`, metadata: 7 },
  ];
  for (const body of wrong) {
    const answer = await add(body);
    expect([body, answer.status, answer.body]).toEqual([
      body,
      400,
      { success: false, error: expect.any(String), documents: [] },
    ]);
  }
});

test("a link that fails is its server's fault, and leaves nothing behind", async () => {
  const before = (await server.countRows())["document"];
  for (const link of ["http://127.0.0.1:9/x", `${site.url}/missing`]) {
    const answer = await add({ link });
    expect([link, answer.status, answer.body]).toEqual([
      link,
      502,
      { success: false, error: expect.any(String), documents: [] },
    ]);
  }
  site.pages.set("/empty", "");
  expect((await add({ link: `${site.url}/empty` })).status).toBe(422);
  expect((await server.countRows())["document"]).toBe(before);
});
