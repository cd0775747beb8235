import { open, readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { tryLock } from "fs-native-extensions";
import { z } from "zod";
import { DataFolderLockedError } from "../errors.js";

/** Gives the data folder back. */
export interface FolderLock {
  release(): Promise<void>;
}

const holderSchema = z.object({ processId: z.number(), hostname: z.string(), startedAt: z.string() });

/**
 * Makes this process the only one that works on `dataFolder`, which must exist. The lock is the kernel's: it ends with
 * the process, however that ends, so nothing stale can be left behind. `lock.json` beside it only tells who has it.
 * @throws DataFolderLockedError when another process, or another database of this process, has it.
 */
export async function lockDataFolder(dataFolder: string): Promise<FolderLock> {
  const holderPath = join(dataFolder, "lock.json");
  const file = await open(join(dataFolder, "lock"), "a+");
  try {
    if (!tryLock(file.fd))
      throw new DataFolderLockedError(`${dataFolder} is already in use by ${await describeHolder(holderPath)}.`);
    const holder: z.infer<typeof holderSchema> = {
      processId: process.pid,
      hostname: hostname(),
      startedAt: new Date().toISOString(),
    };
    await writeFile(holderPath, `${JSON.stringify(holder)}\n`);
  } catch (error) {
    await file.close();
    throw error;
  }
  return {
    release: async () => {
      await rm(holderPath, { force: true });
      await file.close();
    },
  };
}

async function describeHolder(path: string): Promise<string> {
  try {
    const holder = holderSchema.parse(JSON.parse(await readFile(path, "utf8")));
    return `process ${holder.processId} on ${holder.hostname}, since ${holder.startedAt}`;
  } catch {
    // Its owner may be writing it at this moment.
    return "another process";
  }
}
