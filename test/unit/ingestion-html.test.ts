import { describe, expect, it } from "@jest/globals";
import iconv from "iconv-lite";
import { read } from "../support/documents.js";

const page = `<!doctype html><html lang="en"><head><title>Tides &amp; moons</title>
<meta name="author" content="A. Fisher"><meta property="article:published_time" content="2024-05-06T07:08:09Z">
<style>p { color: red }</style><script>var cool = "script";</script></head><body>
<nav><a href="/">Home</a> <a href="/all">All articles</a></nav>
<div class="sidebar"><a href="/1">Other reading</a> <a href="/2">More reading</a></div>
<h1>Tides</h1><p>The moon <b>pulls</b> the sea,<br>twice a day.
<h2>Heights</h2><table><tr><th>Port<th>Metres<tr><td>Saint-Malo<td>12.2<tr><td>Naples<td>0.4</table>
<ul><li>Spring tide<ul><li>at new moon</ul><li>Neap tide</ul><ol><li>rise<li>fall</ol>
<pre>if (moon)
  rise();</pre><p hidden>secret</p><noscript>Turn it on</noscript>
<footer><a href="/imprint">Imprint and contact</a></footer></body></html>`;

describe("web pages", () => {
  it("give headings, paragraphs, lists, tables and code, and nothing of the site around them", async () => {
    const { blocks, facts, format } = await read("page.bin", page);
    expect(format).toBe("html");
    expect(facts).toMatchObject({ title: "Tides & moons", author: "A. Fisher", language: "en" });
    expect(facts.publishedAt?.toISOString()).toBe("2024-05-06T07:08:09.000Z");
    expect(blocks).toMatchObject([
      { kind: "heading", level: 1, text: "Tides" },
      { kind: "paragraph", text: "The moon pulls the sea,\ntwice a day." },
      { kind: "heading", level: 2, text: "Heights" },
      { kind: "table", text: "Port\tMetres\nSaint-Malo\t12.2\nNaples\t0.4", headerRows: 1 },
      { kind: "list", text: "- Spring tide\n  - at new moon\n- Neap tide" },
      { kind: "list", text: "1. rise\n2. fall" },
      { kind: "code", text: "if (moon)\n  rise();" },
    ]);
  });

  it("take the main element alone when it holds most of the page", async () => {
    const body = `<p>${"A sentence about tides. ".repeat(20)}</p>`;
    const { text } = await read("a.html", `<html><body><div>Subscribe now!</div><main>${body}</main></body></html>`);
    expect(text).toBe("A sentence about tides. ".repeat(20).trim());
  });

  it("do not ask for consent to cookies, in whatever words and whoever's dialog it is", async () => {
    const question = `<h2>We value your privacy</h2><p>${"We and our partners store cookies. ".repeat(10)}</p><a href="/c">More</a>`;
    const article = `<h1>Tides</h1><p>${"A sentence about tides. ".repeat(60)}</p>`;
    const named = [
      'class="cookie-banner"',
      'id="onetrust-banner-sdk"',
      'id="CybotCookiebotDialog"',
      'id="cookieNotice"',
    ];
    for (const name of [...named, 'role="dialog" aria-label="Cookie Consent Prompt"', 'class="site gdpr_popup"']) {
      const { text } = await read("a.html", `<html><body><div ${name}>${question}</div>${article}</body></html>`);
      expect(text).toContain("about tides");
      expect(text).not.toContain("privacy");
      expect(text).not.toContain("partners");
    }
  });

  it("about cookies are read, and so is what stands in an element that is named for its banner", async () => {
    const article = `<h1>Cookies</h1><p>${"A sentence about cookies. ".repeat(60)}</p>`;
    for (const name of ['class="cookie-info"', 'class="page has-cookie-banner"', 'class="cookie-recipes"']) {
      const { text } = await read("a.html", `<html><body><p>Welcome.</p><div ${name}>${article}</div></body></html>`);
      expect(text).toContain("A sentence about cookies.");
    }
  });

  it("lose the handles beside headings and notes, and the categories of a wiki", async () => {
    const { text } = await read(
      "a.html",
      `<html><body><h2>History<span class="mw-editsection">[<a href="?edit">edit</a>]</span></h2><p>It is old.</p>
       <h2>Use<a class="headerlink" href="#use" title="Permalink">¶</a></h2><p>Use it well.</p>
       <ol><li><span class="mw-cite-backlink"><b><a href="#r">^</a></b></span> A source.</li></ol>
       <div id="catlinks" class="catlinks"><a href="/c">Categories</a>: <a href="/c/1">Seas</a></div></body></html>`,
    );
    expect(text).toBe("History\n\nIt is old.\n\nUse\n\nUse it well.\n\n1. A source.");
  });

  it("remain readable when they consist of links", async () => {
    expect((await read("a.html", `<html><body><nav><a href="a">First</a></nav></body></html>`)).text).toBe("First");
  });

  it("keep the text of tables that only lay out the page", async () => {
    const { blocks } = await read(
      "a.html",
      "<html><table><tr><td><h2>Left</h2><p>text</td><td><h2>Right</h2></td></tr></table></html>",
    );
    expect(blocks.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      "heading: Left",
      "paragraph: text",
      "heading: Right",
    ]);
  });

  it("line up the cells that span columns and rows, and join signs to their amounts", async () => {
    const table =
      "<html><table><tr><th></th><th colspan=2>2023</th><th>2022</th></tr><tr><td rowspan=2>Sales</td><td>$</td><td>10</td><td>9</td></tr><tr><td></td><td>(3</td><td>)</td></tr></table></html>";
    const { blocks } = await read("a.html", table);
    expect(blocks).toMatchObject([{ kind: "table", text: "\t2023\t\t2022\nSales\t$10\t9\n\t\t(3)" }]);
  });

  it.each([
    ["by its meta element", `<html><meta charset="koi8-r"><p>Привет, далёкий берег</p></html>`, "koi8-r"],
    [
      "by its http-equiv",
      `<html><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>Привет</p></html>`,
      "windows-1251",
    ],
    ["as UTF-16 by its bytes", "<html><p>Привет, далёкий берег</p></html>", "utf-16le"],
  ])("are decoded %s", async (_, html, encoding) => {
    expect((await read("a.html", iconv.encode(html, encoding))).text).toContain("Привет");
  });

  it("lose no cell of a table that is wider than any", async () => {
    const cells = Array.from({ length: 1_200 }, (_, at) => `<td>c${at}</td>`).join("");
    const { text } = await read("wide.html", `<!doctype html><table><tr>${cells}</tr></table>`);
    for (const at of [0, 999, 1_000, 1_199]) expect(text).toContain(`c${at}`);
  });

  it("are recognised by their content, and no text is by its name alone", async () => {
    expect((await read("html-named.pdf", page)).format).toBe("html");
    expect((await read("page.txt", `<!-- made by hand --><!-- twice -->\n${page}`)).format).toBe("html");
    expect((await read("note.txt", "The <b> element is bold.")).format).toBe("txt");
    expect((await read("part.html", "<p>A fragment</p>")).text).toBe("A fragment");
  });

  it("are read however deep their elements are nested, and refused beyond reason", async () => {
    const deep = (depth: number): string => `${"<div>".repeat(depth)}deep down`;
    expect((await read("deep.html", deep(30_000))).text).toBe("deep down");
    await expect(read("deep.html", deep(100_001))).rejects.toMatchObject({ code: "DOCUMENT_TOO_LARGE" });
  });

  it("take no exponential time to be told from text", async () => {
    expect((await read("comments.txt", `${"<!-- a -->".repeat(800)} plain`)).format).toBe("txt");
  });

  it("are refused without text, and beyond the size of what is held in memory", async () => {
    await expect(read("a.html", "<html><script>1</script></html>")).rejects.toMatchObject({ code: "DOCUMENT_EMPTY" });
    await expect(read("a.html", page, { wholeFileBytes: 100 })).rejects.toMatchObject({ code: "DOCUMENT_TOO_LARGE" });
  });
});
