import { describe, expect, it } from "@jest/globals";
import { read } from "../support/documents.js";
import { chunksOf } from "../support/chunks.js";

const python = `#!/usr/bin/env python3
"""Tides."""
import math

# How high the water
# stands at a time.
@cached
def height(hours):
    base = 2

    return base + math.sin(hours)

class Port:
    """A port."""

    name = "Brest"

    def depth(self):
        return 7
`;
const typescript = `import { x } from "./x.js";

/** Adds. */
export function add(
  a: number,

  b: number,
): number {
  return a + b;
}

export class Port {
  name = "Brest";

  depth(): number {
    return 7;
  }
}
`;

describe("source code", () => {
  it.each([
    ["tides.py", python, ["#!/usr", "# How high", "class Port"]],
    ["src/port.ts", typescript, ["import", "/** Adds", "export class"]],
  ])("%s is cut into its declarations, with the comments over them", async (name, text, starts) => {
    const { blocks, facts, format } = await read(name, text);
    expect(format).toBe("code");
    expect(facts.title).toBe(name.replace("src/", ""));
    expect(new Set(blocks.map(({ kind }) => kind))).toEqual(new Set(["code"]));
    expect(blocks).toHaveLength(starts.length);
    for (const [at, start] of starts.entries()) expect(blocks[at]?.text.startsWith(start)).toBe(true);
    expect(blocks.map((block) => block.text).join("\n\n")).toBe(text.trimEnd());
  });

  it("without an extension is known by its interpreter", async () => {
    expect((await read("run", "#!/bin/sh\necho tides\n")).format).toBe("code");
    expect((await read("run", "echo tides\n")).format).toBe("txt");
  });

  it("of any length is passed on in parts that keep every line and its indentation", async () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => `${" ".repeat((at % 4) * 2)}call(${at});`);
    const { blocks, text } = await read("long.js", lines.join("\n"));
    expect(text).toBe(lines.join("\n"));
    for (const block of blocks) expect(block.text.length).toBeLessThan(34_000);
    const chunks = await chunksOf(blocks);
    expect(chunks.flatMap((chunk) => chunk.text.split("\n")).map((line) => line.trim())).toEqual(
      lines.map((line) => line.trim()),
    );
  });

  it("on one line is passed on in parts too", async () => {
    const line = "a=1;😀".repeat(100_000);
    const { blocks, text } = await read("small.min.js", `${line}\nend();`);
    expect(text).toBe(`${line}\nend();`);
    for (const block of blocks) expect(block.text.length).toBeLessThan(34_000);
  });

  it.each(["settings.yaml", "Main.java", "query.sql", "style.css", "build.xml", "go.mod"])(
    "is known as %s",
    async (name) => {
      const { format } = await read(name, "a: 1\nb: 2\n");
      expect(format).toBe(name === "go.mod" ? "txt" : "code");
    },
  );
});
