import { randomUUID } from "node:crypto";
import { In } from "typeorm";
import { userOf, type Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { Document, WorkspaceDocument } from "../entities/index.js";
import { ForbiddenError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { mayRemoveDocument } from "../policies/document.policy.js";
import type { JobQueue } from "../queue/job-queue.js";
import type { FileStore } from "../storage/file-store.js";
import { type Arrival, type ArrivalEntry, ArrivalPlan, type Arrived, IntakeOutcome } from "./arrivals.js";
import { ensureFolders } from "./folders.js";
import { queueReadings } from "./reading-queue.js";

/** Writes stored files down as documents of the library, many at once. */
export class DocumentWriter {
  constructor(
    private readonly transactions: Transactions,
    private readonly files: Pick<FileStore, "delete">,
    private readonly queue: JobQueue,
    private readonly events: Pick<EventRecorder, "recordAll">,
  ) {}

  /**
   * Makes a document of each arrival, or replaces the bytes of the one that has its external id, and queues what has to be
   * read. All of them, or none; the number of statements does not depend on how many they are. Files that are not needed
   * are removed.
   * @throws ForbiddenError when a document that would be replaced is out of the viewer's reach.
   */
  async write(viewer: Viewer, arrivals: readonly Arrival[]): Promise<Arrived[]> {
    if (arrivals.length === 0) return [];
    return this.transactions.run(async () => {
      const ownerId = userOf(viewer).id;
      const externalIds = arrivals.flatMap(({ externalId }) => externalId ?? []);
      // Two requests with one external id must not both find nothing.
      if (externalIds.length > 0) {
        await this.transactions.query("SELECT pg_advisory_xact_lock(hashtext('external-ids'), $1)", [ownerId]);
      }
      await ensureFolders(this.transactions, [...new Set(arrivals.map(({ folder }) => folder))]);
      const named = await this.named(viewer, ownerId, externalIds);
      const twins = await this.twins(ownerId, arrivals);
      const plan = new ArrivalPlan(named, twins);
      for (const arrival of arrivals) plan.add(arrival);
      await this.insert(ownerId, plan);
      await this.replace(plan);
      await this.place(plan);
      await this.record(viewer, plan);
      await queueReadings(this.queue, plan.toRead());
      this.transactions.afterCommit(async () => {
        for (const key of plan.unneeded) await this.files.delete(key);
      });
      const documents = await this.byId([...new Set(plan.entries.map(({ id }) => id))]);
      return plan.entries.map(({ id, outcome, duplicateOf }) => {
        const document = documents.get(id);
        if (document === undefined) throw new Error("A document vanished while it was written.");
        return { outcome, document, duplicateOf };
      });
    });
  }

  /** The owner's documents that have some external ids. */
  private async named(viewer: Viewer, ownerId: number, externalIds: readonly string[]): Promise<Map<string, Document>> {
    if (externalIds.length === 0) return new Map();
    const found = await this.repository().findBy({ ownerId, externalId: In([...externalIds]) });
    const places = await this.places().findBy({ documentId: In(found.map(({ id }) => id)) });
    if (
      !mayRemoveDocument(
        viewer,
        places.map(({ workspaceId }) => workspaceId),
      )
    ) {
      throw new ForbiddenError("Documents are replaced by credentials that reach all their workspaces.");
    }
    return new Map(found.map((document) => [document.externalId ?? "", document]));
  }

  /** The oldest document of each content, by its hash. */
  private async twins(ownerId: number, arrivals: readonly Arrival[]): Promise<Map<string, Document>> {
    const hashes = [...new Set(arrivals.map(({ stored }) => stored.contentHash))];
    const found = await this.repository().find({ where: { ownerId, contentHash: In(hashes) }, order: { id: "DESC" } });
    return new Map(found.map((document) => [document.contentHash, document]));
  }

  private async insert(ownerId: number, plan: ArrivalPlan): Promise<void> {
    const created = plan.entries.filter(({ outcome }) => outcome === IntakeOutcome.CREATED);
    if (created.length === 0) return;
    const { identifiers } = await this.repository().insert(
      created.map(({ arrival }) => ({ ...columnsOf(arrival), uuid: randomUUID(), ownerId })),
    );
    for (const [index, entry] of created.entries()) entry.id = identifiers[index]?.["id"] as number;
    plan.resolve();
  }

  private async replace(plan: ArrivalPlan): Promise<void> {
    for (const { id, outcome, arrival } of plan.entries) {
      const { contentHash, externalId } = arrival;
      if (outcome === IntakeOutcome.UPDATED) await this.repository().update({ id }, replacedColumns(arrival));
      else if (outcome === IntakeOutcome.UNCHANGED && externalId !== undefined && contentHash !== undefined) {
        await this.repository().update({ id }, { externalHash: contentHash });
      }
    }
  }

  private async place(plan: ArrivalPlan): Promise<void> {
    const places = plan.entries.flatMap(({ id, arrival }) =>
      arrival.workspaceIds.map((workspaceId) => ({ workspaceId, documentId: id })),
    );
    if (places.length === 0) return;
    await this.places().createQueryBuilder().insert().values(places).orIgnore().execute();
  }

  private async record(viewer: Viewer, plan: ArrivalPlan): Promise<void> {
    const factsOf = ({ id, arrival }: ArrivalEntry) => ({
      subject: { type: "Document" as const, id },
      data: {
        title: arrival.title ?? arrival.name,
        folder: arrival.folder,
        sizeBytes: arrival.stored.sizeBytes,
        workspaceIds: arrival.workspaceIds,
      },
    });
    const of = (outcome: Arrived["outcome"]) => plan.entries.filter((entry) => entry.outcome === outcome).map(factsOf);
    await this.events.recordAll(viewer, "document.created", of(IntakeOutcome.CREATED));
    await this.events.recordAll(viewer, "document.replaced", of(IntakeOutcome.UPDATED));
  }

  private async byId(ids: readonly number[]): Promise<Map<number, Document>> {
    const documents = await this.repository().findBy({ id: In([...ids]) });
    return new Map(documents.map((document) => [document.id, document]));
  }

  private repository() {
    return this.transactions.manager().getRepository(Document);
  }

  private places() {
    return this.transactions.manager().getRepository(WorkspaceDocument);
  }
}

/** The columns of what an arrival brings. */
function replacedColumns({ name, mimeType, stored, suppliedSpaceId, contentHash, ...facts }: Arrival) {
  return {
    name,
    mimeType,
    folder: facts.folder,
    sizeBytes: stored.sizeBytes,
    contentHash: stored.contentHash,
    fileKey: stored.key,
    suppliedSpaceId: suppliedSpaceId ?? null,
    externalHash: contentHash ?? null,
    title: facts.title ?? name,
    ...(facts.author === undefined ? {} : { author: facts.author }),
    ...(facts.description === undefined ? {} : { description: facts.description }),
    ...(facts.source === undefined ? {} : { source: facts.source }),
    ...(facts.sourceUrl === undefined ? {} : { sourceUrl: facts.sourceUrl }),
    ...(facts.metadata === undefined ? {} : { metadata: columnOf(facts.metadata) }),
    ...(facts.priority === undefined ? {} : { priority: facts.priority }),
  };
}

function columnsOf(arrival: Arrival) {
  const { author, description, source, sourceUrl, metadata, externalId } = arrival;
  return {
    ...replacedColumns(arrival),
    author: author ?? null,
    description: description ?? null,
    source: source ?? null,
    sourceUrl: sourceUrl ?? null,
    metadata: columnOf(metadata ?? {}),
    externalId: externalId ?? null,
  };
}

/** TypeORM takes a function in a JSON column for SQL; what callers send never holds one, which the type cannot say. */
function columnOf(metadata: Readonly<Record<string, unknown>>): Record<string, never> {
  return { ...metadata } as Record<string, never>;
}
