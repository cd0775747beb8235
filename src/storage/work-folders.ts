import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** Folders of the local disk in which work is done. Nothing in them outlives the work, or a restart. */
export class WorkFolders {
  private readonly idle: string[] = [];

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

  /** Hands over an empty folder, and removes all that is in it then. */
  async use<Result>(work: (path: string) => Promise<Result>): Promise<Result> {
    const path = await this.take();
    try {
      return await work(path);
    } finally {
      // Making and removing folders costs more than the work on a short document.
      const isEmpty = (await readdir(path).catch(() => null))?.length === 0;
      if (isEmpty) this.idle.push(path);
      else await rm(path, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  private async take(): Promise<string> {
    const path = this.idle.pop();
    if (path !== undefined) {
      // Another node may have taken it for one that was left.
      await mkdir(path, { recursive: true });
      return path;
    }
    await mkdir(this.root, { recursive: true });
    return mkdtemp(join(this.root, "job-"));
  }
}
