import { describe, expect, it } from "@jest/globals";
import { read, zip, type ZipEntry } from "../support/documents.js";

const namespaces = ["office", "text", "table", "draw", "style", "svg", "meta", "presentation"]
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(" ");
const dublinCore = `xmlns:dc="http://purl.org/dc/elements/1.1/"`;
const textType = "application/vnd.oasis.opendocument.text";
const styles = `<office:automatic-styles>
  <style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
  <text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/><text:list-level-style-bullet text:level="2"/></text:list-style>
</office:automatic-styles>`;

function entry(name: string, text: string): ZipEntry {
  return { name, content: Buffer.from(text) };
}

function content(body: string, kind = "text"): string {
  return `<?xml version="1.0"?><office:document-content ${namespaces} ${dublinCore}>${styles}<office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`;
}

function odt(body: string, ...others: ZipEntry[]): Buffer {
  return zip([entry("mimetype", textType), entry("content.xml", content(body)), ...others]);
}

const p = (text: string): string => `<text:p>${text}</text:p>`;

describe("OpenDocument texts", () => {
  it("give headings, paragraphs, lists and tables, and what their metadata say", async () => {
    const meta = `<office:document-meta ${namespaces} ${dublinCore}><office:meta><dc:title>Tides &amp; moons</dc:title><meta:initial-creator>A. Fisher</meta:initial-creator><meta:creation-date>2024-05-06T07:08:09</meta:creation-date></office:meta></office:document-meta>`;
    const body = `<text:p text:style-name="P1">Tides</text:p>
      <text:h text:outline-level="2">The <text:span>moon</text:span></text:h>
      <text:p>It pulls<text:s text:c="2"/>the<text:line-break/>sea<text:tab/>twice.</text:p>
      <text:list text:style-name="L1"><text:list-item>${p("rise")}<text:list><text:list-item>${p("high")}</text:list-item></text:list></text:list-item><text:list-item>${p("fall")}</text:list-item></text:list>
      <table:table><table:table-header-rows><table:table-row><table:table-cell>${p("Port")}</table:table-cell><table:table-cell table:number-columns-spanned="2">${p("Metres")}</table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows>
      <table:table-row><table:table-cell>${p("Saint-Malo")}</table:table-cell><table:table-cell>${p("12.2")}</table:table-cell><table:table-cell>${p("13.4")}</table:table-cell></table:table-row></table:table>`;
    const { blocks, facts, format } = await read("tides.odt", odt(body, entry("meta.xml", meta)));
    expect(format).toBe("odt");
    expect(facts).toMatchObject({ title: "Tides & moons", author: "A. Fisher" });
    expect(facts.publishedAt?.getUTCFullYear()).toBe(2024);
    expect(blocks).toMatchObject([
      { kind: "heading", level: 1, text: "Tides" },
      { kind: "heading", level: 2, text: "The moon" },
      { kind: "paragraph", text: "It pulls the\nsea twice." },
      { kind: "list", text: "1. rise\n  - high\n2. fall" },
      { kind: "table", text: "Port\tMetres\nSaint-Malo\t12.2\t13.4", headerRows: 1 },
    ]);
  });

  it("keep notes, comments and text boxes beside the paragraph that they belong to", async () => {
    const note = `<text:note><text:note-citation>1</text:note-citation><text:note-body>${p("A note.")}</text:note-body></text:note>`;
    const comment = `<office:annotation><dc:creator>Ann</dc:creator><dc:date>2024-05-06</dc:date>${p("Is that so?")}</office:annotation>`;
    const box = `<draw:frame><draw:text-box>${p("In a box")}</draw:text-box><svg:title>alternative</svg:title></draw:frame>`;
    const { blocks } = await read("a.odt", odt(p(`Twice${note} a${comment} day${box}.`) + p("The end.")));
    expect(blocks.map(({ text }) => text)).toEqual([
      "Twice[1] a day.",
      "[1] A note.",
      "Comment by Ann: Is that so?",
      "In a box",
      "The end.",
    ]);
  });

  it("leave out what was deleted", async () => {
    const changes = `<text:tracked-changes><text:changed-region><text:deletion>${p("gone")}</text:deletion></text:changed-region></text:tracked-changes>`;
    expect((await read("a.odt", odt(changes + p("kept")))).text).toBe("kept");
  });

  it("are read flat too", async () => {
    const flat = `<?xml version="1.0"?><office:document ${namespaces} office:mimetype="${textType}"><office:body><office:text>${p("Hello")}</office:text></office:body></office:document>`;
    expect(await read("a.fodt", flat)).toMatchObject({ format: "odt", text: "Hello" });
  });

  it("are refused when they are encrypted, in either way", async () => {
    const manifest = `<manifest:manifest xmlns:manifest="urn:m"><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`;
    const locked = odt("", entry("META-INF/manifest.xml", manifest));
    await expect(read("a.odt", locked)).rejects.toMatchObject({ code: "DOCUMENT_ENCRYPTED" });
    const wrapped = zip([entry("mimetype", textType), entry("encrypted-package", "x")]);
    await expect(read("a.odt", wrapped)).rejects.toMatchObject({ code: "DOCUMENT_ENCRYPTED" });
  });

  it("are refused when they are cut off, nested absurdly, declare entities, or have no content", async () => {
    const refusal = { code: "DOCUMENT_CORRUPT" };
    const broken = (xml: string): Buffer => zip([entry("mimetype", textType), entry("content.xml", xml)]);
    const whole = content(p("Hello"));
    await expect(read("a.odt", broken(whole.slice(0, -40)))).rejects.toMatchObject(refusal);
    await expect(read("a.odt", odt("<text:span>".repeat(5_000)))).rejects.toMatchObject(refusal);
    const laughs = `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>`;
    await expect(read("a.odt", broken(whole.replace("?>", `?>${laughs}`)))).rejects.toMatchObject(refusal);
    await expect(read("a.odt", zip([entry("mimetype", textType)]))).rejects.toMatchObject(refusal);
    await expect(read("a.odt", odt(""))).rejects.toMatchObject({ code: "DOCUMENT_EMPTY" });
  });

  it("are refused when they inflate beyond the limit", async () => {
    const bomb = odt(p(" ".repeat(4 * 1_048_576)));
    await expect(read("a.odt", bomb, { inflatedBytes: 1_048_576 })).rejects.toMatchObject({
      code: "DOCUMENT_TOO_LARGE",
    });
  });

  it("pass on endless paragraphs and tables in parts, without losing a word", async () => {
    const long = Array.from({ length: 400_000 }, (_, at) => `word${at}`).join(" ");
    const { blocks, text } = await read("a.odt", odt(p(long)));
    expect(blocks.length).toBeGreaterThan(1);
    expect(text === long).toBe(true);
    const row = `<table:table-row><table:table-cell>${p("a")}</table:table-cell><table:table-cell>${p("b")}</table:table-cell></table:table-row>`;
    const table = await read("a.odt", odt(`<table:table>${row.repeat(60_000)}</table:table>`));
    expect(table.blocks.length).toBeGreaterThan(1);
    expect(table.blocks.flatMap((block) => block.text.split("\n"))).toHaveLength(60_000);
  });
});

describe("OpenDocument presentations", () => {
  it("give their slides as pages, with titles and speaker notes", async () => {
    const frame = (kind: string, inner: string): string =>
      `<draw:frame presentation:class="${kind}"><draw:text-box>${inner}</draw:text-box></draw:frame>`;
    const notes = `<presentation:notes>${frame("notes", p("Speak up."))}</presentation:notes>`;
    const slide = (title: string, more: string): string => `<draw:page>${frame("title", p(title))}${more}</draw:page>`;
    const list = `<text:list><text:list-item>${p("rise")}</text:list-item></text:list>`;
    const body = slide("Tides", frame("outline", list) + notes) + slide("Moons", frame("outline", p("one")));
    const file = zip([
      entry("mimetype", "application/vnd.oasis.opendocument.presentation"),
      entry("content.xml", content(body, "presentation")),
    ]);
    const { blocks, format } = await read("a.odp", file);
    expect(format).toBe("odp");
    expect(blocks).toMatchObject([
      { kind: "heading", level: 1, text: "Tides", page: 1 },
      { kind: "list", text: "- rise", page: 1 },
      { kind: "paragraph", text: "Speaker notes: Speak up.", page: 1 },
      { kind: "heading", text: "Moons", page: 2 },
      { kind: "paragraph", text: "one", page: 2 },
    ]);
  });
});
