import type { ReadingChange } from "../ingestion/reading.js";
import type { DocumentProgress } from "./document-progress.js";

/** How often those who watch are told, */
const tellMilliseconds = 250;
/** and how often the row is written, for those who look. What is read within that time is not worth it. */
const writeMilliseconds = 1_000;

/** Where a report goes. */
export interface ReportSinks {
  /** Tells whoever watches. */
  tell(progress: DocumentProgress): Promise<void>;
  /** Keeps it. */
  write(progress: DocumentProgress): Promise<void>;
}

/** Passes on how an attempt to read a document goes: not each step, but often enough. */
export class ReadingReport {
  private toldAt = performance.now();
  private writtenAt = this.toldAt;

  constructor(
    private state: DocumentProgress,
    private readonly sinks: ReportSinks,
  ) {}

  /** Tells those who watch that it is over, at once; the row says so already. */
  async end(change: ReadingChange): Promise<void> {
    this.state = { ...this.state, ...change };
    await this.sinks.tell(this.state);
  }

  /** Notes how far it is. @throws what `write` throws. */
  async note(change: ReadingChange): Promise<void> {
    this.state = { ...this.state, ...change };
    const now = performance.now();
    if (now - this.toldAt >= tellMilliseconds) {
      this.toldAt = now;
      await this.sinks.tell(this.state);
    }
    if (now - this.writtenAt >= writeMilliseconds) {
      this.writtenAt = now;
      await this.sinks.write(this.state);
    }
  }
}
