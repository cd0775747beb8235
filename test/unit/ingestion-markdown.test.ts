import { describe, expect, it } from "@jest/globals";
import { read } from "../support/documents.js";

describe("Markdown", () => {
  it("gives its front matter as facts and its structure as blocks", async () => {
    const markdown = `---
title: The sea
author: [A. Fisher, B. Sailor]
date: 2024-05-06
---
# Tides

The *moon* [pulls](http://example.com "x") the
sea \`twice\` a day.[^1]

![a picture](data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP)

| Port | Metres |
|------|-------:|
| Saint-Malo | 12.2 |

1. rise
2. fall
   - [x] checked

\`\`\`js
rise(  );
\`\`\`

<script>var hidden = "data:image";</script>
<p align="center">Shown</p>

[^1]: A note.
`;
    const { blocks, facts, text } = await read("sea.md", markdown);
    expect(facts).toMatchObject({ title: "The sea", author: "A. Fisher, B. Sailor" });
    expect(facts.publishedAt?.getUTCFullYear()).toBe(2024);
    expect(blocks).toMatchObject([
      { kind: "heading", level: 1, text: "Tides" },
      { kind: "paragraph", text: "The moon pulls the sea twice a day.[1]" },
      { kind: "paragraph", text: "a picture" },
      { kind: "table", text: "Port\tMetres\nSaint-Malo\t12.2", headerRows: 1 },
      { kind: "list", text: "1. rise\n2. fall\n   - [x] checked" },
      { kind: "code", text: "rise(  );" },
      { kind: "paragraph", text: "Shown" },
      { kind: "paragraph", text: "[1] A note." },
    ]);
    expect(text).not.toContain("base64");
  });

  it("has its first heading as title, and text where front matter is none", async () => {
    expect((await read("a.md", "# Tides\n\ntext")).facts.title).toBe("Tides");
    expect((await read("a.md", "---\n: {{{\n---\ntext")).text).toBe("text");
    expect((await read("a.md", "---\na: &a [x, x]\nb: [*a, *a]\n---\ntext")).text).toBe("text");
  });

  it("is read in segments when it is long, without losing a line", async () => {
    const sections = Array.from(
      { length: 4_000 },
      (_, at) => `## Section ${at}\n\nParagraph ${at} of many, and some more words to make it long.`,
    );
    const { blocks } = await read("long.md", sections.join("\n\n"));
    expect(blocks.filter(({ kind }) => kind === "heading").map(({ text }) => text)).toEqual(
      sections.map((_, at) => `Section ${at}`),
    );
    expect(blocks).toHaveLength(8_000);
  });

  it("is plain text when it is too long to be parsed in time", async () => {
    const { blocks } = await read("huge.md", `# One\n\n${"word ".repeat(4_000_000)}`);
    expect(blocks[0]).toMatchObject({ kind: "paragraph", text: "# One" });
  });

  it("bears quotes and lists in absurd depth", async () => {
    expect((await read("a.md", `${">".repeat(100_000)} deep\n\nend`)).text).toContain("end");
    expect((await read("a.md", "- ".repeat(10_000) + "deep\n\nend")).text).toContain("end");
  });

  it("keeps what is nested absurdly deep over many lines, as text", async () => {
    const depths = Array.from({ length: 1_000 }, (_, depth) => depth);
    const lists = await read("a.md", depths.map((depth) => `${"  ".repeat(depth)}- item ${depth}`).join("\n"));
    expect(depths.filter((depth) => !lists.text.includes(`item ${depth}`))).toEqual([]);
    const quotes = await read("a.md", depths.map((depth) => `${">".repeat(depth)} quote ${depth}`).join("\n"));
    expect(depths.filter((depth) => !quotes.text.includes(`quote ${depth}`))).toEqual([]);
  });

  it("repeats the names of the columns when a table is cut", async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => `| Port ${at} | ${at}.5 |`);
    const { blocks } = await read("a.md", ["| Port | Metres |", "|---|---:|", ...rows].join("\n"));
    expect(blocks.length).toBeGreaterThan(1);
    for (const block of blocks) {
      expect(block).toMatchObject({ kind: "table", headerRows: 1 });
      expect(block.text.startsWith("Port\tMetres\n")).toBe(true);
    }
    expect(blocks.flatMap(({ text }) => text.split("\n").slice(1))).toHaveLength(rows.length);
  });

  it("is plain text from where it has too many tokens to be parsed in time", async () => {
    const { text } = await read("a.md", "- a\n".repeat(700_000));
    expect(text.match(/a/g)).toHaveLength(700_000);
  }, 60_000);

  it("cuts a line of any length between words", async () => {
    const words = Array.from({ length: 100_000 }, (_, at) => `word${at}`);
    expect((await read("a.md", words.join(" "))).text.split(/\s+/)).toEqual(words);
  });

  it("has footnotes of several paragraphs, also where nothing refers to them", async () => {
    const { blocks } = await read("a.md", "Text.\n\n[^a]: First.\n\n    Second.\n\nEnd.\n");
    expect(blocks.map(({ text }) => text)).toEqual(["Text.", "[a] First.", "Second.", "End."]);
  });
});
