import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { pdf, wordEntries, zip } from "../support/documents.js";
import { form, ok, rest } from "../support/rest-client.js";
import type { Recording } from "../support/recordings.js";
import { data, type Target } from "../support/graphql-client.js";

/** Files by the names that the recordings give; only their size and what became of them were recorded. */
const contents: Readonly<Record<string, string | Uint8Array>> = {
  "sample.html":
    "<!doctype html><html><head><title>Bee page</title></head><body><h1>Bees</h1><p>Honey bees waggle dance.</p></body></html>",
  "sample.csv": "name,age\nAlice,30\nBob,41\n",
  "sample.xyz": "unknown extension text content",
  "sample.docx": zip(
    wordEntries("<w:p><w:r><w:t>The Hollin glacier retreated forty metres in 2011.</w:t></w:r></w:p>"),
  ),
  "empty.txt": "",
};
const lighthouse =
  "The lighthouse at Cape Verdant was built in 1873. Its keeper, Ada Moreau, logged every passing ship.\n\nThe lens was replaced in 1921 by a first-order Fresnel lens.\n";

/** Starts the upstream model that the recordings were made with, on a free port. */
export async function startUpstream(script: string): Promise<{ readonly url: string; stop(): void }> {
  const port = await freePort();
  const child: ChildProcess = spawn(process.execPath, [script], {
    env: { PORT: String(port), TOKENS: "20" },
    stdio: "ignore",
  });
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const isUp = await fetch(`${url}/v1/models`).then(
      () => true,
      () => false,
    );
    if (isUp) return { url: `${url}/v1`, stop: () => void child.kill() };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill();
  throw new Error("The upstream did not start.");
}

/**
 * Replays recordings against our server, in their order. Documents have other ids here, so that a recorded location is
 * replaced by that of the document that took its place. States that were made by exchanges that are not among the
 * recordings are made beside them.
 */
export class RecordedWorld {
  private readonly locations = new Map<string, string>();

  constructor(private readonly target: Target) {}

  /** Makes what the recording with this number relies on. */
  async prepare(number: number): Promise<void> {
    if (number === 22) {
      for (const name of ["Text Plain", "Url Encoded"]) await ok(this.target, "/v1/workspace/new", { body: { name } });
    }
    if (number === 116) {
      const file = form({
        name: "sample.pdf",
        content: pdf([[{ text: "Mount Tavara erupted in 1902.", x: 72, y: 700 }]]),
      });
      const answer = await ok<Documents>(this.target, "/v1/document/upload", { body: file });
      this.locations.set(
        "custom-documents/sample.pdf-dc88827f-dbf2-47ce-b03e-1dba29ff8ec9.json",
        answer.documents[0]?.location ?? "",
      );
    }
    if (number === 132) await this.pinAndThread();
  }

  /** The recorded workspace had a pinned document, and a thread. Their routes are not among those that are replayed. */
  private async pinAndThread(): Promise<void> {
    const location = this.translatedText("custom-documents/embedded.txt-ec0bf423-0c71-4872-9828-7cfcb76f33d0.json");
    const found = await data<{ workspace: { id: string }; document: { id: string } }>(
      this.target,
      'query ($location: String!) { workspace(by: { slug: "sample-workspace" }) { id } document(by: { location: $location }) { id } }',
      { location },
    );
    await data(
      this.target,
      `mutation ($workspaceId: ID!, $documentId: ID!) {
        pinDocument(input: { workspaceId: $workspaceId, documentId: $documentId, pinned: true }) { attachment { pinned } }
        createThread(input: { workspaceId: $workspaceId }) { thread { id } }
      }`,
      { workspaceId: found.workspace.id, documentId: found.document.id },
    );
  }

  /** Sends what was recorded. */
  async replay({ request, response }: Recording) {
    const { method, headers = {}, body, multipart } = request;
    const authorization = headers["Authorization"]?.replace("<KEY>", this.target.apiKey) ?? null;
    const others = Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) =>
        name === "Authorization" ? [] : [[name.toLowerCase(), value]],
      ),
    );
    const sent = multipart === undefined ? this.translated(body) : multipartBody(multipart);
    const answer = await rest(this.target, this.translatedText(request.path), {
      method,
      headers: others,
      authorization,
      ...(sent === undefined || sent === null ? {} : { body: sent }),
    });
    this.remember(response.body, answer.body);
    return answer;
  }

  private translated(body: unknown): unknown {
    if (body === undefined || body === null) return undefined;
    return typeof body === "string" ? body : (JSON.parse(this.translatedText(JSON.stringify(body))) as unknown);
  }

  private translatedText(text: string): string {
    let result = text;
    for (const [recorded, ours] of this.locations) {
      result = result
        .replaceAll(recorded, ours)
        .replaceAll(`/${nameOf(recorded)}`, `/${encodeURIComponent(nameOf(ours))}`);
    }
    return result;
  }

  private remember(recorded: unknown, actual: unknown): void {
    const before = (recorded as Partial<Documents> | null)?.documents?.[0]?.location;
    const now = (actual as Partial<Documents> | null)?.documents?.[0]?.location;
    if (before !== undefined && now !== undefined) this.locations.set(before, now);
  }
}

interface Documents {
  readonly documents: readonly { readonly location: string }[];
}

function multipartBody(parts: NonNullable<Recording["request"]["multipart"]>): FormData {
  const body = new FormData();
  for (const [name, part] of Object.entries(parts)) {
    if (typeof part === "string") body.set(name, part);
    else body.set(name, new Blob([(contents[part.as] ?? lighthouse) as BlobPart], { type: part.type }), part.as);
  }
  return body;
}

function nameOf(location: string): string {
  return location.slice(location.indexOf("/") + 1);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No port.");
  return address.port;
}
