import { z } from "zod";
import type { Job } from "../queue/job-queue.js";
import { clearRemovedJob, type DocumentRemover } from "../services/document-remover.js";

const payloadSchema = z.object({ documentIds: z.array(z.int()), keys: z.array(z.string()) });

/** Clears away the chunks and files of documents that were removed. */
export class ClearRemovedJob implements Job {
  readonly name = clearRemovedJob;

  constructor(private readonly remover: Pick<DocumentRemover, "clear">) {}

  async run(payload: unknown): Promise<void> {
    await this.remover.clear(payloadSchema.parse(payload));
  }
}
