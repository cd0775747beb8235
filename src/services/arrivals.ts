import { randomUUID } from "node:crypto";
import { type Document, type DocumentPriority, DocumentStatus } from "../entities/index.js";
import type { StoredFile } from "../storage/file-store.js";

/** What became of something that was taken into the library. */
export const IntakeOutcome = {
  CREATED: "created",
  UPDATED: "updated",
  UNCHANGED: "unchanged",
  REUSED: "reused",
  FAILED: "failed",
} as const;
export type IntakeOutcome = (typeof IntakeOutcome)[keyof typeof IntakeOutcome];

/** A stored file on its way to become a document; everything that was said of it is checked. */
export interface Arrival {
  readonly name: string;
  readonly mimeType: string;
  readonly suppliedSpaceId?: number | undefined;
  readonly stored: StoredFile;
  readonly folder: string;
  readonly workspaceIds: readonly number[];
  readonly title?: string | undefined;
  readonly author?: string | undefined;
  readonly description?: string | undefined;
  readonly source?: string | undefined;
  readonly sourceUrl?: string | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly priority?: DocumentPriority | undefined;
  /** Opens its bytes. */
  readonly password?: string | undefined;
  readonly externalId?: string | undefined;
  readonly contentHash?: string | undefined;
  /** Whether a document of the same bytes is taken in place of a new one. */
  readonly reuses: boolean;
}

/** A document whose content is what was to be sent, and the workspaces where it is wanted. */
export interface KnownContent {
  readonly document: Document;
  readonly workspaceIds: readonly number[];
}

/** What became of an arrival. */
export interface Arrived {
  readonly outcome: Exclude<IntakeOutcome, "failed">;
  readonly document: Document;
  /** Another document of the same owner with the same bytes, the oldest that can be relied on; null: there is none. */
  readonly duplicateOf: Document | null;
}

/** What one arrival becomes. */
export interface ArrivalEntry {
  readonly arrival: Arrival;
  outcome: Arrived["outcome"];
  id: number;
  /** Of its document. */
  readonly uuid: string;
  /** The file that its document has after it. */
  readonly fileKey: string;
  readonly duplicateOf: Document | null;
  /** An earlier arrival of the same external id, or content, whose document this one becomes too. */
  readonly sameAs: ArrivalEntry | null;
}

/** What is to become of arrivals that are written together. */
export class ArrivalPlan {
  readonly entries: ArrivalEntry[] = [];
  /** Keys of files that no document has afterwards. */
  readonly unneeded: string[] = [];
  private readonly byExternalId = new Map<string, ArrivalEntry>();
  private readonly byHash = new Map<string, ArrivalEntry>();

  constructor(
    private readonly named: ReadonlyMap<string, Document>,
    private readonly twins: ReadonlyMap<string, Document>,
  ) {}

  add(arrival: Arrival): void {
    const entry = this.entryOf(arrival);
    this.entries.push(entry);
    if (arrival.externalId !== undefined) this.byExternalId.set(arrival.externalId, entry);
    if (!this.byHash.has(arrival.stored.contentHash)) this.byHash.set(arrival.stored.contentHash, entry);
  }

  /** Gives entries that share a new document its id. */
  resolve(): void {
    for (const entry of this.entries) if (entry.sameAs !== null) entry.id = entry.sameAs.id;
  }

  toRead(): number[] {
    const outcomes: readonly string[] = [IntakeOutcome.CREATED, IntakeOutcome.UPDATED];
    return [...new Set(this.entries.filter(({ outcome }) => outcomes.includes(outcome)).map(({ id }) => id))];
  }

  private entryOf(arrival: Arrival): ArrivalEntry {
    const { externalId, stored, reuses } = arrival;
    const twin = this.twins.get(stored.contentHash) ?? null;
    const base = { arrival, id: 0, uuid: randomUUID(), fileKey: stored.key, duplicateOf: twin, sameAs: null };
    if (externalId !== undefined) {
      const known = this.named.get(externalId);
      const earlier = this.byExternalId.get(externalId);
      if (earlier !== undefined) return this.again(base, earlier);
      if (known !== undefined) return this.known(base, known);
    } else if (reuses) {
      const earlier = this.byHash.get(stored.contentHash);
      if (twin !== null && isReusable(twin, arrival)) {
        return this.instead({ ...base, id: twin.id, uuid: twin.uuid, outcome: IntakeOutcome.REUSED });
      }
      if (earlier !== undefined) {
        const { id, uuid } = earlier;
        return this.instead({ ...base, id, uuid, outcome: IntakeOutcome.REUSED, sameAs: earlier });
      }
    }
    return { ...base, outcome: IntakeOutcome.CREATED };
  }

  /** One that comes twice in one request: the last one counts. */
  private again(base: Omit<ArrivalEntry, "outcome">, earlier: ArrivalEntry): ArrivalEntry {
    const { id, uuid, fileKey } = earlier;
    const isSame = earlier.arrival.stored.contentHash === base.arrival.stored.contentHash;
    if (isSame) return this.instead({ ...base, id, uuid, fileKey, sameAs: earlier, outcome: IntakeOutcome.UNCHANGED });
    this.unneeded.push(fileKey);
    return { ...base, id, uuid, sameAs: earlier, outcome: IntakeOutcome.UPDATED };
  }

  private known(base: Omit<ArrivalEntry, "outcome">, document: Document): ArrivalEntry {
    const { id, uuid, contentHash, fileKey } = document;
    const duplicateOf = base.duplicateOf?.id === id ? null : base.duplicateOf;
    if (contentHash === base.arrival.stored.contentHash && hasSpaceOf(document, base.arrival)) {
      return this.instead({ ...base, duplicateOf, id, uuid, fileKey, outcome: IntakeOutcome.UNCHANGED });
    }
    this.unneeded.push(fileKey);
    return { ...base, duplicateOf, id, uuid, outcome: IntakeOutcome.UPDATED };
  }

  private instead(entry: ArrivalEntry): ArrivalEntry {
    this.unneeded.push(entry.arrival.stored.key);
    return entry;
  }
}

/** One that is inside another document goes with that; one that could not be read is no use to anybody. */
function isReusable(twin: Document, arrival: Arrival): boolean {
  return twin.parentId === null && twin.status !== DocumentStatus.FAILED && hasSpaceOf(twin, arrival);
}

/** Whether both have vectors of one model of their owner's, or neither has any. */
function hasSpaceOf(document: Document, { suppliedSpaceId }: Arrival): boolean {
  return document.suppliedSpaceId === (suppliedSpaceId ?? null);
}
