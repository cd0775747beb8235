import { credentialName } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { networkOf } from "../limits/network.js";
import type { Logger } from "../observability/logger.js";
import type { EventType } from "./catalogue.js";
import type { Actor, EventFacts, EventRecorder } from "./event-recorder.js";
import { RefusalLimit } from "./refusal-limit.js";

/** The types of events that tell of something that did not happen. */
export type RefusalType = Extract<EventType, "access.denied" | "session.refused">;

/**
 * Writes what was refused, in a transaction of its own, since that of the attempt is rolled back. What is written is
 * limited as {@link RefusalLimit} says; `data.unrecorded` then tells how many of the kind were not, the minute before.
 */
export class RefusalRecorder {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: Pick<EventRecorder, "record">,
    private readonly logger: Logger,
    private readonly limit: RefusalLimit = new RefusalLimit(),
  ) {}

  /**
   * Writes one refusal, or counts it. That it cannot be written is logged: the caller gets its refusal all the same.
   * @param kind what was refused, such as a field of the schema or an account; of one kind one is written a minute.
   * @throws TransactionMisuseError inside a transaction.
   */
  async record(actor: Actor, type: RefusalType, kind: string, facts: EventFacts = {}): Promise<void> {
    this.transactions.assertOutside("Recording a refusal");
    const admitted = this.limit.admit(sourceOf(actor), `${type} ${kind}`);
    if (admitted === null) return;
    const { unrecorded } = admitted;
    const data = { ...facts.data, ...(unrecorded === 0 ? {} : { unrecorded }) };
    try {
      await this.transactions.run(() => this.events.record(actor, type, { ...facts, data }));
    } catch (error) {
      this.logger.error({ err: error, type, kind }, "a refusal could not be recorded");
    }
  }
}

/** Whose refusals count together: a credential's, or without one those of a network. */
function sourceOf({ credential, origin }: Actor): string {
  if (credential !== null) return credentialName({ credential });
  return origin.address === null ? "server" : networkOf(origin.address);
}
