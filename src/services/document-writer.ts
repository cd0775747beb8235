import { In } from "typeorm";
import { userOf, type Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { Document, type User, WorkspaceDocument } from "../entities/index.js";
import { ForbiddenError } from "../errors/index.js";
import type { Actor, EventRecorder } from "../events/event-recorder.js";
import { always, type Condition } from "../policies/condition.js";
import { knownDocuments, mayRemoveDocument } from "../policies/document.policy.js";
import type { JobQueue } from "../queue/job-queue.js";
import { SealError, type SecretBox } from "../secrets/secret-box.js";
import type { FileStore, StoredFile } from "../storage/file-store.js";
import {
  type Arrival,
  type ArrivalEntry,
  ArrivalPlan,
  type Arrived,
  IntakeOutcome,
  type KnownContent,
} from "./arrivals.js";
import { openPassword, passwordContext } from "./document-passwords.js";
import { ensureFolders } from "./folders.js";
import { attachPlaces, placeDocuments, placesIn } from "./place-documents.js";
import { queueReadings } from "./reading-queue.js";

/** What a document gets in place of its bytes. */
export interface NewBytes {
  readonly stored: StoredFile;
  readonly mimeType: string;
}

/** What whoever brings documents may do with those that are there. */
interface Reach {
  /** Which they may know of. */
  readonly known: Condition;
  /** Whether they may replace documents with these places. */
  readonly mayReplace: (placedIn: readonly number[]) => boolean;
}

/** Writes stored files down as documents of the library, many at once. */
export class DocumentWriter {
  constructor(
    private readonly transactions: Transactions,
    private readonly files: Pick<FileStore, "delete">,
    private readonly queue: JobQueue,
    private readonly events: Pick<EventRecorder, "recordAll">,
    private readonly box: Pick<SecretBox, "seal" | "open">,
  ) {}

  /**
   * Makes a document of each arrival, or replaces the bytes of the one that has its external id, and queues what has to be
   * read. All of them, or none; the number of statements does not depend on how many they are. Files that are not needed
   * are removed.
   * @throws ForbiddenError when a document that would be replaced is out of the viewer's reach.
   */
  async write(viewer: Viewer, arrivals: readonly Arrival[]): Promise<Arrived[]> {
    const mayReplace = (placedIn: readonly number[]) => mayRemoveDocument(viewer, placedIn);
    return this.writeBy(viewer, userOf(viewer).id, { known: knownDocuments(viewer), mayReplace }, arrivals);
  }

  /** The same for work that the server does in the name of a user, who is asked for nothing again. */
  async writeFor(owner: User, arrivals: readonly Arrival[]): Promise<Arrived[]> {
    const actor = { user: owner, credential: null, origin: { address: null, correlationId: null } };
    return this.writeBy(actor, owner.id, { known: always, mayReplace: () => true }, arrivals);
  }

  /**
   * Gives one document other bytes, and queues it to be read; until it is, it is found as it was. In the caller's
   * transaction, which has locked its row.
   */
  async replaceBytes(actor: Actor | null, document: Document, { stored, mimeType }: NewBytes): Promise<void> {
    const { id, title, folder } = document;
    const { contentHash, sizeBytes, key: fileKey } = stored;
    await this.repository().update({ id }, { contentHash, sizeBytes, fileKey, mimeType });
    const data = { title, folder, sizeBytes };
    await this.events.recordAll(actor, "document.replaced", [{ subject: { type: "Document", id }, data }]);
    await queueReadings(this.queue, [id]);
    this.transactions.afterCommit(() => this.files.delete(document.fileKey));
  }

  private async writeBy(actor: Actor, ownerId: number, reach: Reach, arrivals: readonly Arrival[]): Promise<Arrived[]> {
    if (arrivals.length === 0) return [];
    return this.transactions.run(async () => {
      const externalIds = arrivals.flatMap(({ externalId }) => externalId ?? []);
      // Two requests with one external id must not both find nothing.
      if (externalIds.length > 0) {
        await this.transactions.query("SELECT pg_advisory_xact_lock(hashtext('external-ids'), $1)", [ownerId]);
      }
      await ensureFolders(this.transactions, [...new Set(arrivals.map(({ folder }) => folder))]);
      const named = await this.named(ownerId, externalIds, reach);
      const twins = await this.twins(ownerId, arrivals, reach);
      const plan = new ArrivalPlan(named, twins, (document) => this.passwordOf(document));
      for (const arrival of arrivals) plan.add(arrival);
      await this.insert(ownerId, plan);
      await this.replace(plan);
      await this.record(actor, plan);
      await this.place(actor, plan);
      await queueReadings(this.queue, plan.toRead());
      this.transactions.afterCommit(async () => {
        for (const key of plan.unneeded) await this.files.delete(key);
      });
      return plan.arrived(await this.byId([...new Set(plan.entries.map(({ id }) => id))]));
    });
  }

  /** Attaches documents whose content need not be sent where they are wanted. One that is gone by now is left out. */
  async attach(viewer: Viewer, known: readonly KnownContent[]): Promise<void> {
    const places = known.flatMap(({ document, workspaceIds }) => placesIn(document.id, workspaceIds));
    if (places.length === 0) return;
    await this.transactions.run(() => attachPlaces(this.transactions, this.events, viewer, places));
  }

  /** The owner's documents that have some external ids. */
  private async named(
    ownerId: number,
    externalIds: readonly string[],
    { known, mayReplace }: Reach,
  ): Promise<Map<string, Document>> {
    if (externalIds.length === 0) return new Map();
    const found = await this.repository().find({
      where: { ownerId, externalId: In([...externalIds]) },
      order: { id: "ASC" },
      lock: { mode: "pessimistic_write" },
    });
    if (found.length === 0) return new Map();
    const ids = found.map(({ id }) => id);
    const knownCount = await this.repository()
      .createQueryBuilder("document")
      .where("document.id = ANY(:ids)", { ids })
      .andWhere(known.sql, known.parameters)
      .getCount();
    const places = await this.transactions
      .manager()
      .getRepository(WorkspaceDocument)
      .findBy({ documentId: In(ids) });
    if (knownCount !== ids.length || !mayReplace(places.map(({ workspaceId }) => workspaceId))) {
      throw new ForbiddenError("Documents are replaced by credentials that reach all their workspaces.");
    }
    return new Map(found.map((document) => [document.externalId ?? "", document]));
  }

  /** Of each content the two known documents that can be relied on first, by its hash: an arrival may be one of them. */
  private async twins(
    ownerId: number,
    arrivals: readonly Arrival[],
    { known }: Reach,
  ): Promise<Map<string, readonly Document[]>> {
    const hashes = [...new Set(arrivals.map(({ stored }) => stored.contentHash))];
    const reliability = ["document.status = 'failed'", "document.parentId IS NOT NULL", "document.id"] as const;
    const place = `row_number() OVER (PARTITION BY document.contentHash ORDER BY ${reliability.join(", ")} )`;
    const found = await this.repository()
      .createQueryBuilder("document")
      .innerJoin(
        (ranked) =>
          ranked
            .select("document.id", "id")
            .addSelect(place, "place")
            .from(Document, "document")
            .where("document.ownerId = :ownerId AND document.contentHash = ANY(:hashes)", { ownerId, hashes })
            .andWhere(known.sql, known.parameters),
        "ranked",
        "ranked.id = document.id AND ranked.place <= 2",
      )
      .orderBy(reliability[0])
      .addOrderBy(reliability[1])
      .addOrderBy(reliability[2])
      .getMany();
    return new Map(hashes.map((hash) => [hash, found.filter(({ contentHash }) => contentHash === hash)]));
  }

  private async insert(ownerId: number, plan: ArrivalPlan): Promise<void> {
    const created = plan.entries.filter(({ outcome }) => outcome === IntakeOutcome.CREATED);
    if (created.length === 0) return;
    const { identifiers } = await this.repository().insert(
      created.map(({ arrival, uuid }) => ({ ...columnsOf(arrival), ...this.sealed(arrival, uuid), uuid, ownerId })),
    );
    for (const [index, entry] of created.entries()) entry.id = identifiers[index]?.["id"] as number;
    plan.resolve();
  }

  private async replace(plan: ArrivalPlan): Promise<void> {
    for (const { id, uuid, outcome, arrival } of plan.entries) {
      const { contentHash, externalId } = arrival;
      if (outcome === IntakeOutcome.UPDATED) {
        await this.repository().update({ id }, { ...replacedColumns(arrival), ...this.sealed(arrival, uuid) });
      } else if (outcome === IntakeOutcome.UNCHANGED && externalId !== undefined && contentHash !== undefined) {
        await this.repository().update({ id }, { externalHash: contentHash });
      }
    }
  }

  private async place(actor: Actor, plan: ArrivalPlan): Promise<void> {
    const isCreated = ({ outcome }: ArrivalEntry) => outcome === IntakeOutcome.CREATED;
    const placesOf = (entries: readonly ArrivalEntry[]) =>
      entries.flatMap(({ id, arrival }) => placesIn(id, arrival.workspaceIds));
    // The event of a new document names its workspaces.
    await placeDocuments(this.transactions, placesOf(plan.entries.filter(isCreated)));
    const others = placesOf(plan.entries.filter((entry) => !isCreated(entry)));
    await attachPlaces(this.transactions, this.events, actor, others);
  }

  private async record(actor: Actor, plan: ArrivalPlan): Promise<void> {
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
    await this.events.recordAll(actor, "document.created", of(IntakeOutcome.CREATED));
    await this.events.recordAll(actor, "document.replaced", of(IntakeOutcome.UPDATED));
  }

  /** The column of a password, where one was given. */
  private sealed({ password }: Arrival, uuid: string): { sealedPassword?: string } {
    return password === undefined ? {} : { sealedPassword: this.box.seal(password, passwordContext({ uuid })) };
  }

  /** What opens a document's bytes; null when that is not known, or not any more. */
  private passwordOf(document: Document): string | null {
    try {
      return openPassword(this.box, document);
    } catch (error) {
      if (error instanceof SealError) return null;
      throw error;
    }
  }

  private async byId(ids: readonly number[]): Promise<Map<number, Document>> {
    const documents = await this.repository().findBy({ id: In([...ids]) });
    return new Map(documents.map((document) => [document.id, document]));
  }

  private repository() {
    return this.transactions.manager().getRepository(Document);
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
