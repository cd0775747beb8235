import { type ChildProcess, execFile, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Clock ticks in a second, as Linux reports processor times. */
const ticksPerSecond = 100;

/** Runs a program of this folder to its end, and returns what it printed. */
export async function run(name: string, argv: readonly (string | number)[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [script(name), ...argv.map(String)]);
  return stdout;
}

/** Starts a program of this folder that prints its port and stays. */
export async function serve(
  name: string,
  argv: readonly string[],
): Promise<{ readonly url: string; readonly pid: number; stop(): Promise<void> }> {
  const child: ChildProcess = spawn(process.execPath, [script(name), ...argv], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (child.stdout === null || child.pid === undefined) throw new Error(`${name} did not start.`);
  const [port] = (await once(child.stdout, "data")) as [Buffer];
  return {
    url: `http://127.0.0.1:${port.toString().trim()}`,
    pid: child.pid,
    stop: () => end(child),
  };
}

/** Starts a program of this folder that takes numbers, and sends each back when it has done so much. */
export async function work(
  name: string,
  argv: readonly (string | number)[],
): Promise<{ readonly pid: number; run(count: number): Promise<void>; stop(): Promise<void> }> {
  const child = fork(script(name), argv.map(String));
  await once(child, "spawn");
  if (child.pid === undefined) throw new Error(`${name} did not start.`);
  const ended = once(child, "exit").then(() => {
    throw new Error(`${name} ended by itself.`);
  });
  ended.catch(() => undefined);
  return {
    pid: child.pid,
    run: async (count) => {
      const done = once(child, "message");
      child.send(count);
      await Promise.race([done, ended]);
    },
    stop: () => end(child),
  };
}

async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, "exit");
  child.kill();
  await exited;
}

/** Processor time that a process has used, all its threads together, in milliseconds; on Linux. */
export async function processorTime(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "latin1");
  // The name of the program, in brackets, may hold blanks; user and system time are the 14th and 15th field of proc(5).
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticksPerSecond;
}

/** The middle of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function script(name: string): string {
  return fileURLToPath(new URL(`./${name}.js`, import.meta.url));
}
