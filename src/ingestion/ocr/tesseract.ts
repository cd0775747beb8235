import { spawn } from "node:child_process";
import { once } from "node:events";
import { DocumentError } from "../errors.js";
import type { OcrTools } from "../parsers/parser.js";
import { type OcrLine, readTsv } from "./read-tsv.js";

/** How long one page may take. */
const pageMilliseconds = 120_000;
/** A page whose text takes more than this is not text. */
const maximumOutputBytes = 64 * 1_048_576;
const shownOutput = 300;

/** A picture: a file (of which `page`, from 0, is read when it has several), or the bytes of one. */
export type OcrPicture =
  | { readonly path: string; readonly page: number | null }
  | { readonly bytes: Uint8Array; readonly dotsPerInch: number };

/**
 * Reads the text of one picture with tesseract, as a process of its own that gets no environment and ends with this one.
 * @param draw Makes the picture, which counts as the engine's work.
 * @returns its lines, in reading order.
 * @throws DocumentError DOCUMENT_TIMEOUT, or DOCUMENT_CORRUPT when tesseract cannot read the picture.
 */
export async function recognise(tools: OcrTools, draw: () => Promise<OcrPicture>): Promise<OcrLine[]> {
  tools.onRunning?.(true);
  try {
    return readTsv(await run(tools, await draw()));
  } finally {
    tools.onRunning?.(false);
  }
}

async function run(tools: OcrTools, picture: OcrPicture): Promise<string> {
  const child = spawn(tools.tesseract, programArguments(tools, picture), {
    // One thread: several pages are read at once by several processes.
    env: { OMP_THREAD_LIMIT: "1" },
    stdio: ["pipe", "pipe", "pipe"],
    timeout: pageMilliseconds,
    killSignal: "SIGKILL",
  });
  const output: Buffer[] = [];
  let outputBytes = 0;
  let complaint = "";
  child.stdout.on("data", (piece: Buffer) => {
    output.push(piece);
    outputBytes += piece.length;
    if (outputBytes > maximumOutputBytes) child.kill("SIGKILL");
  });
  child.stderr.setEncoding("latin1").on("data", (text: string) => (complaint = (complaint + text).slice(-shownOutput)));
  // That it stopped reading is told by how it ends.
  child.stdin.on("error", () => undefined);
  child.stdin.end("bytes" in picture ? picture.bytes : undefined);
  const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  if (outputBytes > maximumOutputBytes) {
    throw new DocumentError("DOCUMENT_TOO_LARGE", "A picture has more text than a page can have.");
  }
  if (signal === "SIGKILL") {
    throw new DocumentError("DOCUMENT_TIMEOUT", `Reading a picture took longer than ${pageMilliseconds / 1_000} s.`);
  }
  if (code !== 0) {
    throw new DocumentError("DOCUMENT_CORRUPT", "The picture is damaged: the OCR engine cannot read it.", {
      cause: new Error(complaint.trim()),
    });
  }
  return Buffer.concat(output).toString("utf8");
}

function programArguments({ languages, findsOrientation }: OcrTools, picture: OcrPicture): string[] {
  const isFile = "path" in picture;
  const page = isFile && picture.page !== null ? ["-c", `tessedit_page_number=${picture.page}`] : [];
  const density = isFile ? [] : ["--dpi", String(picture.dotsPerInch)];
  // Page segmentation 1 turns the page upright first, 3 takes it as it is.
  const segmentation = findsOrientation ? "1" : "3";
  const output = ["-c", "tessedit_create_tsv=1", "-c", "tessedit_create_txt=0"];
  return [
    isFile ? picture.path : "stdin",
    "stdout",
    "-l",
    languages.join("+"),
    "--psm",
    segmentation,
    ...density,
    ...page,
    ...output,
  ];
}
