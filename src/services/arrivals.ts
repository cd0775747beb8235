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
  /**
   * Another document of the same owner with the same bytes. Of several: one that was not FAILED before one that was, one
   * of its own before one from inside another, and of these the oldest. Null: there is none, or the bytes were not sent,
   * since their content hash is known.
   */
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
  /** An earlier arrival of the same external id, or content, whose document this one becomes too. */
  readonly sameAs: ArrivalEntry | null;
}

/** What is to become of arrivals that are written together. */
export class ArrivalPlan {
  readonly entries: ArrivalEntry[] = [];
  /** Keys of files that no document has afterwards. */
  readonly unneeded: string[] = [];
  private readonly byExternalId = new Map<string, ArrivalEntry>();
  private readonly byHash = new Map<string, ArrivalEntry[]>();

  /**
   * @param named The documents that have the arrivals' external ids.
   * @param twins By their hash, those that have the arrivals' bytes, the one to rely on first; two of each will do.
   * @param passwordOf What opens a document's bytes, as far as it is known.
   */
  constructor(
    private readonly named: ReadonlyMap<string, Document>,
    private readonly twins: ReadonlyMap<string, readonly Document[]>,
    private readonly passwordOf: (document: Document) => string | null,
  ) {}

  add(arrival: Arrival): void {
    const entry = this.entryOf(arrival);
    this.entries.push(entry);
    if (arrival.externalId !== undefined) this.byExternalId.set(arrival.externalId, entry);
    const { contentHash } = arrival.stored;
    this.byHash.set(contentHash, [...(this.byHash.get(contentHash) ?? []), entry]);
  }

  /** Gives entries that share a new document its id. */
  resolve(): void {
    for (const entry of this.entries) if (entry.sameAs !== null) entry.id = entry.sameAs.id;
  }

  toRead(): number[] {
    const outcomes: readonly string[] = [IntakeOutcome.CREATED, IntakeOutcome.UPDATED];
    return [...new Set(this.entries.filter(({ outcome }) => outcomes.includes(outcome)).map(({ id }) => id))];
  }

  /**
   * What became of each arrival, in order.
   * @param documents Those of the entries by their ids, as they are written down now.
   */
  arrived(documents: ReadonlyMap<number, Document>): Arrived[] {
    return this.entries.map((entry) => {
      const document = documents.get(entry.id);
      if (document === undefined) throw new Error("A document vanished while it was written.");
      return { outcome: entry.outcome, document, duplicateOf: this.duplicateOf(entry, documents) };
    });
  }

  /** Another document with the bytes of an arrival: of those that were there, else of those that came before it. */
  private duplicateOf(entry: ArrivalEntry, documents: ReadonlyMap<number, Document>): Document | null {
    const { contentHash } = entry.arrival.stored;
    const sameBytes = this.byHash.get(contentHash) ?? [];
    const others = [
      ...(this.twins.get(contentHash) ?? []).map((twin) => documents.get(twin.id) ?? twin),
      ...sameBytes.slice(0, sameBytes.indexOf(entry)).flatMap(({ id }) => documents.get(id) ?? []),
    ];
    // One that was there may have got other bytes by the same request.
    return others.find((other) => other.id !== entry.id && other.contentHash === contentHash) ?? null;
  }

  private entryOf(arrival: Arrival): ArrivalEntry {
    const { externalId, stored, reuses } = arrival;
    const base = { arrival, id: 0, uuid: randomUUID(), fileKey: stored.key, sameAs: null };
    if (externalId !== undefined) {
      const known = this.named.get(externalId);
      const earlier = this.byExternalId.get(externalId);
      if (earlier !== undefined) return this.again(base, earlier);
      if (known !== undefined) return this.known(base, known);
    } else if (reuses) {
      const twin = this.twins.get(stored.contentHash)?.[0];
      const earlier = this.byHash.get(stored.contentHash)?.[0];
      if (twin !== undefined && isReusable(twin, arrival)) {
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
    const { stored, password } = base.arrival;
    const hasSamePassword = password === undefined || password === earlier.arrival.password;
    if (earlier.arrival.stored.contentHash === stored.contentHash && hasSamePassword)
      return this.instead({ ...base, id, uuid, fileKey, sameAs: earlier, outcome: IntakeOutcome.UNCHANGED });
    this.unneeded.push(fileKey);
    return { ...base, id, uuid, sameAs: earlier, outcome: IntakeOutcome.UPDATED };
  }

  private known(base: Omit<ArrivalEntry, "outcome">, document: Document): ArrivalEntry {
    const { id, uuid, contentHash, fileKey } = document;
    const isSame = contentHash === base.arrival.stored.contentHash && hasSpaceOf(document, base.arrival);
    if (isSame && !this.isReadAgain(document, base.arrival)) {
      return this.instead({ ...base, id, uuid, fileKey, outcome: IntakeOutcome.UNCHANGED });
    }
    this.unneeded.push(fileKey);
    return { ...base, id, uuid, outcome: IntakeOutcome.UPDATED };
  }

  /** Whether bytes that the document has already are read once more. */
  private isReadAgain(document: Document, { password }: Arrival): boolean {
    if (!mayBeReadAgain(document, password)) return false;
    return document.status === DocumentStatus.FAILED || password !== this.passwordOf(document);
  }

  private instead(entry: ArrivalEntry): ArrivalEntry {
    this.unneeded.push(entry.arrival.stored.key);
    return entry;
  }
}

/**
 * Whether sending the bytes of a document again may make it be read again: it could not be read, and whoever sends it
 * again hopes for better; or it was not read yet, and what opens it comes only now. Known passwords are not compared.
 */
export function mayBeReadAgain({ status }: Pick<Document, "status">, password: string | undefined): boolean {
  return status === DocumentStatus.FAILED || (status !== DocumentStatus.READY && password !== undefined);
}

/** One that is inside another document goes with that; one that could not be read is no use to anybody. */
function isReusable(twin: Document, arrival: Arrival): boolean {
  return twin.parentId === null && twin.status !== DocumentStatus.FAILED && hasSpaceOf(twin, arrival);
}

/** Whether both have vectors of one model of their owner's, or neither has any. */
function hasSpaceOf(document: Document, { suppliedSpaceId }: Arrival): boolean {
  return document.suppliedSpaceId === (suppliedSpaceId ?? null);
}
