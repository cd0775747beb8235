import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { root } from "../root.js";

/** Every file that is committed or could be: known to git, or new and not ignored. Paths relative to the checkout. */
export function trackedFiles(): readonly string[] {
  const argv = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const listed = execFileSync("git", argv, { cwd: root, encoding: "utf8", maxBuffer: 64 * 2 ** 20 });
  return listed.split("\0").filter((path) => path !== "" && existsSync(`${root}${path}`));
}
