import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { data, request } from "../support/graphql-client.js";
import { codeOf, fieldOf } from "../support/people.js";
import { pdf } from "../support/documents.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { htmlPage, loopbackAllowed, type Site, startSite } from "../support/site.js";
import { buildWorkspace, waitUntilRead } from "../support/world.js";

let server: TestServer;
let site: Site;
beforeAll(async () => {
  site = await startSite();
  server = await startTestServer({ ...loopbackAllowed, MAX_UPLOAD_BYTES: "100000" });
});
afterAll(async () => {
  await server.stop();
  await site.stop();
});

interface Added {
  readonly outcome: string;
  readonly document: {
    readonly id: string;
    readonly name: string;
    readonly sourceUrl: string;
    readonly mimeType: string;
  };
}

const mutation = `mutation ($input: AddLinkInput!) { addLink(input: $input) { outcome document { id name sourceUrl mimeType } } }`;

async function add(path: string, input: Readonly<Record<string, unknown>> = {}): Promise<Added> {
  const answer = await data<{ addLink: Added }>(server, mutation, { input: { url: `${site.url}${path}`, ...input } });
  return answer.addLink;
}

async function refused(input: Readonly<Record<string, unknown>>, target = server) {
  return request(target, mutation, { input });
}

async function read(id: string) {
  expect(await waitUntilRead(server, id)).toMatchObject({ status: "READY" });
  const { node } = await data<{ node: { text: string; title: string } }>(
    server,
    "query ($id: ID!) { node(id: $id) { ... on Document { text title } } }",
    { id },
  );
  return node;
}

describe("what a link leads to", () => {
  test("becomes a document that is found by its text, with the page's title", async () => {
    const { id: workspaceId } = await buildWorkspace(server);
    site.pages.set("/birds/heron", htmlPage("Herons", "The heron eats frogs at dawn."));
    const { document, outcome } = await add("/birds/heron#diet", { workspaceIds: [workspaceId], folder: "web" });
    expect(outcome).toBe("CREATED");
    expect(document).toMatchObject({
      name: "heron.html",
      mimeType: "text/html",
      sourceUrl: `${site.url}/birds/heron`,
    });
    expect((await read(document.id)).title).toBe("Herons");
    const { search } = await data<{ search: { hits: { text: string }[] } }>(
      server,
      "query ($input: SearchInput!) { search(input: $input) { hits { text } } }",
      { input: { workspaceId, query: "what does the heron eat" } },
    );
    expect(search.hits[0]?.text).toContain("frogs at dawn");
  });

  test("may be a PDF, under the name that its server gives it", async () => {
    const content = pdf([[{ text: "Yearly report of the pond.", x: 50, y: 700 }]]);
    site.pages.set("/download?id=7", (_request, response) => {
      const disposition = `attachment; filename="old.pdf"; filename*=UTF-8''report%20%E2%82%AC.pdf`;
      response.writeHead(200, { "content-type": "application/pdf", "content-disposition": disposition }).end(content);
    });
    const { document } = await add("/download?id=7");
    expect(document.name).toBe("report €.pdf");
    expect((await read(document.id)).text).toContain("Yearly report of the pond.");
  });

  test("is read in the charset that the server names", async () => {
    const page = htmlPage("Птицы", "Цапля ест лягушек на рассвете.");
    const bytes = Buffer.from([...page].map((character) => koi8(character)));
    site.pages.set("/koi8", (_request, response) => {
      response.writeHead(200, { "content-type": "text/html; charset=KOI8-R" }).end(bytes);
    });
    const { document } = await add("/koi8");
    expect((await read(document.id)).text).toContain("Цапля ест лягушек на рассвете.");
  });

  test("gets the headers that are given, and a redirect to another place does not", async () => {
    const other = await startSite({ "/there": htmlPage("There", "Reached all the same.") });
    try {
      site.pages.set("/guarded", (asked, response) => {
        if (asked.headers.authorization !== "Bearer abc") response.writeHead(401).end();
        else response.writeHead(302, { location: `${other.url}/there` }).end();
      });
      const { document } = await add("/guarded", { headers: [{ name: "Authorization", value: "Bearer abc" }] });
      expect((await read(document.id)).text).toContain("Reached all the same.");
      expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    } finally {
      await other.stop();
    }
  });
});

describe("a link that cannot be had", () => {
  test.each([
    ["an error of its server", "/nowhere", "LINK_STATUS"],
    ["too many redirects", "/round", "LINK_UNREACHABLE"],
    ["too many bytes", "/large", "LINK_TOO_LARGE"],
    ["too many bytes that are not announced", "/large-in-pieces", "LINK_TOO_LARGE"],
    ["an answer that breaks off", "/broken", "LINK_UNREACHABLE"],
  ])("is refused for %s, and nothing is kept", async (_why, path, code) => {
    site.pages.set("/round", (_request, response) => response.writeHead(302, { location: "/round" }).end());
    site.pages.set("/large", Buffer.alloc(100_001, "a"));
    site.pages.set("/large-in-pieces", (_request, response) => {
      for (let piece = 0; piece < 11; piece += 1) response.write(Buffer.alloc(10_000, "a"));
      response.end();
    });
    site.pages.set("/broken", (_request, response) => {
      response.writeHead(200, { "content-length": "1000" }).write("half");
      response.socket?.destroySoon();
    });
    const before = await server.countRows();
    expect(codeOf(await refused({ url: `${site.url}${path}` }))).toBe(code);
    expect((await server.countRows())["document"]).toBe(before["document"]);
  });

  test("is refused before anything is asked when the address is not of the public internet", async () => {
    const strict = await startTestServer();
    try {
      const { length } = site.requests;
      const { port } = new URL(site.url);
      for (const host of ["127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]", "0x7f.1"]) {
        const answer = await refused({ url: `http://${host}:${port}/birds/heron` }, strict);
        expect([host, codeOf(answer), fieldOf(answer)]).toEqual([host, "LINK_REFUSED", "url"]);
      }
      for (const url of ["file:///etc/passwd", "ftp://example.com/a", "http://user:secret@example.com/", "nonsense"]) {
        expect([url, codeOf(await refused({ url }, strict))]).toEqual([url, "LINK_REFUSED"]);
      }
      expect(site.requests).toHaveLength(length);
    } finally {
      await strict.stop();
    }
  });

  test("is refused with headers that belong to the connection, or are none", async () => {
    for (const header of [
      { name: "Host", value: "internal" },
      { name: "Transfer-Encoding", value: "chunked" },
      { name: "X-A\r\nX-B", value: "1" },
      { name: "X-A", value: "1\r\nX-B: 2" },
    ]) {
      const answer = await refused({ url: `${site.url}/birds/heron`, headers: [header] });
      expect([header.name, codeOf(answer)]).toEqual([header.name, "BAD_USER_INPUT"]);
    }
  });

  test("is not fetched for a workspace that there is not", async () => {
    const { length } = site.requests;
    const answer = await refused({ url: `${site.url}/birds/heron`, workspaceIds: ["V29ya3NwYWNlOjk5OTk5"] });
    expect(codeOf(answer)).toBe("NOT_FOUND");
    expect(site.requests).toHaveLength(length);
  });
});

/** The one byte of a character in KOI8-R (RFC 1489), as far as these tests need it. */
function koi8(character: string): number {
  const lower = "юабцдефгхийклмнопярстужвьызшэщчъ";
  const at = lower.indexOf(character.toLowerCase());
  if (at < 0) return character.charCodeAt(0);
  return (character === character.toLowerCase() ? 0xc0 : 0xe0) + at;
}
