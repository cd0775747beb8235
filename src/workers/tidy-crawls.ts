import type { Logger } from "../observability/logger.js";
import type { Job } from "../queue/job-queue.js";
import type { CrawlEnds } from "../services/crawl/crawl-ends.js";

/** Every minute, and at the start: looks after the crawls that would go on for ever without getting anywhere. */
export class TidyCrawlsJob implements Job {
  readonly name = "tidy-crawls";
  readonly schedule = "* * * * *";

  constructor(
    private readonly ends: Pick<CrawlEnds, "tidy">,
    private readonly logger: Logger,
  ) {}

  async run(): Promise<void> {
    const count = await this.ends.tidy();
    if (count > 0) this.logger.warn({ count }, "crawls had no job that goes on with them");
  }
}
