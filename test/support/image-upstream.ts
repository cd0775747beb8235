import { createServer, type IncomingMessage } from "node:http";
import { listenLocally } from "./listening.js";

/** What the server was asked, as it came. */
export interface ImageRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  /** The JSON body, or the text fields of a form. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The files of a form, in order: field, name, media type and bytes. */
  readonly files: readonly {
    readonly field: string;
    readonly name: string;
    readonly type: string;
    readonly bytes: number;
  }[];
}

/** A real server on loopback that speaks OpenAI's images. */
export interface ImageUpstream {
  readonly baseUrl: string;
  readonly requests: readonly ImageRequest[];
  /** What it answers from now on: a body, or the status of a failure. */
  answerWith(answer: object | number): void;
  close(): Promise<void>;
}

/** A picture of one pixel. */
export const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** Starts one, which answers as many pixels as it is asked for. */
export async function startImageUpstream(): Promise<ImageUpstream> {
  const requests: ImageRequest[] = [];
  let answer: object | number | null = null;
  const server = createServer((request, response) => {
    void readRequest(request).then((read) => {
      requests.push(read);
      const status = typeof answer === "number" ? answer : 200;
      const body = typeof answer === "number" ? { error: { message: "no image today" } } : (answer ?? pixels(read));
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  const { url, close } = await listenLocally(server);
  return {
    baseUrl: `${url}/v1`,
    requests,
    answerWith: (next) => {
      answer = next;
    },
    close,
  };
}

function pixels({ fields }: ImageRequest): object {
  const image = { b64_json: pixel.toString("base64"), revised_prompt: `${String(fields["prompt"])}, in oil` };
  return { created: 1, data: Array.from({ length: Number(fields["n"] ?? 1) }, () => image) };
}

async function readRequest(request: IncomingMessage): Promise<ImageRequest> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const bytes = Buffer.concat(pieces);
  const type = request.headers["content-type"] ?? "";
  const shared = { path: request.url ?? "", authorization: request.headers.authorization };
  if (!type.startsWith("multipart/")) {
    return { ...shared, fields: JSON.parse(bytes.toString()) as Record<string, unknown>, files: [] };
  }
  const form = await new Response(new Uint8Array(bytes), { headers: { "content-type": type } }).formData();
  const fields: Record<string, unknown> = {};
  const files: ImageRequest["files"][number][] = [];
  for (const [field, value] of form.entries()) {
    if (typeof value === "string") fields[field] = value;
    else files.push({ field, name: value.name, type: value.type, bytes: value.size });
  }
  return { ...shared, fields, files };
}
