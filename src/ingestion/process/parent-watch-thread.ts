// The thread of parent-watch.ts. It runs while the main thread is stuck.
import { workerData } from "node:worker_threads";

const { parent, intervalMilliseconds } = workerData as {
  readonly parent: number;
  readonly intervalMilliseconds: number;
};

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
}, intervalMilliseconds);
