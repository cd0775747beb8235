import { spawnSync } from "node:child_process";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { testEnvironment } from "../support/env.js";
import { startProcess, temporaryFolder } from "../support/process.js";
import { buildDocument } from "../support/world.js";

const cli = fileURLToPath(new URL("../../src/cli.js", import.meta.url));

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

test("the doctor respects a running server, says what is wrong, and repairs it; a start tidies up by itself", async () => {
  const folder = await temporaryFolder();
  try {
    const doctor = (...options: readonly string[]) =>
      spawnSync(process.execPath, [cli, "doctor", ...options], {
        cwd: folder.path,
        env: { PATH: testEnvironment.path, DATA_DIR: folder.path },
        encoding: "utf8",
      });
    const files = join(folder.path, "files");
    const forget = async (): Promise<void> => {
      await mkdir(join(files, "ab"), { recursive: true });
      await writeFile(join(files, "ab", "ab000000-0000-4000-8000-000000000001.part"), "half of");
    };
    const server = await startProcess({ DATA_DIR: folder.path });
    await buildDocument(server, "Guillemots nest on cliffs.");
    const refused = doctor();
    expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining("in use")]);
    await server.kill();

    const healthy = doctor();
    expect([healthy.status, healthy.stdout]).toEqual([0, expect.stringContaining("Everything is in order.")]);
    await forget();
    const ill = doctor("--json");
    const told = JSON.parse(ill.stdout) as { check: string; found: string[] }[];
    expect([ill.status, told.filter(({ found }) => found.length > 0)]).toEqual([
      1,
      [
        {
          check: "files-without-document",
          title: "files that belong to no document",
          found: [expect.stringContaining("ab/ab000000-0000-4000-8000-000000000001 (7 bytes")],
          isRepaired: false,
        },
      ],
    ]);
    expect(await filesIn(files)).toHaveLength(3);
    const repaired = doctor("--repair");
    expect([repaired.status, repaired.stdout]).toEqual([0, expect.stringContaining("Repaired.")]);
    expect(await filesIn(files)).toHaveLength(2);

    await forget();
    const again = await startProcess({ DATA_DIR: folder.path });
    while ((await filesIn(files)).length > 2) await new Promise((resolve) => setTimeout(resolve, 20));
    await again.stop();
  } finally {
    await folder.remove();
  }
}, 240_000);
