import type { SelectQueryBuilder } from "typeorm";
import type { EventLog, NodeType } from "../entities/index.js";
import type { EventType } from "./catalogue.js";

/** Narrows a list of events; what is left out admits any. Users and workspaces may be gone since. */
export interface EventFilter {
  readonly types?: readonly EventType[] | undefined;
  /** Whoever did it. */
  readonly actorId?: number | undefined;
  readonly workspaceId?: number | undefined;
  readonly subjectType?: NodeType | undefined;
  /** Not before this moment. */
  readonly from?: Date | undefined;
  /** Before this moment. */
  readonly to?: Date | undefined;
}

/** Adds a filter's conditions to a query in which events are called `event`. */
export function narrowEvents(query: SelectQueryBuilder<EventLog>, filter: EventFilter): void {
  const { types, actorId, workspaceId, subjectType, from, to } = filter;
  if (types !== undefined) query.andWhere("event.type = ANY(:types)", { types });
  if (actorId !== undefined) query.andWhere("event.actorId = :actorId", { actorId });
  if (workspaceId !== undefined) query.andWhere("event.workspaceId = :workspaceId", { workspaceId });
  if (subjectType !== undefined) query.andWhere("event.subjectType = :subjectType", { subjectType });
  if (from !== undefined) query.andWhere("event.createdAt >= :from", { from });
  if (to !== undefined) query.andWhere("event.createdAt < :to", { to });
}
