// `npm run dev`: compiles when a source changes and restarts the server when that went well. What runs is compiled
// JavaScript, as in production: worker threads and child processes are files of their own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, watch } from "node:fs";
import { join } from "node:path";
import { compile, root } from "./build.js";

const settleMs = 100;
let server = null;
let timer = null;
const watchers = [];
watchFolders();
let queue = rebuild();

/** One rebuild at a time: the embedded database's folder admits one server. */
async function rebuild() {
  if (!compile("tsconfig.build.json")) return;
  await stopServer();
  server = spawn(process.execPath, [join("dist", "src", "main.js")], { cwd: root, stdio: "inherit" });
}

async function stopServer() {
  if (server === null || server.exitCode !== null || server.signalCode !== null) return;
  server.kill("SIGTERM");
  await once(server, "exit");
}

/** Watches folder by folder: a recursive watch of Node 20 on Linux loses files that an editor replaces. */
function watchFolders() {
  for (const watcher of watchers.splice(0)) watcher.close();
  for (const top of ["src", "migrations"]) {
    const below = readdirSync(join(root, top), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const folders = [join(root, top), ...below.map((entry) => join(entry.parentPath, entry.name))];
    watchers.push(...folders.map((folder) => watch(folder, changed)));
  }
}

function changed() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    watchFolders();
    queue = queue.then(rebuild);
  }, settleMs);
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => void queue.then(stopServer).then(() => process.exit()));
}
