import { Worker } from "node:worker_threads";

const intervalMilliseconds = 2_000;

/**
 * Ends this process when its parent is gone, even while a document keeps its main thread busy and the end of the
 * channel goes unnoticed. The thread does not keep the process alive.
 */
export function watchParent(): void {
  const worker = new Worker(new URL("./parent-watch-thread.js", import.meta.url), {
    workerData: { parent: process.ppid, intervalMilliseconds },
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
  });
  worker.unref();
}
