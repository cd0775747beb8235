import { readFile } from "node:fs/promises";
import pidusage from "pidusage";

const intervalMilliseconds = 50;
const residentLine = /^VmRSS:\s+(\d+) kB$/m;

/** Resident memory of a process in bytes; null when it is gone. */
export async function residentBytes(pid: number): Promise<number | null> {
  try {
    if (process.platform !== "linux") return (await pidusage(pid)).memory;
    const kibibytes = residentLine.exec(await readFile(`/proc/${pid}/status`, "latin1"))?.[1];
    return kibibytes === undefined ? null : Number(kibibytes) * 1_024;
  } catch {
    return null;
  }
}

/**
 * Resident memory of a process and of the programs that it runs, in bytes; null when it is gone. Elsewhere than on Linux
 * the programs are not counted.
 */
export async function residentBytesWithPrograms(pid: number): Promise<number | null> {
  const own = await residentBytes(pid);
  if (own === null || process.platform !== "linux") return own;
  const programs = await Promise.all((await programsOf(pid)).map(residentBytes));
  return programs.reduce<number>((total, bytes) => total + (bytes ?? 0), own);
}

/** The processes that the main thread of a process has started. A kernel may be built without this list. */
async function programsOf(pid: number): Promise<number[]> {
  try {
    const ids = (await readFile(`/proc/${pid}/task/${pid}/children`, "latin1")).trim();
    return ids === "" ? [] : ids.split(/\s+/).map(Number);
  } catch {
    return [];
  }
}

/**
 * Calls `exceeded`, once, when a process and its programs hold more resident memory than allowed. Watching from outside sees all of it
 * (limits of the engine do not count buffers), and works while the process is stuck.
 * @returns ends the watch.
 */
export function watchMemory(pid: number, maximumBytes: () => number, exceeded: () => void): () => void {
  let isOver = false;
  let isReading = false;
  const look = async (): Promise<void> => {
    if (isReading) return;
    isReading = true;
    const bytes = await residentBytesWithPrograms(pid);
    isReading = false;
    if (isOver || bytes === null || bytes <= maximumBytes()) return;
    isOver = true;
    exceeded();
  };
  const timer = setInterval(() => void look(), intervalMilliseconds);
  return () => {
    isOver = true;
    clearInterval(timer);
  };
}
