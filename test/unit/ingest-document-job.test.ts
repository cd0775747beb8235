import { randomUUID } from "node:crypto";
import { expect, test } from "@jest/globals";
import { Transactions } from "../../src/database/transaction.js";
import { Document, DocumentStatus, Folder, User, UserRole } from "../../src/entities/index.js";
import { EventRecorder } from "../../src/events/event-recorder.js";
import type { DocumentToRead } from "../../src/ingestion/reading.js";
import { createLogger } from "../../src/observability/logger.js";
import { InProcessPubSub } from "../../src/pubsub/in-process.js";
import { JobQueue } from "../../src/queue/job-queue.js";
import { DocumentProgressStream } from "../../src/services/document-progress.js";
import { DocumentReading } from "../../src/services/document-reading.js";
import { IngestDocumentJob } from "../../src/workers/ingest-document.js";
import { createTestDatabase } from "../support/database.js";

test("a document on which the server broke down again and again is read while no other is, and given up in the end", async () => {
  const world = await createTestDatabase();
  try {
    const transactions = new Transactions(world.database.dataSource);
    const logger = createLogger("silent");
    const queue = new JobQueue(world.database.pool, transactions, logger);
    const progress = new DocumentProgressStream(transactions, new InProcessPubSub());
    const reading = new DocumentReading(transactions, progress, queue, new EventRecorder(transactions));
    const documents = transactions.manager().getRepository(Document);
    await transactions.manager().getRepository(Folder).insert({ name: "folder" });
    const user = { username: "owner", usernameKey: "owner", role: UserRole.MANAGER };
    const { id: ownerId } = await transactions.manager().getRepository(User).save(user);
    const build = async (name: string, interruptions: number): Promise<number> => {
      const named = { folder: "folder", name, title: name, mimeType: "text/plain", fileKey: "none" };
      const values = { ...named, uuid: randomUUID(), ownerId, sizeBytes: 10, contentHash: name };
      return (await documents.save({ ...values, status: DocumentStatus.PARSING, interruptions })).id;
    };
    const ids = [
      await build("first", 0),
      await build("suspect", 2),
      await build("given up", 9),
      await build("second", 1),
      await build("another suspect", 5),
    ];
    /** Who else was being read while each was. */
    const company = new Map<string, string[]>();
    const present = new Set<string>();
    let meet: () => void = () => undefined;
    const bothRead = new Promise<void>((resolve) => (meet = resolve));
    const ingest = async ({ name, interruptions }: DocumentToRead) => {
      company.set(name, [...present]);
      for (const other of present) company.get(other)?.push(name);
      present.add(name);
      if (present.has("first") && present.has("second")) meet();
      // The two that are not under suspicion wait for each other.
      if (interruptions < 3) await bothRead;
      present.delete(name);
      return {};
    };
    const job = new IngestDocumentJob({ ingest }, reading, logger);
    const { signal } = new AbortController();
    await Promise.all(ids.map((documentId) => job.run({ documentId }, { attempt: 1, lastAttempt: false, signal })));
    expect(company.get("first")).toEqual(["second"]);
    expect(company.get("suspect")).toEqual([]);
    expect(company.get("another suspect")).toEqual([]);
    expect(company.size).toBe(4);
    expect(await documents.findOneByOrFail({ name: "given up" })).toMatchObject({
      status: "failed",
      failureCode: "DOCUMENT_INTERRUPTED",
    });
  } finally {
    await world.close();
  }
}, 120_000);
