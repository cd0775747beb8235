import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../root.js";
import { trackedFiles } from "./tracked-files.js";

/** The folder beside which this checkout lies; null at the top of the file system, where its name says nothing. */
const neighbourhood = dirname(root.slice(0, -1)) === "/" ? null : `${dirname(root.slice(0, -1))}/`;
const temporaryPath = /(?<![\w.@~*}-])\/tmp\/[\w.-]/;
const packageSources = "/etc/apt";
const address = /https?:\/\/(?:[^@/\s"]*@)?([\w.-]+)/g;

/**
 * Nothing that is committed names a place of the machine on which it was made: an absolute path, or the host from
 * which that machine gets its packages.
 */
export function checkLeakedPlaces(): readonly string[] {
  const hosts = packageHosts();
  return trackedFiles().flatMap((path) => {
    const content = readFileSync(`${root}${path}`);
    if (content.includes(0)) return [];
    const text = content.toString("utf8");
    return [
      ...text
        .split("\n")
        .flatMap((line, index) =>
          namesPlace(line, path) ? [`${path}:${index + 1} names a path of this machine`] : [],
        ),
      ...hosts
        .filter((host) => text.includes(host))
        .map(() => `${path} names a host from which this machine gets its packages`),
    ];
  });
}

/** Tests may name a temporary folder in hostile input; they never use one by that name. */
function namesPlace(line: string, path: string): boolean {
  return (
    (neighbourhood !== null && line.includes(neighbourhood)) || (!path.startsWith("test/") && temporaryPath.test(line))
  );
}

/** Hosts of the configured registries of npm and of Debian, where there are any. */
function packageHosts(): readonly string[] {
  const registry = execFileSync("npm", ["config", "get", "registry"], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const texts = [registry, ...aptSources().map((path) => readFileSync(path, "utf8"))];
  return [...new Set(texts.flatMap((text) => [...text.matchAll(address)].map((match) => match[1] ?? "")))];
}

function aptSources(): readonly string[] {
  const folder = join(packageSources, "sources.list.d");
  const parts = existsSync(folder) ? readdirSync(folder).filter((name) => /\.(?:list|sources)$/.test(name)) : [];
  return [join(packageSources, "sources.list"), ...parts.map((name) => join(folder, name))].filter((path) =>
    existsSync(path),
  );
}
