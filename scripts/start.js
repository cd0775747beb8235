// `npm start`: compiles what ships when a source is newer than the last such build, then becomes the server.
// The server runs in this very process, so that signals sent to npm reach it.
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compile, root } from "./build.js";

const stamp = join(root, "dist", ".built");
const inputs = ["package.json", "tsconfig.json", "tsconfig.build.json", "src", "migrations"];

if (!isFresh()) {
  const begun = new Date();
  if (!compile("tsconfig.build.json")) process.exit(1);
  mkdirSync(join(root, "dist"), { recursive: true });
  writeFileSync(stamp, `${begun.toISOString()}\n`);
}
// Libraries leave out what they check for developers, unless told otherwise.
process.env.NODE_ENV ??= "production";
await import("../dist/src/main.js");

/** Folders count too: their time changes when a file of theirs is deleted or renamed. */
function isFresh() {
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const isOlder = (path) => statSync(join(root, path)).mtimeMs < built;
  const below = (path) =>
    statSync(join(root, path)).isDirectory() ? readdirSync(join(root, path), { recursive: true }) : [];
  return inputs.every((path) => isOlder(path) && below(path).every((name) => isOlder(join(path, name))));
}
