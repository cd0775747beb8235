import { on } from "node:events";
import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import WebSocket from "ws";
import type { ServerProcess } from "../test/support/process.js";

/** What a process holds, in MiB. */
export interface Held {
  /** Resident, after its garbage was collected. */
  readonly resident: number;
  /** Of that, what JavaScript can still reach. */
  readonly heap: number;
}

/** Looks at the memory of a server that was started with {@link inspectable}. */
export class MemoryProbe {
  private constructor(
    private readonly pid: number,
    private readonly socket: WebSocket,
  ) {}

  /** Opens the inspector of a server. On Linux. */
  static async of(server: ServerProcess): Promise<MemoryProbe> {
    process.kill(server.pid, "SIGUSR1");
    for (let tries = 0; tries < 200; tries += 1) {
      const address = /Debugger listening on (ws:\S+)/.exec(server.output())?.[1];
      if (address !== undefined) return new MemoryProbe(server.pid, await opened(address));
      await delay(50);
    }
    throw new Error("The server's inspector did not open.");
  }

  /** Collects the garbage, and looks. */
  async look(): Promise<Held> {
    await this.call("HeapProfiler.enable");
    await this.call("HeapProfiler.collectGarbage");
    const { usedSize } = (await this.call("Runtime.getHeapUsage")) as { readonly usedSize: number };
    const status = await readFile(`/proc/${this.pid}/status`, "latin1");
    const kibibytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
    return { resident: Math.round(kibibytes / 1_024), heap: Math.round(usedSize / 2 ** 20) };
  }

  close(): void {
    this.socket.terminate();
  }

  private async call(method: string): Promise<unknown> {
    this.socket.send(JSON.stringify({ id: 1, method }));
    // Nothing is asked before the last answer came, so that the next answer belongs to this.
    for await (const [message] of on(this.socket, "message", { close: ["close"] })) {
      const answer = JSON.parse(String(message)) as { readonly id?: number; readonly result?: unknown };
      if (answer.id === 1) return answer.result;
    }
    throw new Error("The server's inspector closed.");
  }
}

/** The environment of a process whose inspector takes any free port. */
export const inspectable = { NODE_OPTIONS: "--inspect-port=127.0.0.1:0" };

async function opened(address: string): Promise<WebSocket> {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  return socket;
}
