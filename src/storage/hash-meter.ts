import { createHash } from "node:crypto";
import { Transform } from "node:stream";
import { tooLarge } from "./file-store.js";

/** Passes bytes on, counts and hashes them, and fails beyond a limit. */
export class HashMeter extends Transform {
  private readonly hash = createHash("sha256");
  private bytes = 0;

  constructor(private readonly maximumBytes: number) {
    super();
  }

  /** What has passed, once the stream has ended. */
  get result(): { readonly sizeBytes: number; readonly contentHash: string } {
    return { sizeBytes: this.bytes, contentHash: this.hash.digest("hex") };
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null, data?: Buffer) => void) {
    this.bytes += chunk.length;
    if (this.bytes > this.maximumBytes) {
      done(tooLarge(this.maximumBytes));
      return;
    }
    this.hash.update(chunk);
    done(null, chunk);
  }
}
