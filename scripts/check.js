// `npm run check`: every check that is not a test, one line each; what a failing one says follows its line.
//
//   npm run check                  all of them
//   npm run check -- lint types    some of them
//
// Plain JavaScript, since compiling is one of the checks. At most as many run at once as there are cores.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { compiler, root } from "./build.js";

const sources = ["src", "migrations", "test", "bench", "scripts", "bin"].filter((folder) =>
  existsSync(`${root}${folder}`),
);
const inModules = (path) => `${root}node_modules/${path}`;
const compiled = (name) => [`${root}dist/scripts/checks/${name}.js`];

/** `after`: the check whose end this one waits for, since it runs what that one compiles. */
const checks = [
  { name: "types", argv: [compiler, "-p", "tsconfig.json"] },
  { name: "drift", argv: compiled("drift"), after: "types" },
  { name: "format", argv: [inModules("prettier/bin/prettier.cjs"), "--check", "--cache", "--log-level", "warn", "."] },
  { name: "lint", argv: [inModules("oxlint/bin/oxlint"), ...sources] },
  {
    name: "imports",
    argv: [
      inModules("dependency-cruiser/bin/dependency-cruise.mjs"),
      "--config",
      ".dependency-cruiser.mjs",
      "--output-type",
      "err-long",
      ...sources,
    ],
  },
  { name: "dead-code", argv: [inModules("knip/bin/knip.js"), "--no-progress"] },
  { name: "structure", argv: compiled("structure"), after: "types" },
  { name: "documents", argv: compiled("documents"), after: "types" },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  process.stderr.write(
    `No such check: ${unknown.join(", ")}. There are: ${checks.map((check) => check.name).join(", ")}.\n`,
  );
  process.exit(64);
}
const selected = wanted.length === 0 ? checks : withPrerequisites(wanted);

const begun = Date.now();
const running = new Map();
const failed = await runAll(selected);
const seconds = ((Date.now() - begun) / 1000).toFixed(1);
process.stdout.write(`${selected.length - failed.length} checks passed, ${failed.length} failed in ${seconds} s\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

function withPrerequisites(names) {
  const needed = new Set(names);
  for (const check of checks) if (needed.has(check.name) && check.after) needed.add(check.after);
  return checks.filter((check) => needed.has(check.name));
}

/** Lanes take the next check from the list; one that waits for another holds its lane, which comes earlier in it. */
async function runAll(list) {
  const queue = [...list];
  const failures = [];
  const lane = async () => {
    for (let check = queue.shift(); check; check = queue.shift()) {
      const result = run(check);
      running.set(check.name, result);
      if (!(await result)) failures.push(check.name);
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, lane));
  return failures;
}

async function run({ name, argv, after }) {
  if (after) await running.get(after);
  const start = Date.now();
  const { status, output } = await capture(argv);
  const time = `${((Date.now() - start) / 1000).toFixed(1)} s`;
  process.stdout.write(
    `${status === 0 ? "ok    " : "FAILED"}  ${name.padEnd(12)}${time.padStart(7)}\n${status === 0 ? "" : output}`,
  );
  return status === 0;
}

function capture(argv) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, argv, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => (output += text));
    child.on("error", (error) => resolve({ status: 1, output: `${error.message}\n` }));
    child.on("close", (status) => resolve({ status, output }));
  });
}
