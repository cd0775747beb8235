import type { Transactions } from "../database/transaction.js";
import { DocumentStatus } from "../entities/index.js";
import type { EventFacts, EventRecorder } from "../events/event-recorder.js";
import type { ChunkIndex, WholeGeneration } from "../retrieval/index.js";
import { Coalescer } from "../database/coalescer.js";
import type { ParsedFacts } from "./process/protocol.js";
import type { FinishedReading } from "./finished-reading.js";
import { lockReadings, publishReadings } from "./publish-readings.js";
import { type DocumentToRead, ReadingOverError } from "./reading.js";

/** All that was read of a document that has few chunks. */
export interface ShortReading {
  readonly document: DocumentToRead;
  readonly facts: ParsedFacts;
  readonly whole: Omit<WholeGeneration, "documentId">;
  /** Of its text in the file store. */
  readonly textKey: string;
}

/** Chunks that one transaction writes at most: on the embedded database nobody else is served meanwhile. */
const mostChunksAtOnce = 256;

/** How long a short document waits at most for others that are being read: writing two costs little more than one. */
const lingerMilliseconds = 50;

/** Writes and publishes short documents, as many as are ready at a time in one transaction. */
export class ShortReadings {
  private readonly coalescer = new Coalescer<ShortReading, boolean>((readings) => this.write(readings), {
    most: mostChunksAtOnce,
    weigh: ({ whole }) => whole.chunks.length,
    lingerMilliseconds,
    expectsMore: (waiting) => this.running() > waiting,
  });

  constructor(
    private readonly transactions: Transactions,
    private readonly index: Pick<ChunkIndex, "writeWhole">,
    private readonly events: Pick<EventRecorder, "recordAll">,
    /** How many documents are being read: those that wait to be published, and others, which may be ready soon. */
    private readonly running: () => number,
  ) {}

  /** @throws ReadingOverError when another attempt has begun, or the document was stopped or removed. */
  async publish(reading: ShortReading): Promise<void> {
    if (!(await this.coalescer.run(reading))) throw new ReadingOverError();
  }

  /** Tells of each whether it still counted. */
  private async write(readings: readonly ShortReading[]): Promise<boolean[]> {
    const { transactions, index, events } = this;
    return transactions.run(async () => {
      const counting = await lockReadings(
        transactions,
        readings.map(({ document }) => document),
      );
      const kept = readings.filter(({ document }) => counting.has(document.id));
      if (kept.length > 0) {
        const generations = await index.writeWhole(
          kept.map(({ document, whole }) => ({ ...whole, documentId: document.id })),
        );
        const finished = kept.map((reading) => ({ ...reading, generation: generations.get(reading.document.id) ?? 0 }));
        await publishReadings(transactions, finished);
        await events.recordAll(null, "document.processed", kept.map(readEvent));
      }
      return readings.map(({ document }) => counting.has(document.id));
    });
  }
}

/** The event that a document was read. */
export function readEvent({ document, facts }: Pick<FinishedReading, "document" | "facts">): EventFacts {
  return {
    subject: { type: "Document", id: document.id },
    data: { status: DocumentStatus.READY, pages: facts.pages, words: facts.words },
  };
}
