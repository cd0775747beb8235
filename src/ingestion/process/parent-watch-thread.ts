// The thread of parent-watch.ts. It runs while the main thread is stuck.
import { workerData } from "node:worker_threads";
import { endWithPrograms } from "./kill.js";

const { parent, intervalMilliseconds } = workerData as {
  readonly parent: number;
  readonly intervalMilliseconds: number;
};

setInterval(() => {
  if (process.ppid !== parent) endWithPrograms();
}, intervalMilliseconds);
