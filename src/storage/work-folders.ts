import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** Folders of the local disk in which work is done. Nothing in them outlives the work, or a restart. */
export class WorkFolders {
  constructor(private readonly root: string) {}

  /** Removes what processes that died have left: folders in which nothing came or went for so long. */
  async clear(idleMilliseconds: number): Promise<void> {
    const names = await readdir(this.root).catch(() => []);
    for (const name of names) {
      const path = join(this.root, name);
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
      if (Date.now() - mtimeMs >= idleMilliseconds) await rm(path, { recursive: true, force: true });
    }
  }

  /** Hands over an empty folder, and removes it with all that is in it then. */
  async use<Result>(work: (path: string) => Promise<Result>): Promise<Result> {
    await mkdir(this.root, { recursive: true });
    const path = await mkdtemp(join(this.root, "job-"));
    try {
      return await work(path);
    } finally {
      await rm(path, { recursive: true, force: true, maxRetries: 3 });
    }
  }
}
