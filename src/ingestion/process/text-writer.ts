import { createWriteStream, type WriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { once } from "node:events";
import { finished } from "node:stream/promises";

/** Writes a document's full text to a file as it is read; waits for the disk rather than buffer without end. */
export class TextWriter {
  private readonly stream: WriteStream;

  constructor(private readonly path: string) {
    this.stream = createWriteStream(path, { encoding: "utf8" });
    // A failure is reported by the next write or by close.
    this.stream.on("error", () => undefined);
  }

  async write(text: string): Promise<void> {
    if (this.stream.errored !== null) throw this.stream.errored;
    if (!this.stream.write(text)) await once(this.stream, "drain");
  }

  async close(): Promise<void> {
    this.stream.end();
    await finished(this.stream);
  }

  /** Removes what was written. */
  async discard(): Promise<void> {
    this.stream.destroy();
    await rm(this.path, { force: true });
  }
}
