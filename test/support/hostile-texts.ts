import { gzipSync } from "node:zlib";

const deep = 1_000_000;
const laughs = `<!DOCTYPE lolz [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, at) => `<!ENTITY ${name(at + 1)} "${`&${name(at)};`.repeat(10)}">`).join("")}]>`;
const stolen = `<!DOCTYPE stolen [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY u SYSTEM "http://127.0.0.1:9/">]>`;

/** Declarations that expand without end, and declarations that read other files; `&u;` refers to the last of them. */
export const entityDeclarations: Readonly<Record<"laughs" | "stolen", string>> = { laughs, stolen };

/** Texts that are made to cost their readers time or memory, by what they do; they are made when they are asked for. */
export const hostileTexts: Readonly<Record<string, () => Buffer>> = {
  "deep.json": () => Buffer.from("[".repeat(deep) + "]".repeat(deep)),
  "deep-objects.json": () => Buffer.from('{"a":'.repeat(deep) + "1" + "}".repeat(deep)),
  "deep.html": () => Buffer.from(`<html><body>${"<div>".repeat(deep)}text`),
  "deep-below-the-limit.html": () => Buffer.from(`<html><body>${"<div><b>".repeat(45_000)}text`),
  "unclosed-links.html": () => Buffer.from(`<html><body>${'<a href="x">link'.repeat(300_000)}`),
  "attributes.html": () =>
    Buffer.from(`<html><body><p ${Array.from({ length: deep }, (_, at) => `a${at}=1`).join(" ")}>`),
  "deep.rtf": () => Buffer.from(`{\\rtf1 ${"{".repeat(deep)}text${"}".repeat(deep)}}`),
  "footnotes.rtf": () => Buffer.from(`{\\rtf1 ${"a{\\footnote b}".repeat(1_500_000)}}`),
  "deep-quotes.md": () => Buffer.from(`${">".repeat(deep)} text`),
  "deep-lists.md": () =>
    Buffer.from(Array.from({ length: 3_000 }, (_, at) => `${" ".repeat(2 * at)}- item`).join("\n")),
  "brackets.md": () => Buffer.from("[".repeat(deep)),
  "links.md": () => Buffer.from("[a](".repeat(deep / 4)),
  "emphasis.md": () => Buffer.from("*a **a ".repeat(deep / 7)),
  "back-quotes.md": () => Buffer.from(Array.from({ length: 1_500 }, (_, at) => "`".repeat(at)).join(" ")),
  "one-line.csv": () => Buffer.from("12345678,".repeat(5_000_000)),
  "one-cell.csv": () => Buffer.from(`a,b\n1,"${"x".repeat(40_000_000)}`),
  "million-columns.csv": () => Buffer.from(Array.from({ length: 3 }, () => "1,".repeat(deep)).join("\n")),
  "one-line.txt": () => Buffer.from("x".repeat(40_000_000)),
  "zeros.txt": () => Buffer.alloc(20_000_000),
  "zeros.pdf": () => Buffer.alloc(20_000_000),
  "empty.docx": () => Buffer.alloc(0),
  "laughs.svg": () => Buffer.from(`<?xml version="1.0"?>${laughs}<svg><text>&u;</text></svg>`),
  "laughs.html": () => Buffer.from(`${laughs}<html><body><p>text &u;</p></body></html>`),
  "stolen.xml": () => Buffer.from(`<?xml version="1.0"?>${stolen}<a>text &a;&u;</a>`),
  "laughs.fodt": () =>
    Buffer.from(
      `<?xml version="1.0"?>${laughs}<office:document office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>&u;</text:p></office:text></office:body></office:document>`,
    ),
  "boundaries.eml": () => Buffer.from(mailOfBoundaries(10_000)),
  "headers.eml": () => Buffer.from(`From: a@b.example\n${"X-Long: y\n".repeat(deep)}\ntext`),
  "addresses.eml": () => Buffer.from(`From: a@b.example\nTo: ${"a@b.example, ".repeat(100_000)}\nSubject: x\n\ntext`),
  "program.txt": () => Buffer.concat([Buffer.from("MZ"), Buffer.from([144, 0, 3, 0, 0, 0]), Buffer.alloc(4_096, 0x7f)]),
  "text.pdf": () => Buffer.from("Tides rise and fall."),
  "text.docx": () => Buffer.from("Tides rise and fall."),
  "packed.txt": () => gzipSync("Tides rise and fall."),
};

/** Names of uploads that are made to lead somewhere, or to look like something else. */
export const hostileNames: readonly string[] = [
  "../../../../etc/passwd.txt",
  "..\\..\\windows\\win.txt",
  "/etc/cron.d/job.txt",
  "nul\0byte.txt",
  "\u202Etxt.exe",
  "CON.txt",
  "aux",
  ".",
  "..",
  " ",
  "\r\nX-Header: 1.txt",
  `${"long".repeat(250)}.txt`,
  `${"é".repeat(1_000)}.txt`,
  "<script>alert(1)</script>.txt",
  "'; DROP TABLE document; --.txt",
  "\ud800.txt",
];

/** Entities are named by letters: `a` is the first, `u` the last. */
function name(at: number): string {
  return String.fromCharCode(0x61 + at);
}

function mailOfBoundaries(depth: number): string {
  const opened = Array.from(
    { length: depth },
    (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\n\n--b${at}\n`,
  );
  const closed = Array.from({ length: depth }, (_, at) => `\n--b${depth - 1 - at}--`);
  return `From: a@b.example\nMIME-Version: 1.0\n${opened.join("")}\ntext${closed.join("")}`;
}
