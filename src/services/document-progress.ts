import { setTimeout as delay } from "node:timers/promises";
import { In } from "typeorm";
import type { Transactions } from "../database/transaction.js";
import { Document, DocumentStatus, type StoredProgress } from "../entities/index.js";
import { NotFoundError } from "../errors/index.js";
import type { PubSub } from "../pubsub/index.js";

/** How far a document is. */
export interface DocumentProgress extends StoredProgress {
  readonly documentId: number;
  readonly status: DocumentStatus;
  /** Bytes of its file. */
  readonly bytesTotal: number;
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
}

type Message = DocumentProgress | { readonly documentId: number; readonly removed: true };

const finalStates: readonly DocumentStatus[] = [DocumentStatus.READY, DocumentStatus.FAILED];
/** How often the rows of many documents are looked at. */
const lookMilliseconds = 500;
/** What other nodes are told to stop by one message: messages are small. */
const idsPerMessage = 500;
/** Each message costs a statement where the database carries them. */
const mostTold = 50;
const stopChannel = "document-stops";

/** Tells whoever watches a document how its reading goes, on whatever node it is read, and stops readings there. */
export class DocumentProgressStream {
  constructor(
    private readonly transactions: Transactions,
    private readonly pubsub: PubSub,
  ) {}

  async publish(progress: DocumentProgress): Promise<void> {
    await this.pubsub.publish(channel(progress.documentId), progress);
  }

  /**
   * Tells that documents are gone: their running jobs stop, and their watchers end. Of many, the watchers find out for
   * themselves.
   */
  async removed(documentIds: readonly number[]): Promise<void> {
    await this.stop(documentIds);
    if (documentIds.length > mostTold) return;
    for (const documentId of documentIds) {
      await this.pubsub.publish(channel(documentId), { documentId, removed: true });
    }
  }

  /** Stops the jobs that read documents now, wherever they run. Their rows say already what becomes of them. */
  async stop(documentIds: readonly number[]): Promise<void> {
    for (let at = 0; at < documentIds.length; at += idsPerMessage) {
      await this.pubsub.publish(stopChannel, { documentIds: documentIds.slice(at, at + idsPerMessage) });
    }
  }

  /** Calls back with the documents whose jobs are to stop, until the returned function is called. */
  async onStop(callback: (documentIds: readonly number[]) => void): Promise<() => Promise<void>> {
    return this.pubsub.subscribe(stopChannel, (message) => {
      callback((message as { readonly documentIds: readonly number[] }).documentIds);
    });
  }

  /**
   * The state now, then every change, up to the final one. Changes that come faster than they are read are merged.
   * Reads the row once a second while nothing is heard, so that a lost message delays but never hangs.
   * @throws NotFoundError when the document is removed meanwhile.
   */
  async *watch(documentId: number): AsyncGenerator<DocumentProgress, void, void> {
    let latest: Message | null = null;
    let wake: () => void = () => undefined;
    const unsubscribe = await this.pubsub.subscribe(channel(documentId), (message) => {
      latest = message as Message;
      wake();
    });
    try {
      let current: DocumentProgress = await this.read(documentId);
      yield current;
      while (!finalStates.includes(current.status)) {
        if (latest === null) {
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, 1_000);
            wake = () => {
              clearTimeout(timer);
              resolve();
            };
          });
        }
        const heard: Message | null = latest;
        latest = null;
        const next: Message = heard ?? (await this.read(documentId));
        if ("removed" in next) throw new NotFoundError("Document");
        if (isFurther(next, current)) {
          yield next;
          current = next;
        }
      }
    } finally {
      await unsubscribe();
    }
  }

  /**
   * The states of many documents now, then every change, until all are final or removed. Looks at their rows, twice a
   * second: a document that is read quicker shows its last state alone.
   */
  async *watchAll(documentIds: readonly number[]): AsyncGenerator<DocumentProgress, void, void> {
    const told = new Map<number, DocumentProgress>();
    let open = [...documentIds];
    for (;;) {
      const rows = await this.repository().find({ where: { id: In(open) }, order: { id: "ASC" } });
      open = [];
      for (const row of rows) {
        const next = progressOf(row);
        const before = told.get(next.documentId);
        told.set(next.documentId, next);
        if (!finalStates.includes(next.status)) open.push(next.documentId);
        if (before === undefined || isFurther(next, before)) yield next;
      }
      if (open.length === 0) return;
      await delay(lookMilliseconds);
    }
  }

  private async read(documentId: number): Promise<DocumentProgress> {
    const document = await this.repository().findOneBy({ id: documentId });
    if (document === null) throw new NotFoundError("Document");
    return progressOf(document);
  }

  private repository() {
    return this.transactions.manager().getRepository(Document);
  }
}

/** The progress that a stored row tells of. */
export function progressOf(document: Document): DocumentProgress {
  const isReady = document.status === DocumentStatus.READY;
  const { progress } = document;
  return {
    documentId: document.id,
    status: document.status,
    attempt: progress?.attempt ?? 1,
    nextAttemptAt: progress?.nextAttemptAt ?? null,
    bytesRead: isReady ? document.sizeBytes : (progress?.bytesRead ?? 0),
    bytesTotal: document.sizeBytes,
    page: isReady ? document.pages : (progress?.page ?? null),
    pages: isReady ? document.pages : (progress?.pages ?? null),
    characters: isReady ? (document.characterCount ?? 0) : (progress?.characters ?? 0),
    chunks: isReady ? document.chunkCount : (progress?.chunks ?? 0),
    failureCode: document.failureCode,
    failureMessage: document.failureMessage,
  };
}

/** Whether there is something to tell. The row lags behind what is heard: an attempt does not go back. */
function isFurther(next: DocumentProgress, current: DocumentProgress): boolean {
  const isSameStage = next.status === current.status && next.attempt === current.attempt;
  if (!isSameStage || next.nextAttemptAt !== current.nextAttemptAt) return true;
  return next.chunks > current.chunks || next.characters > current.characters || next.bytesRead > current.bytesRead;
}

function channel(documentId: number): string {
  return `document:${documentId}`;
}
