import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { root } from "../root.js";
import { generateStage } from "./index.js";

// Writes the generated files of the stage that is named; says which of them changed.
for (const [path, content] of await generateStage(process.argv[2] === "routes" ? "routes" : "operations")) {
  const file = `${root}${path}`;
  if (existsSync(file) && readFileSync(file, "utf8") === content) continue;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  process.stdout.write(`wrote ${path}\n`);
}
