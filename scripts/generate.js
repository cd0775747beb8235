// `npm run generate`: writes schema.graphql and the typed documents, then, compiled with those, openapi.json.
// A route that uses an operation not yet generated does not compile: that must not keep it from being generated.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { compile, root } from "./build.js";

for (const stage of ["operations", "routes"]) {
  compile("tsconfig.json", "ignore");
  const argv = [join(root, "dist", "scripts", "generated", "write.js"), stage];
  const { status } = spawnSync(process.execPath, argv, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(1);
}
