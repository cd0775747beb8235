import type { ChildProcess } from "node:child_process";

/** Whether a process and the programs that it runs can be killed together: they are a process group of their own. */
export const hasProcessGroups = process.platform !== "win32";

/**
 * Kills a child process that was started with `detached` set to {@link hasProcessGroups}, and every program that it
 * runs. Those that outlived it are killed too; nothing happens when there are none.
 */
export function killWithPrograms(child: ChildProcess): void {
  child.kill("SIGKILL");
  if (child.pid !== undefined) killGroup(child.pid);
}

/** Ends this process, which was started so, and every program that it runs. */
export function endWithPrograms(): void {
  killGroup(process.pid);
  process.kill(process.pid, "SIGKILL");
}

function killGroup(leader: number): void {
  if (!hasProcessGroups) return;
  try {
    process.kill(-leader, "SIGKILL");
  } catch (error) {
    // None is left; some systems say so in the other way while the dead have not been collected.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ESRCH" && code !== "EPERM") throw error;
  }
}
