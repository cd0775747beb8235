// Compiles the project to dist. Plain JavaScript, since it runs before anything is compiled.
//
//   node scripts/build.js            everything: product, tests, benches, scripts
//   node scripts/build.js --clean    the same after removing dist, so that no file outlives its source
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folder of the checkout. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** The TypeScript compiler's launcher, to be run by node. */
export const compiler = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));

/**
 * Runs the compiler over one project file. It emits what it can, type errors or not.
 * @param {string} project the project file, relative to the checkout
 * @param {"inherit" | "ignore"} messages whether its messages are shown on this terminal
 * @returns {boolean} whether it compiled without a type error
 */
export function compile(project, messages = "inherit") {
  return spawnSync(process.execPath, [compiler, "-p", project], { cwd: root, stdio: messages }).status === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes("--clean")) rmSync(`${root}dist`, { recursive: true, force: true });
  process.exitCode = compile("tsconfig.json") ? 0 : 1;
}
