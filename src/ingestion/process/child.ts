// The program of a parser process: reads the documents that its parent sends, one at a time. It gets no settings and no
// secrets, and has no connection to anything but its parent and the files that it is told to read and write.
import { DocumentError } from "../errors.js";
import { watchParent } from "./parent-watch.js";
import { batchWindow, type ChildFailure, type ChildMessage, type ParentMessage } from "./protocol.js";
import { readDocument } from "./read-document.js";

let unacknowledged = 0;
let acknowledged: () => void = () => undefined;

process.on("message", (message: ParentMessage) => {
  if (message.type === "acknowledge") {
    unacknowledged -= 1;
    acknowledged();
  } else void runJob(message);
});
process.on("disconnect", () => process.exit(0));
watchParent();

async function runJob({ id, job, limits }: ParentMessage & { type: "job" }): Promise<void> {
  unacknowledged = 0;
  try {
    const facts = await readDocument(job, limits, async (batch) => {
      while (unacknowledged >= batchWindow) await new Promise<void>((resolve) => (acknowledged = resolve));
      unacknowledged += 1;
      await send({ type: "batch", id, batch });
    });
    await send({ type: "done", id, facts });
  } catch (error) {
    await send({ type: "failed", id, error: failureOf(error) });
  }
}

function send(message: ChildMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, undefined, undefined, (error) => (error === null ? resolve() : reject(error)));
  });
}

function failureOf(error: unknown): ChildFailure {
  if (!(error instanceof Error)) return { code: null, message: String(error), stack: "" };
  return { code: error instanceof DocumentError ? error.code : null, message: error.message, stack: error.stack ?? "" };
}
