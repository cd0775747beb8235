import { type Credential, credentialName, type Origin } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { EventLog, type NodeType, type User } from "../entities/index.js";
import type { EventType } from "./catalogue.js";
import type { FieldChange } from "./diff.js";
import { safeValue } from "./safe-value.js";

/** Who did something. Every viewer is one; so is somebody without a credential, of whom the origin is known. */
export interface Actor {
  readonly user: Pick<User, "id" | "username"> | null;
  readonly credential: Credential | null;
  readonly origin: Origin;
}

/** What an event is about. */
export interface EventFacts {
  readonly subject?: { readonly type: NodeType; readonly id: number };
  readonly workspaceId?: number | null;
  /** Changed fields: names, and values before and after. Secrets never get here. */
  readonly changes?: Readonly<Record<string, FieldChange>>;
  /** Further facts that are safe to show to administrators. Texts are cut to 200 characters. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Writes events in the transaction of the change that they tell of. */
export class EventRecorder {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Writes one event; call it inside the transaction of the change, so that neither is without the other.
   * @param actor who did it; null: the server itself, or whoever holds the machine.
   */
  async record(actor: Actor | null, type: EventType, facts: EventFacts = {}): Promise<void> {
    await this.recordAll(actor, type, [facts]);
  }

  /** The same for many events of a type, in one statement; at most about 5,000, for each takes ten parameters. */
  async recordAll(actor: Actor | null, type: EventType, all: readonly EventFacts[]): Promise<void> {
    if (all.length === 0) return;
    const by = {
      type,
      actorId: actor?.user?.id ?? null,
      actorName: actor?.user?.username ?? null,
      credential: actor?.credential == null ? null : credentialName({ credential: actor.credential }),
      address: actor?.origin.address ?? null,
      correlationId: actor?.origin.correlationId ?? null,
    };
    await this.transactions
      .manager()
      .getRepository(EventLog)
      .insert(all.map((facts) => ({ ...by, ...columnsOf(facts) })));
  }
}

function columnsOf({ subject, workspaceId, changes, data }: EventFacts) {
  return {
    workspaceId: workspaceId ?? null,
    subjectType: subject?.type ?? null,
    subjectId: subject?.id ?? null,
    data: safeValue({ ...data, ...(changes === undefined ? {} : { changes }) }) as never,
  };
}
