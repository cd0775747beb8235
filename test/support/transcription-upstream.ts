import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { listenLocally } from "./listening.js";

/** What a transcription was asked with. */
export interface TranscriptionRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly model: string;
  readonly responseFormat: string;
  readonly fileName: string;
  readonly bytes: number;
}

/** How the server answers: a transcript as the wire format has it, or a status. */
export type TranscriptionAnswer = object | number;

/** A real server on loopback that speaks OpenAI's audio transcriptions. */
export interface TranscriptionUpstream {
  readonly baseUrl: string;
  readonly requests: readonly TranscriptionRequest[];
  /** Answers of the next requests, in order; the last one stays. */
  answerWith(...answers: readonly TranscriptionAnswer[]): void;
  close(): Promise<void>;
}

/** Starts one. */
export async function startTranscriptionUpstream(): Promise<TranscriptionUpstream> {
  const requests: TranscriptionRequest[] = [];
  let answers: readonly TranscriptionAnswer[] = [{ text: "" }];
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  const { url, close } = await listenLocally(server);
  return {
    baseUrl: `${url}/v1`,
    requests,
    answerWith: (...next) => {
      answers = next;
    },
    close,
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const headers = { "content-type": request.headers["content-type"] ?? "" };
    const form = await new Response(Buffer.concat(pieces), { headers }).formData();
    const file = form.get("file");
    requests.push({
      path: request.url ?? "",
      authorization: request.headers.authorization,
      model: textOf(form.get("model")),
      responseFormat: textOf(form.get("response_format")),
      fileName: file === null || typeof file === "string" ? "" : file.name,
      bytes: file === null || typeof file === "string" ? 0 : file.size,
    });
    const [answer = { text: "" }, ...rest] = answers;
    if (rest.length > 0) answers = rest;
    if (typeof answer === "number") {
      response.setHeader("retry-after", "0");
      response.writeHead(answer, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { message: "not now", type: "error" } }));
    } else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  }
}

function textOf(field: FormDataEntryValue | null): string {
  return typeof field === "string" ? field : "";
}

/** A WAV file of silence: 8,000 samples of one byte for each second. */
export function silence(seconds: number): Buffer {
  const samples = Buffer.alloc(8_000 * seconds, 128);
  const head = Buffer.alloc(44);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(36 + samples.length, 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(8_000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36, "latin1");
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}
