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
 * Calls `exceeded`, once, when a process holds more resident memory than allowed. Watching from outside sees all of it
 * (limits of the engine do not count buffers), and works while the process is stuck.
 * @returns ends the watch.
 */
export function watchMemory(pid: number, maximumBytes: number, exceeded: () => void): () => void {
  let isOver = false;
  let isReading = false;
  const look = async (): Promise<void> => {
    if (isReading) return;
    isReading = true;
    const bytes = await residentBytes(pid);
    isReading = false;
    if (isOver || bytes === null || bytes <= maximumBytes) return;
    isOver = true;
    exceeded();
  };
  const timer = setInterval(() => void look(), intervalMilliseconds);
  return () => {
    isOver = true;
    clearInterval(timer);
  };
}
