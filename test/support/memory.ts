import { readdirSync, readFileSync } from "node:fs";

/** Resident memory in bytes, at its highest. */
export interface MemoryReport {
  /** Of the process itself; */
  readonly process: number;
  /** of the largest of its children, */
  readonly child: number;
  /** and of all of them together at one moment. */
  readonly children: number;
}

/** Watches what a process and all that it started use, ten times a second. Linux only: it reads /proc. */
export function watchMemoryOf(pid: number): { stop(): MemoryReport } {
  const peak = { process: 0, child: 0, children: 0 };
  const look = (): void => {
    const sizes = descendants(pid).map(residentBytes);
    peak.process = Math.max(peak.process, residentBytes(pid));
    peak.child = Math.max(peak.child, ...sizes);
    peak.children = Math.max(
      peak.children,
      sizes.reduce((sum, size) => sum + size, 0),
    );
  };
  look();
  const timer = setInterval(look, 100);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}

/** The processes that a process started, and those that they started. */
function descendants(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(name);
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found: number[] = [];
  for (const next = [root]; next.length > 0;) {
    const below = children.get(next.pop() ?? 0) ?? [];
    found.push(...below);
    next.push(...below);
  }
  return found;
}

function parentOf(pid: string): number | null {
  try {
    // The name of the program, in parentheses, may contain anything; the parent's id is the second field after it.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ");
    return Number(fields?.[1]);
  } catch {
    return null;
  }
}

function residentBytes(pid: number): number {
  try {
    return 1_024 * Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
