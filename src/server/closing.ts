import type { Logger } from "../observability/logger.js";

/** What has to be closed, last opened first; a fault of one does not keep the others open. */
export class Closing {
  private readonly steps: (() => Promise<unknown>)[] = [];

  constructor(private readonly logger: Logger) {}

  add(step: () => Promise<unknown>): void {
    this.steps.unshift(step);
  }

  async run(): Promise<void> {
    for (const step of this.steps.splice(0)) {
      await step().catch((error: unknown) => {
        this.logger.error({ err: error }, "a part could not be closed");
      });
    }
  }
}
