/** The benchmarks, by name: `npm run bench -- <name> [arguments]`; without a name, all that need nothing. */
const benches: Readonly<Record<string, () => Promise<{ run(argv: readonly string[]): Promise<void> }>>> = {
  "compat-speed": () => import("./compat-speed.js"),
  documents: () => import("./documents.js"),
  export: () => import("./export.js"),
  hostile: () => import("./hostile.js"),
  "hostile-api": () => import("./hostile-api.js"),
  kill: () => import("./kill.js"),
  "kill-changes": () => import("./kill-changes.js"),
  "live-text": () => import("./live-text.js"),
  "pdf-pages": () => import("./pdf-pages.js"),
  "raw-text": () => import("./raw-text.js"),
  resync: () => import("./resync.js"),
  revocation: () => import("./revocation.js"),
  "sign-in": () => import("./sign-in.js"),
  "table-facts": () => import("./table-facts.js"),
  throughput: () => import("./throughput.js"),
  streaming: () => import("./streaming-api.js"),
};

const [name, ...argv] = process.argv.slice(2);
const load = name === undefined ? undefined : benches[name];
if (load === undefined) {
  process.stdout.write(`Benchmarks: ${Object.keys(benches).join(", ")}\n`);
  process.exitCode = name === undefined ? 0 : 1;
} else {
  const bench = await load();
  await bench.run(argv);
}
