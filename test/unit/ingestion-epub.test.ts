import { describe, expect, it } from "@jest/globals";
import { read, zip, type ZipEntry } from "../support/documents.js";

const container = `<container><rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`;
const metadata = `<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Tides</dc:title><dc:creator>A. Fisher</dc:creator><dc:creator>B. Sailor</dc:creator><dc:language>en</dc:language><dc:description>&lt;p&gt;About &lt;b&gt;moons&lt;/b&gt;.&lt;/p&gt;</dc:description><dc:date>2024-05-06</dc:date></metadata>`;
const page = (body: string): string =>
  `<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>${body}</body></html>`;

/** A book of pages in reading order; `others` are more parts in its folder, or elsewhere by absolute names. */
function epub(
  pages: Readonly<Record<string, string>>,
  others: Readonly<Record<string, string>> = {},
  more = "",
): Buffer {
  const names = Object.keys(pages);
  const items = names.map((name, at) => `<item id="i${at}" href="${name}" media-type="application/xhtml+xml"/>`);
  const spine = names.map((_, at) => `<itemref idref="i${at}"/>`);
  const parts: Record<string, string> = {
    mimetype: "application/epub+zip",
    "META-INF/container.xml": container,
    "OPS/book.opf": `<package>${metadata}<manifest>${items.join("")}${more}</manifest><spine toc="ncx">${spine.join("")}</spine></package>`,
    ...Object.fromEntries(Object.entries(pages).map(([name, content]) => [`OPS/${decodeURIComponent(name)}`, content])),
    ...others,
  };
  return zip(Object.entries(parts).map(([name, content]): ZipEntry => ({ name, content: Buffer.from(content) })));
}

describe("electronic books", () => {
  it("give their chapters in reading order, and what they say about themselves", async () => {
    const { blocks, facts, format } = await read(
      "tides.epub",
      epub({
        "z%20one.xhtml": page(
          `<h1>One</h1><script src="x"/><p>The moon<span epub:type="pagebreak">12</span> pulls.</p>`,
        ),
        "a.xhtml": page("<h1>Two</h1><ul><li>rise</li></ul>"),
      }),
    );
    expect(format).toBe("epub");
    expect(facts).toMatchObject({
      title: "Tides",
      author: "A. Fisher, B. Sailor",
      language: "en",
      description: "About moons.",
      publishedAt: new Date("2024-05-06"),
    });
    expect(blocks).toMatchObject([
      { kind: "heading", level: 1, text: "One" },
      { kind: "paragraph", text: "The moon pulls." },
      { kind: "heading", level: 1, text: "Two" },
      { kind: "list", text: "- rise" },
    ]);
  });

  it("take headings from the table of contents of EPUB 3 where chapters have none", async () => {
    const navigation = page(
      `<nav epub:type="toc"><ol><li><a href="a.xhtml">One</a><ol><li><a href="a.xhtml#s">One and a half</a></li></ol></li></ol></nav><nav epub:type="landmarks"><ol><li><a href="a.xhtml">Start</a></li></ol></nav>`,
    );
    const book = epub(
      { "a.xhtml": page(`<p class="title">ONE</p><p>first</p><p id="s">second</p>`), "b.xhtml": page("<p>third</p>") },
      { "OPS/nav.xhtml": navigation },
      `<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>`,
    );
    expect((await read("a.epub", book)).blocks).toMatchObject([
      { kind: "heading", level: 1, text: "One" },
      { kind: "paragraph", text: "first" },
      { kind: "heading", level: 2, text: "One and a half" },
      { kind: "paragraph", text: "second" },
      { kind: "paragraph", text: "third" },
    ]);
  });

  it("take them from that of EPUB 2 too", async () => {
    const ncx = `<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd"><ncx><docTitle><text>Tides</text></docTitle><navMap><navPoint><navLabel><text>One</text></navLabel><content src="a.xhtml"/></navPoint></navMap></ncx>`;
    const item = `<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>`;
    const book = epub({ "a.xhtml": page("<p>first</p>") }, { "OPS/toc.ncx": ncx }, item);
    expect((await read("a.epub", book)).blocks).toMatchObject([
      { kind: "heading", level: 1, text: "One" },
      { kind: "paragraph", text: "first" },
    ]);
  });

  it("are refused when their text is protected, not when their fonts are", async () => {
    const encryption = (algorithm: string, uri: string): Record<string, string> => ({
      "META-INF/encryption.xml": `<encryption><enc:EncryptedData><enc:EncryptionMethod Algorithm="${algorithm}"/><enc:CipherData><enc:CipherReference URI="${uri}"/></enc:CipherData></enc:EncryptedData></encryption>`,
    });
    const pages = { "a.xhtml": page("<p>Hello</p>") };
    const locked = epub(pages, encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OPS/a.xhtml"));
    await expect(read("a.epub", locked)).rejects.toMatchObject({ code: "DOCUMENT_ENCRYPTED" });
    const fonts = epub(pages, encryption("http://www.idpf.org/2008/embedding", "OPS/font.otf"));
    expect((await read("a.epub", fonts)).text).toBe("Hello");
  });

  it("are refused when they declare entities, have no chapters, or are archives of something else", async () => {
    const refusal = { code: "DOCUMENT_CORRUPT" };
    const laughs = page("<p>&b;</p>").replace(
      "<!DOCTYPE html>",
      `<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>`,
    );
    await expect(read("a.epub", epub({ "a.xhtml": laughs }))).rejects.toMatchObject(refusal);
    await expect(read("a.epub", epub({}))).rejects.toMatchObject(refusal);
    const archive = zip([{ name: "r/r.zip", content: Buffer.from("PK") }]);
    await expect(read("droste.zip.epub", archive)).rejects.toMatchObject(refusal);
    const whole = epub({ "a.xhtml": page("<p>Hello</p>") });
    await expect(read("a.epub", whole.subarray(0, whole.length * 0.6))).rejects.toMatchObject(refusal);
  });

  it("are refused when they inflate beyond the limit", async () => {
    const bomb = epub({ "a.xhtml": page(" ".repeat(4 * 1_048_576)) });
    await expect(read("a.epub", bomb, { inflatedBytes: 1_048_576 })).rejects.toMatchObject({
      code: "DOCUMENT_TOO_LARGE",
    });
  });
});
