import type { Transactions } from "../database/transaction.js";
import { Document, DocumentStatus } from "../entities/index.js";
import { NotFoundError } from "../errors/index.js";
import type { PubSub } from "../pubsub/index.js";

/** How far a document is. */
export interface DocumentProgress {
  readonly documentId: number;
  readonly status: DocumentStatus;
  /** Chunks indexed so far. */
  readonly chunks: number;
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
}

type Message = DocumentProgress | { readonly documentId: number; readonly removed: true };

const finalStates: readonly DocumentStatus[] = [DocumentStatus.READY, DocumentStatus.FAILED];

/** Tells whoever watches a document how its reading goes, on whatever node it is read. */
export class DocumentProgressStream {
  constructor(
    private readonly transactions: Transactions,
    private readonly pubsub: PubSub,
  ) {}

  async publish(progress: DocumentProgress): Promise<void> {
    await this.pubsub.publish(channel(progress.documentId), progress);
  }

  /** Tells that a document is gone; its watchers end, and its running job stops. */
  async removed(documentId: number): Promise<void> {
    await this.pubsub.publish(channel(documentId), { documentId, removed: true });
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
        if (next.status !== current.status || next.chunks !== current.chunks) yield next;
        current = next;
      }
    } finally {
      await unsubscribe();
    }
  }

  /** Calls back when the document is removed, until the returned function is called. */
  async onRemoved(documentId: number, callback: () => void): Promise<() => Promise<void>> {
    return this.pubsub.subscribe(channel(documentId), (message) => {
      if ("removed" in (message as Message)) callback();
    });
  }

  private async read(documentId: number): Promise<DocumentProgress> {
    const document = await this.transactions.manager().getRepository(Document).findOneBy({ id: documentId });
    if (document === null) throw new NotFoundError("Document");
    return progressOf(document);
  }
}

/** The progress that a stored row tells of. */
export function progressOf(document: Document): DocumentProgress {
  return {
    documentId: document.id,
    status: document.status,
    chunks: document.chunkCount,
    failureCode: document.failureCode,
    failureMessage: document.failureMessage,
  };
}

function channel(documentId: number): string {
  return `document:${documentId}`;
}
