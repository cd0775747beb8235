import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { pdf, wordEntries, zip } from "../support/documents.js";
import { data, type FileToSend, sendFiles, type Target } from "../support/graphql-client.js";
import { startProcess, temporaryFolder } from "../support/process.js";
import { serverDatabase } from "../support/server-database.js";
import { examine, outcomesOf, type StoredLibrary } from "../support/stored-library.js";

/** Lines of words, so many that no two texts are the same. */
const lines = (seed: number, count: number): string =>
  Array.from(
    { length: count },
    (_, line) => `Keeper ${seed} wrote on day ${line}: lamp ${(line * seed) % 97} burns.`,
  ).join("\n\n");

const mail = (seed: number): string =>
  [
    "From: a@example.com",
    `Subject: Letter ${seed}`,
    'Content-Type: multipart/mixed; boundary="part"',
    "",
    "--part",
    "Content-Type: text/plain",
    "",
    lines(seed, 5),
    "--part",
    'Content-Disposition: attachment; filename="note.md"',
    "",
    `# Note\n\n${lines(seed + 1, 5)}`,
    "--part--",
    "",
  ].join("\r\n");

/** Two of each of ten kinds: short and long, with files inside, and such as cannot be read. */
const files: readonly FileToSend[] = [1, 2].flatMap((seed) => [
  { name: `${seed}.txt`, content: lines(seed, 10) },
  { name: `${seed}-long.txt`, content: lines(seed, 3_000) },
  { name: `${seed}.md`, content: `# Title\n\n${lines(seed, 20)}\n\n## More\n\n- one\n- two\n` },
  { name: `${seed}.html`, content: `<h1>Page</h1><p>${lines(seed, 20)}</p>` },
  { name: `${seed}.csv`, content: `day,lamp\n${lines(seed, 50).replaceAll(": ", ",")}` },
  { name: `${seed}.docx`, content: zip(wordEntries(`<w:p><w:r><w:t>${lines(seed, 20)}</w:t></w:r></w:p>`)) },
  { name: `${seed}.pdf`, content: pdf([[{ text: `Lamp ${seed} burns.`, x: 50, y: 700 }]]) },
  { name: `${seed}.eml`, content: mail(seed) },
  {
    name: `${seed}.zip`,
    content: zip([
      { name: "a.txt", content: Buffer.from(lines(seed + 2, 30)) },
      { name: "inner.zip", content: zip([{ name: "b.md", content: Buffer.from(lines(seed + 3, 30)) }]) },
    ]),
  },
  { name: `${seed}-broken.pdf`, content: `%PDF-1.4 ${seed}` },
]);

/** Sends every file, the first twice: under an external id of its own each. Sent again, they change nothing. */
async function send(server: Target): Promise<void> {
  const sent = [...files, ...files.slice(0, 2)];
  const items = sent.map((file, at) => ({ file: null, externalId: `${at} ${file.name}` }));
  const parts = Object.fromEntries(sent.map((file, at) => [`variables.input.items.${at}.file`, file]));
  const query = "mutation ($input: UploadDocumentsInput!) { uploadDocuments(input: $input) { results { outcome } } }";
  const answer = await sendFiles(server, query, { items }, parts);
  if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
}

/** Resolves once so many documents at most wait, or are being read. */
async function untilLeft(server: Target, most: number): Promise<void> {
  for (;;) {
    const { ingestionSummary: now } = await data<{
      ingestionSummary: Readonly<Record<"queued" | "parsing" | "embedding", number>>;
    }>(server, "{ ingestionSummary { queued parsing embedding } }");
    if (now.queued + now.parsing + now.embedding <= most) return;
    await delay(50);
  }
}

async function inLibrary<Result>(work: (library: StoredLibrary) => Promise<Result>): Promise<Result> {
  const folder = await temporaryFolder();
  const database = await serverDatabase();
  try {
    return await work({ DATA_DIR: folder.path, ...database.environment });
  } finally {
    await database.drop();
    await folder.remove();
  }
}

test("files of many kinds come to the same, however often the server is killed while it reads them", async () => {
  const expected = await inLibrary(async (library) => {
    const server = await startProcess({ ...library });
    await send(server);
    await untilLeft(server, 0);
    await server.stop();
    return outcomesOf(library);
  });
  // Each of the 22, and one in each mail, three in each archive.
  expect(expected.size).toBe(30);
  expect([...expected.values()].filter((outcome) => outcome.startsWith("ready "))).toHaveLength(28);

  await inLibrary(async (library) => {
    const killed = async (when: (server: Target) => Promise<unknown>): Promise<void> => {
      const server = await startProcess({ ...library });
      await when(server);
      await server.kill();
    };
    await killed(send);
    await killed((server) => untilLeft(server, 20));
    await killed((server) => untilLeft(server, 5));
    const server = await startProcess({ ...library });
    await send(server);
    await untilLeft(server, 0);
    await server.stop();
    expect(await outcomesOf(library)).toEqual(expected);
    expect(examine(library)).toEqual([]);
  });
}, 600_000);
