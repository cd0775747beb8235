import { existsSync, readFileSync } from "node:fs";
import { generateStage } from "../generated/index.js";
import { root } from "../root.js";

/** Every generated file is what generating it now would give. Nothing is written. */
export async function checkGeneratedFiles(): Promise<readonly string[]> {
  const files = [...(await generateStage("operations")), ...(await generateStage("routes"))];
  return files.flatMap(([path, content]) => {
    const committed = existsSync(`${root}${path}`) ? readFileSync(`${root}${path}`, "utf8") : "";
    return committed === content ? [] : [`${path} is stale${whereOf(committed, content)}: run \`npm run generate\``];
  });
}

function whereOf(committed: string, content: string): string {
  const before = committed.split("\n");
  const line = content.split("\n").findIndex((text, index) => text !== before[index]);
  return line === -1 ? "" : ` from line ${line + 1} on`;
}
