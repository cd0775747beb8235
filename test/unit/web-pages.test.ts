import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { takesPage } from "../../src/web/crawl-rules.js";
import { fileNameOf, mediaTypeOf } from "../../src/web/file-names.js";
import { pageAddress } from "../../src/web/page-address.js";
import { readLinks } from "../../src/web/page-links.js";

const site = "https://example.com";

function links(content: string | Buffer, url = `${site}/folder/page`) {
  return readLinks(url, Readable.from([Buffer.from(content)]));
}

describe("a page's address", () => {
  test.each([
    ["/a#part", `${site}/a`],
    ["../up?b=2&a=1", `${site}/up?b=2&a=1`],
    ["?q=%20x", `${site}/folder/page?q=%20x`],
    ["//other.example/a", "https://other.example/a"],
    ["HTTP://EXAMPLE.com:80/A", "http://example.com/A"],
    ["/a?utm_source=x&id=1&fbclid=y", `${site}/a?id=1`],
    ["/a?utm_source=x", `${site}/a`],
    ["mailto:a@example.com", null],
    ["javascript:alert(1)", null],
    ["https://user@example.com/", null],
    ["http://[bad", null],
    [`/${"a".repeat(2_000)}`, null],
  ])("%s", (text, address) => expect(pageAddress(text, `${site}/folder/page`)).toBe(address));
});

describe("a file's name", () => {
  const name = (path: string, type = "text/html", disposition = "") =>
    fileNameOf(`${site}${path}`, { "content-type": type, "content-disposition": disposition });
  test.each([
    ["the end of the path", name("/docs/intro.html"), "intro.html"],
    ["an extension that tells the type", name("/docs/intro/"), "intro.html"],
    ["no extension of a version", name("/v1.2"), "v1.2.html"],
    ["the host, of a front page", name("/"), "example.com.html"],
    ["characters that are spelt out", name("/%D0%B0%20b.pdf", "application/pdf"), "а b.pdf"],
    ["a path that is misspelt", name("/%zz", "application/pdf"), "%zz.pdf"],
    ["nothing for a type that is unknown", name("/data", "application/x-unknown"), "data"],
    ["what the server calls it", name("/x", "application/pdf", 'attachment; filename="a \\"b\\".pdf"'), 'a "b".pdf'],
    ["that without quotes", name("/x", "application/pdf", "inline; filename=report.pdf"), "report.pdf"],
    ["the name with a charset first", name("/x", "", "a; filename=x; filename*=utf-8'en'%E2%82%AC.txt"), "€.txt"],
    ["the path when the server names nothing", name("/x.txt", "text/plain", 'attachment; filename=" "'), "x.txt"],
  ])("has %s", (_what, found, expected) => expect(found).toBe(expected));

  test("and its type come from headers in any form", () => {
    expect(mediaTypeOf('Text/HTML; charset="KOI8-R"')).toEqual({ type: "text/html", charset: "KOI8-R" });
    expect(mediaTypeOf("text/html;x=1 ; Charset=utf-8")).toEqual({ type: "text/html", charset: "utf-8" });
    expect(mediaTypeOf("nonsense")).toEqual({ type: "application/octet-stream", charset: null });
    expect(mediaTypeOf(undefined)).toEqual({ type: "application/octet-stream", charset: null });
  });
});

describe("patterns", () => {
  const takes = (path: string, include: readonly string[] = [], exclude: readonly string[] = []) =>
    takesPage({ origin: site, include, exclude }, `${site}${path}`);
  test("are about path and query, with * for anything", () => {
    expect(takes("/a")).toBe(true);
    expect(takes("/docs/a/b?c", ["/docs/*"])).toBe(true);
    expect(takes("/docs", ["/docs/*"])).toBe(false);
    expect(takes("/x/docs/", ["/docs/*"])).toBe(false);
    expect(takes("/a/old/b", [], ["*/old/*"])).toBe(false);
    expect(takes("/a.b", ["/a*b"])).toBe(true);
    expect(takes("/aXb", ["/a.b"])).toBe(false);
    expect(takes("/abab", ["/*ab"])).toBe(true);
    expect(takes("/", ["/*"])).toBe(true);
  });
  test("take no long time, whatever they are", () => {
    expect(takes(`/${"a".repeat(1_900)}`, [`${"*a".repeat(99)}b`])).toBe(false);
  });
  test("are asked for pages of the site alone that may hold text", () => {
    expect(takesPage({ origin: site, include: [], exclude: [] }, "http://example.com/a")).toBe(false);
    expect(["/a.png", "/a.JS", "/film.mp4"].map((path) => takes(path))).toEqual([false, false, false]);
    expect(["/a.pdf", "/a.php", "/pngs", "/a?b=c.png"].map((path) => takes(path))).toEqual([true, true, true, true]);
  });
});

describe("links", () => {
  test("of a page stand on its base, each once; what it says of itself counts", async () => {
    const page = `<html><head><base href="/base/"><link rel="Canonical" href="own"><link rel=next href=two></head>
      <body><a href="one#x">1</a><a href="one">1</a><area href="/three"><a name="x">no</a>
      <!-- <a href="comment"> --><script>"<a href='script'>"</script></body></html>`;
    expect(await links(page)).toEqual({
      kind: "page",
      links: [`${site}/base/two`, `${site}/base/one`, `${site}/three`],
      canonical: `${site}/base/own`,
    });
  });
  test("of a page that asks for it are not followed", async () => {
    const page = '<html><meta name="ROBOTS" content="noindex, nofollow"><a href="/a">a</a></html>';
    expect((await links(page)).links).toEqual([]);
    expect((await links(page.replace("ROBOTS", "googlebot"))).links).toEqual([`${site}/a`]);
  });
  test("of a sitemap are its places, gzipped or not", async () => {
    const map = `<?xml version="1.0"?><!-- made --><s:urlset xmlns:s="x"><s:url><s:loc><![CDATA[ /a ]]></s:loc>
      <s:image><s:caption>no</s:caption></s:image></s:url><s:url><s:loc>/b?c&amp;d</s:loc></s:url></s:urlset>`;
    const expected = { kind: "sitemap", links: [`${site}/a`, `${site}/b?c&d`], canonical: null };
    expect(await links(map)).toEqual(expected);
    expect(await links(gzipSync(map))).toEqual(expected);
  });
  test("of anything else there are none", async () => {
    const none = { kind: "other", links: [], canonical: null };
    expect(await links("")).toEqual(none);
    expect(await links("%PDF-1.4\n\0<a href=/x>")).toEqual(none);
    expect(await links(Buffer.from([0x1f, 0x8b, 1, 2, 3]))).toEqual(none);
    expect(await links("plain words")).toEqual(none);
  });
  test("of a file that is made to take long are found in bounded time", async () => {
    expect((await links(`<?xml version="1.0"?>${"<!---->".repeat(1_000)}`)).links).toEqual([]);
    const deep = `<html>${"<i>".repeat(200_000)}<a href="/a">`;
    expect((await links(deep)).kind).toBe("page");
    const bomb = gzipSync(`<urlset><loc>/a</loc>${" ".repeat(200_000_000)}<loc>/b</loc></urlset>`);
    expect((await links(bomb)).links).toEqual([`${site}/a`]);
  });
});
