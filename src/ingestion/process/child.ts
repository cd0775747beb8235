// The program of a parser process: reads the documents that its parent sends, one at a time. It gets no settings and no
// secrets, and has no connection to anything but its parent, the files that it is told to read and write, and the OCR engine.
import { DocumentError } from "../errors.js";
import { endWithPrograms } from "./kill.js";
import { watchParent } from "./parent-watch.js";
import { batchWindow, type ChildFailure, type ChildMessage, type ParentMessage, type ParserJob } from "./protocol.js";
import { readDocument } from "./read-document.js";

/** How often the parent hears how far the reading is, while no batch tells. */
const tickMilliseconds = 500;

let unacknowledged = 0;
let acknowledged: () => void = () => undefined;

process.on("message", (message: ParentMessage) => {
  if (message.type === "acknowledge") {
    unacknowledged -= 1;
    acknowledged();
  } else void runJob(message);
});
process.on("disconnect", endWithPrograms);
watchParent();

async function runJob({ id, job, limits }: ParentMessage & { type: "job" }): Promise<void> {
  unacknowledged = 0;
  let ticking: NodeJS.Timeout | undefined;
  try {
    const { facts, last } = await readDocument(withReports(id, job), limits, {
      onBatch: async (batch) => {
        while (unacknowledged >= batchWindow) await new Promise<void>((resolve) => (acknowledged = resolve));
        unacknowledged += 1;
        await send({ type: "batch", id, batch });
      },
      onRecognised: (format, sizeBytes) => void send({ type: "opened", id, format, sizeBytes }),
      onOpened: (position) => {
        ticking = setInterval(() => void send({ type: "position", id, position: position() }), tickMilliseconds);
      },
    });
    await send({ type: "done", id, facts, last });
  } catch (error) {
    await send({ type: "failed", id, error: failureOf(error) });
  } finally {
    clearInterval(ticking);
  }
}

/** The job, with an OCR engine that tells the parent when it works. */
function withReports(id: number, job: ParserJob): ParserJob {
  const ocr = job.tools?.ocr;
  if (ocr === undefined || ocr === null) return job;
  const onRunning = (isRunning: boolean): void => void send({ type: "ocr", id, isRunning });
  return { ...job, tools: { ...job.tools, ocr: { ...ocr, onRunning } } };
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
