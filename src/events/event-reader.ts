import type { SelectQueryBuilder } from "typeorm";
import type { Transactions } from "../database/transaction.js";
import { EventLog } from "../entities/index.js";
import { type EventFilter, narrowEvents } from "./event-filter.js";

/** A place in the log, which is ordered by the transaction that wrote an event, then by its id. */
export interface EventPosition {
  readonly transactionId: number;
  readonly id: number;
}

/** Which events to read. */
export interface EventSelection {
  readonly filter?: EventFilter;
  /** A further rule on rows, in which the event is called `event`. */
  readonly condition?: { readonly sql: string; readonly parameters: Readonly<Record<string, unknown>> };
  /** Only events before this horizon; left out: before that of the moment. */
  readonly horizon?: number;
}

/** Below it every transaction has ended, so that no event can appear there any more. */
const presentHorizon = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

/**
 * Reads the log in an order to which events are only added at the end, so that whoever reads on from a position misses
 * none. Neither ids nor times are such an order: a transaction that took the smaller id may commit later. Here an event
 * shows once no transaction that began to write before its own still runs; Postgres counts those of its other databases.
 */
export class EventReader {
  constructor(private readonly transactions: Transactions) {}

  /** The present horizon: the log before it is complete. */
  async horizon(): Promise<number> {
    const [row] = await this.transactions.query<{ horizon: number }>(`SELECT ${presentHorizon} AS horizon`);
    return row?.horizon ?? 0;
  }

  /** The events of a selection, unordered. */
  select({ filter = {}, condition, horizon }: EventSelection = {}): SelectQueryBuilder<EventLog> {
    const query = this.transactions.manager().getRepository(EventLog).createQueryBuilder("event");
    if (horizon === undefined) query.where(`event.transactionId < ${presentHorizon}`);
    else query.where("event.transactionId < :horizon", { horizon });
    if (condition !== undefined) query.andWhere(condition.sql, condition.parameters);
    narrowEvents(query, filter);
    return query;
  }

  /**
   * The next events after a position, at most `limit`, each with its `transactionId`.
   * @param position null: from the start of the log.
   */
  async readAfter(
    position: EventPosition | null,
    limit: number,
    selection: EventSelection = {},
  ): Promise<(EventLog & EventPosition)[]> {
    const query = this.select(selection).addSelect("event.transactionId");
    if (position !== null) {
      query.andWhere("(event.transactionId, event.id) > (:positionTransactionId, :positionId)", {
        positionTransactionId: position.transactionId,
        positionId: position.id,
      });
    }
    return query.orderBy("event.transactionId", "ASC").addOrderBy("event.id", "ASC").limit(limit).getMany();
  }
}
