import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { testEnvironment } from "../support/env.js";
import { data, type Target } from "../support/graphql-client.js";
import { temporaryFolder } from "../support/process.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { buildDocument, buildWorkspace } from "../support/world.js";

const cli = fileURLToPath(new URL("../../src/cli.js", import.meta.url));

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ MAX_UPLOAD_BYTES: "100000" });
});
afterAll(() => server.stop());

/** A folder with these files, by their paths. */
async function buildFolder(files: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder();
  const write = async (path: string, content: string): Promise<void> => {
    const location = join(folder.path, path);
    await mkdir(dirname(location), { recursive: true });
    await writeFile(location, content);
  };
  for (const [path, content] of Object.entries(files)) await write(path, content);
  return { ...folder, write, removeFile: (path: string) => rm(join(folder.path, path)) };
}

/** Runs `docent sync`, and resolves to how it ended and what it printed. */
async function sync(target: Target, folder: string, ...options: readonly string[]) {
  const child = spawn(process.execPath, [cli, "sync", folder, "--url", target.url, ...options], {
    env: { PATH: testEnvironment.path, DOCENT_API_KEY: target.apiKey },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let errors = "";
  child.stdout.on("data", (piece: Buffer) => (output += piece.toString()));
  child.stderr.on("data", (piece: Buffer) => (errors += piece.toString()));
  const [status] = (await once(child, "close")) as [number | null];
  return { status, output, errors };
}

async function report(target: Target, folder: string, ...options: readonly string[]): Promise<Record<string, unknown>> {
  const { output, errors } = await sync(target, folder, "--json", ...options);
  if (output === "") throw new Error(errors);
  return JSON.parse(output) as Record<string, unknown>;
}

interface Listed {
  readonly externalId: string;
  readonly folder: string;
  readonly text: string | null;
  readonly attachments: readonly { readonly workspace: { readonly slug: string } }[];
}

async function documentsOf(externalIdPrefix: string): Promise<Listed[]> {
  const { documents } = await data<{ documents: { nodes: Listed[] } }>(
    server,
    `query ($filter: DocumentFilterInput) { documents(first: 100, filter: $filter) {
      nodes { externalId folder text attachments { workspace { slug } } }
    } }`,
    { filter: { externalIdPrefix } },
  );
  return documents.nodes;
}

test("a folder is sent once, then what is new or has changed, and what is gone is removed when asked", async () => {
  const folder = await buildFolder({
    "may.txt": "Rain in May.",
    "2026/june.txt": "Sun in June.",
    "2026/july.txt": "Storms in July.",
    ".hidden/secret.txt": "Not for others.",
  });
  await symlink(join(folder.path, "may.txt"), join(folder.path, "link.txt"));
  await buildDocument(server, "Of another folder.", { externalId: "weather-station/log" });
  try {
    const options = ["--name", "weather", "--wait"];
    const first = await sync(server, folder.path, ...options);
    expect(first).toMatchObject({
      status: 0,
      output: "3 files: 3 new, 0 changed, 0 unchanged, 0 refused; 0 removed.\n",
    });
    expect(
      (await documentsOf("weather/")).map(({ externalId, folder: place, text }) => [externalId, place, text]),
    ).toEqual([
      ["weather/2026/july.txt", "weather/2026", "Storms in July."],
      ["weather/2026/june.txt", "weather/2026", "Sun in June."],
      ["weather/may.txt", "weather", "Rain in May."],
    ]);
    expect(await report(server, folder.path, ...options)).toMatchObject({ files: 3, created: 0, unchanged: 3 });

    await folder.write("may.txt", "Snow in May.");
    await folder.write("august.txt", "Heat in August.");
    await folder.removeFile("2026/june.txt");
    const { slug } = await buildWorkspace(server);
    const changed = await report(server, folder.path, ...options, "--delete", "--workspace", slug);
    expect(changed).toEqual({ files: 3, created: 1, updated: 1, unchanged: 1, removed: 1, failures: [], unread: [] });
    const after = await documentsOf("weather/");
    expect(after.map(({ externalId, text }) => [externalId, text])).toEqual([
      ["weather/2026/july.txt", "Storms in July."],
      ["weather/may.txt", "Snow in May."],
      ["weather/august.txt", "Heat in August."],
    ]);
    expect(after.flatMap(({ attachments }) => attachments.map(({ workspace }) => workspace.slug))).toEqual([
      slug,
      slug,
      slug,
    ]);
    // Its name begins alike, and it is no file of the folder.
    expect(await documentsOf("weather-station/")).toHaveLength(1);
  } finally {
    await folder.remove();
  }
}, 120_000);

test("files that are refused or cannot be read are named, and do not harm the others", async () => {
  const folder = await buildFolder({
    "good.txt": "Good.",
    "large.txt": "x".repeat(100_001),
    "broken.pdf": "%PDF-1.7 and nothing else",
  });
  try {
    const { status, output } = await sync(server, folder.path, "--name", "mixed", "--wait");
    expect(status).toBe(1);
    expect(output).toContain("3 files: 2 new, 0 changed, 0 unchanged, 1 refused");
    expect(output).toMatch(/^ {2}large\.txt: /m);
    expect(output).toMatch(/1 could not be read:\n {2}broken\.pdf: /);
  } finally {
    await folder.remove();
  }
}, 120_000);

test("what cannot work is said in one line", async () => {
  const folder = await buildFolder({ "a.txt": "A." });
  try {
    const wrongKey = await sync({ ...server, apiKey: "wrong" }, folder.path);
    expect([wrongKey.status, wrongKey.errors]).toEqual([1, expect.stringContaining("valid credential")]);
    const noFolder = await sync(server, join(folder.path, "a.txt"));
    expect([noFolder.status, noFolder.errors]).toEqual([1, expect.stringContaining("There is no folder")]);
    const noWorkspace = await sync(server, folder.path, "--workspace", "nowhere");
    expect([noWorkspace.status, noWorkspace.errors]).toEqual([1, "Workspace nowhere not found.\n"]);
  } finally {
    await folder.remove();
  }
}, 120_000);

test("a server that is busy for a moment is waited for", async () => {
  const folder = await buildFolder({ "a.txt": "Waited for." });
  let refused = 0;
  // Refuses the first request of each kind, and hands over the others.
  const seen = new Set<string>();
  const busy = createServer((request, response) => {
    const kind = request.headers["content-type"]?.split(";")[0] ?? "";
    const isFirst = !seen.has(kind);
    seen.add(kind);
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      if (isFirst) {
        refused += 1;
        response.writeHead(503, { "retry-after": "0" }).end("busy");
        return;
      }
      const headers = Object.entries(request.headers).flatMap(([name, value]) =>
        ["host", "connection", "transfer-encoding", "content-length"].includes(name) || value === undefined
          ? []
          : [[name, String(value)] as [string, string]],
      );
      fetch(`${server.url}${request.url}`, { method: "POST", headers, body: Buffer.concat(pieces) }).then(
        async (answer) => response.writeHead(answer.status).end(await answer.text()),
        () => response.destroy(),
      );
    });
  });
  busy.listen(0, "127.0.0.1");
  await once(busy, "listening");
  const url = `http://127.0.0.1:${(busy.address() as AddressInfo).port}`;
  try {
    expect(await report({ url, apiKey: server.apiKey }, folder.path, "--name", "busy")).toMatchObject({ created: 1 });
    expect(refused).toBe(2);
  } finally {
    busy.close();
    busy.closeAllConnections();
    await folder.remove();
  }
}, 120_000);
