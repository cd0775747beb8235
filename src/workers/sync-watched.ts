import type { Logger } from "../observability/logger.js";
import type { Job, JobRun } from "../queue/job-queue.js";
import type { DocumentSync } from "../services/document-sync.js";

/** Every minute, and at the start: looks at the sources of the watched documents whose time has come. */
export class SyncWatchedJob implements Job {
  readonly name = "sync-watched";
  readonly schedule = "* * * * *";

  constructor(
    private readonly sync: Pick<DocumentSync, "lookAtDue">,
    private readonly logger: Logger,
  ) {}

  async run(_payload: unknown, { signal }: JobRun): Promise<void> {
    const count = await this.sync.lookAtDue(signal);
    if (count > 0) this.logger.debug({ count }, "looked at the sources of watched documents");
  }
}
