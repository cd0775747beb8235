import { pdf, wordEntries, zip } from "../../test/support/documents.js";
import type { FileToSend } from "../../test/support/graphql-client.js";
import { randomFrom } from "../random.js";
import { paragraphs, text } from "./texts.js";

type Maker = (seed: number) => FileToSend;

/** One file of each kind that a folder of everyday documents holds; some of them are broken. */
const makers: readonly Maker[] = [
  (seed) => ({ name: `${seed}.txt`, content: text(seed, 4_000) }),
  (seed) => ({ name: `${seed}.md`, content: `# Title ${seed}\n\n${text(seed, 2_000)}\n\n## More\n\n- one\n- two\n` }),
  (seed) => ({ name: `${seed}.html`, content: `<html><body><h1>Page ${seed}</h1>${htmlOf(seed)}</body></html>` }),
  (seed) => ({ name: `${seed}.csv`, content: table(seed) }),
  (seed) => ({ name: `${seed}.json`, content: JSON.stringify({ id: seed, text: text(seed, 1_000) }) }),
  (seed) => ({ name: `${seed}.docx`, content: zip(wordEntries(wordParagraphs(seed))) }),
  (seed) => ({
    name: `${seed}.pdf`,
    content: pdf([[{ text: line(seed), x: 50, y: 700 }], [{ text: line(seed + 1), x: 50, y: 700 }]]),
  }),
  (seed) => ({ name: `${seed}.eml`, content: mail(seed) }),
  (seed) => ({ name: `${seed}.zip`, content: archive(seed) }),
  (seed) => ({ name: `${seed}-long.txt`, content: text(seed, 300_000) }),
  (seed) => ({ name: `${seed}-broken.pdf`, content: `%PDF-1.4 ${line(seed)}` }),
  (seed) => ({ name: `${seed}-empty.txt`, content: "" }),
];

/** So many files of mixed formats, archives among them; the same every time. */
export function mixedFiles(count: number): FileToSend[] {
  return Array.from({ length: count }, (_, at) => makers[at % makers.length]?.(at) ?? { name: "none", content: "" });
}

function line(seed: number): string {
  return [...paragraphs(seed, 60)][0]?.slice(0, 80) ?? "";
}

function htmlOf(seed: number): string {
  return [...paragraphs(seed, 2_000)].map((paragraph) => `<p>${paragraph}</p>`).join("");
}

function wordParagraphs(seed: number): string {
  return [...paragraphs(seed, 2_000)].map((one) => `<w:p><w:r><w:t>${one}</w:t></w:r></w:p>`).join("");
}

function table(seed: number): string {
  const random = randomFrom(seed);
  const rows = Array.from({ length: 50 }, (_, row) => `${row},${line(seed + row).slice(0, 20)},${random().toFixed(3)}`);
  return ["number,name,value", ...rows].join("\n");
}

function mail(seed: number): string {
  const attachment = Buffer.from(text(seed + 1, 500)).toString("base64");
  return [
    "From: a@example.com",
    "To: b@example.com",
    `Subject: Mail ${seed}`,
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="part"',
    "",
    "--part",
    "Content-Type: text/plain",
    "",
    text(seed, 500),
    "--part",
    `Content-Type: text/plain; name="note-${seed}.txt"`,
    `Content-Disposition: attachment; filename="note-${seed}.txt"`,
    "Content-Transfer-Encoding: base64",
    "",
    attachment,
    "--part--",
    "",
  ].join("\r\n");
}

function archive(seed: number): Buffer {
  const inner = zip([{ name: "inner.md", content: Buffer.from(`# Inner\n\n${text(seed, 300)}`) }]);
  return zip([
    { name: "a.txt", content: Buffer.from(text(seed, 1_000)) },
    { name: "folder/b.html", content: Buffer.from(`<p>${text(seed + 1, 500)}</p>`) },
    { name: "inner.zip", content: inner },
  ]);
}
