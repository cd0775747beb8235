import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** A request that a scripted server got. */
export interface S3Request {
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly url: string;
  readonly authorization: string;
}

/** A server on loopback that answers as a test says, for what no server does on request. */
export interface ScriptedS3 {
  /** What makes Docent keep its files there, in the bucket `library`. */
  readonly environment: Readonly<Record<string, string>>;
  readonly requests: S3Request[];
  stop(): Promise<void>;
}

/** Answers a request whose body has come. */
export type Script = (request: IncomingMessage, response: ServerResponse) => void;

/** An answer of S3 that refuses. */
export function refusal(status: number, code: string, message: string): Script {
  return (_request, response) => {
    response.writeHead(status, { "content-type": "application/xml" });
    response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`);
  };
}

/** An answer of S3 to a question. */
export function answer(response: ServerResponse, xml = "", headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(200, { "content-type": "application/xml", ...headers });
  response.end(xml === "" ? "" : `<?xml version="1.0"?>${xml}`);
}

/** The listing of a bucket with nothing in it. */
export const emptyListing = "<ListBucketResult><Name>library</Name><IsTruncated>false</IsTruncated></ListBucketResult>";

/** Starts a server that answers by a script. */
export async function startScriptedS3(script: Script): Promise<ScriptedS3> {
  const requests: S3Request[] = [];
  const server = createServer((request, response) => {
    const { method = "", url = "", headers } = request;
    requests.push({ method, url, authorization: headers.authorization ?? "" });
    void buffer(request).then(
      () => script(request, response),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    environment: {
      STORAGE: "s3",
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_BUCKET: "library",
      S3_ACCESS_KEY_ID: "anybody",
      S3_SECRET_ACCESS_KEY: "secret",
    },
    requests,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
