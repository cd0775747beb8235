#!/usr/bin/env node
// The command line, as installed by npm: hands over to the compiled program.
import { existsSync } from "node:fs";

const program = new URL("../dist/src/cli.js", import.meta.url);
if (existsSync(program)) {
  await import(program.href);
} else {
  process.stderr.write("docent is not built yet: run `npm run build` first.\n");
  process.exitCode = 1;
}
