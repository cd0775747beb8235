import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { data, socketClient, type Target } from "../support/graphql-client.js";
import { look, reprocess, steer, summaryOf } from "../support/ingestion.js";
import { type OpenAiUpstream, startOpenAiUpstream } from "../support/openai-upstream.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { waitUntilRead } from "../support/world.js";

/** The model waits for texts with this in them, so that their documents are being read until it is released. */
const slow = "[[HOLD]]";

describe("documents that wait or are being read", () => {
  let upstream: OpenAiUpstream;
  let server: TestServer;

  beforeAll(async () => {
    upstream = await startOpenAiUpstream();
    server = await startTestServer({
      INGEST_CONCURRENCY: "1",
      EMBEDDING_PROVIDER: "openai-compatible",
      EMBEDDING_MODEL: "mock-embedding",
      EMBEDDING_BASE_URL: upstream.baseUrl,
    });
  });
  afterAll(async () => {
    await upstream.close();
    await server.stop();
  });

  test("are cancelled: what is running stops at once, what waits never starts", async () => {
    const running = await addSlow("running");
    const [asked] = askedAbout("running");
    await steer(server, "pauseIngestion");
    const waiting = await add(server, "Waits.");
    const { documents } = await steer(server, "cancelDocuments", [running, waiting]);
    expect(documents.map(({ status, failure }) => [status, failure?.code])).toEqual([
      ["FAILED", "DOCUMENT_CANCELLED"],
      ["FAILED", "DOCUMENT_CANCELLED"],
    ]);
    // The model is let go too.
    await asked?.closed;
    await untilNoJob();
    expect(await rowsOf("chunk", running)).toBe(0);
    await steer(server, "resumeIngestion");
  });

  test("are told to whoever watches when they are cancelled", async () => {
    const id = await addSlow("watched");
    const watching = waitUntilRead(server, id);
    await steer(server, "cancelDocuments", [id]);
    expect(await watching).toMatchObject({ status: "FAILED", failure: { code: "DOCUMENT_CANCELLED" } });
  });

  test("are as before when a second reading is cancelled", async () => {
    const id = await add(server, "Read once.");
    await waitUntilRead(server, id);
    await steer(server, "pauseIngestion");
    await data(server, reprocess, { input: { documentIds: [id] } });
    expect(await look(server, id)).toMatchObject({ status: "PAUSED", chunkCount: 1 });
    const {
      documents: [cancelled],
    } = await steer(server, "cancelDocuments", [id]);
    expect(cancelled).toMatchObject({ status: "READY", chunkCount: 1, failure: null });
    await steer(server, "resumeIngestion");
  });

  test("are paused and resumed, one by one", async () => {
    const id = await addSlow("paused singly");
    const {
      documents: [paused],
    } = await steer(server, "pauseDocuments", [id]);
    expect(paused).toMatchObject({ status: "PAUSED", failure: null });
    expect(await jobs()).toBe(0);
    const {
      documents: [resumed],
    } = await steer(server, "resumeDocuments", [id]);
    expect(resumed?.status).toBe("QUEUED");
    await untilAsked("paused singly", 2);
    await steer(server, "cancelDocuments", [id]);
  });

  test("all of one's own are paused, those to come included, and resumed", async () => {
    await steer(server, "pauseIngestion");
    const ids = [await add(server, "First."), await add(server, "Second.")];
    const summary = await summaryOf(server);
    expect(summary).toMatchObject({ paused: 2, queued: 0, isPaused: true });
    // Not while all are paused.
    const { documents, unchanged } = await steer(server, "resumeDocuments", ids);
    expect(documents.map(({ status }) => status)).toEqual(["PAUSED", "PAUSED"]);
    expect(unchanged.map(({ id }) => id)).toEqual(ids);
    await steer(server, "resumeIngestion");
    for (const id of ids) expect(await waitUntilRead(server, id)).toMatchObject({ status: "READY" });
    expect(await summaryOf(server)).toMatchObject({ paused: 0, isPaused: false });
  });

  test("of high priority are read before others that came earlier", async () => {
    await steer(server, "pauseIngestion");
    const ids: string[] = [];
    for (let count = 0; count < 30; count += 1) ids.push(await add(server, `Plain ${count}.`));
    const late = ids.at(-1) ?? "";
    const {
      documents: [urgent],
    } = await steer(server, "setDocumentPriority", [late], "priority: HIGH");
    expect(urgent?.priority).toBe("HIGH");
    await steer(server, "resumeIngestion");
    for (const id of ids) await waitUntilRead(server, id);
    const times = await Promise.all(ids.map(async (id) => Date.parse((await look(server, id)).readAt ?? "")));
    const earlier = times.filter((time) => time < (times.at(-1) ?? 0)).length;
    expect(earlier).toBeLessThan(15);
  });

  test("tell how far they are, to whoever looks", async () => {
    const text = `${slow} how far\n\n${"A line of a long text, which tells nothing.\n\n".repeat(50_000)}`;
    const id = await add(server, text);
    let { progress } = await look(server, id);
    while (progress.bytesRead === 0) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      ({ progress } = await look(server, id));
    }
    expect(progress.bytesTotal).toBe(Buffer.byteLength(text));
    expect(progress.bytesRead).toBeLessThan(progress.bytesTotal);
    expect(progress.characters).toBeGreaterThan(0);
    await steer(server, "cancelDocuments", [id]);
  });

  test("fail and are tried again while the model is away, and show which attempt comes when", async () => {
    await upstream.close();
    try {
      const id = await add(server, "The model is away.");
      const client = socketClient(server);
      const events = client.iterate<{ documentProgress: { attempt: number } }>({
        query: "subscription ($id: ID!) { documentProgress(documentId: $id) { attempt } }",
        variables: { id },
      });
      for await (const event of events) if ((event.data?.documentProgress.attempt ?? 0) > 1) break;
      await client.dispose();
      const { progress } = await look(server, id);
      expect(progress.attempt).toBeGreaterThanOrEqual(2);
      expect(Date.parse(progress.nextAttemptAt ?? "")).toBeGreaterThan(Date.now() - 60_000);
      const {
        documents: [cancelled],
      } = await steer(server, "cancelDocuments", [id]);
      expect(cancelled?.status).toBe("FAILED");
      expect(await jobs()).toBe(0);
    } finally {
      upstream = await startOpenAiUpstream();
    }
  }, 60_000);

  /** Adds a text, whose reading may begin at once. */
  async function add(target: Target, text: string, input: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const { createTextDocument } = await data<{ createTextDocument: { document: { id: string } } }>(
      target,
      "mutation ($input: CreateTextDocumentInput!) { createTextDocument(input: $input) { document { id } } }",
      { input: { title: "Text", text, ...input } },
    );
    return createTextDocument.document.id;
  }

  /** Adds a text for which the model waits, and waits until it was asked. */
  async function addSlow(text: string): Promise<string> {
    const id = await add(server, `${slow} ${text}`);
    await untilAsked(text);
    return id;
  }

  async function untilAsked(text: string, times = 1): Promise<void> {
    while (askedAbout(text).length < times) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  function askedAbout(text: string) {
    return upstream.requests.filter(({ body }) => body.input?.toString().includes(text) === true);
  }

  async function untilNoJob(): Promise<void> {
    while ((await jobs(false)) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  async function jobs(waiting = true): Promise<number> {
    const { rows } = await server.database.pool.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM graphile_worker._private_jobs WHERE payload ->> 'documentId' IS NOT NULL AND (is_available OR NOT $1)",
      [waiting],
    );
    return rows[0]?.count ?? 0;
  }

  async function rowsOf(table: string, id: string): Promise<number> {
    const databaseId = Number(Buffer.from(id, "base64url").toString().split(":")[1]);
    const { rows } = await server.database.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${table} WHERE document_id = $1`,
      [databaseId],
    );
    return rows[0]?.count ?? 0;
  }
});
