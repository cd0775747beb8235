import type { Caller } from "../callers.js";
import type { WorldObject } from "../world/index.js";
import { readers } from "./groups.js";
import { type Kind, knows, type ObjectName } from "./knowledge.js";

/** What a request of a route is made of. */
export interface RouteRequest {
  readonly path: string;
  readonly body?: unknown;
}

/** A route of a REST dialect, or a way in which it names an object. */
export interface RouteExpectation {
  /** Whom it admits, of those who may use the dialect at all. */
  readonly who: readonly Caller[];
  /** What it is about; none: about nothing. */
  readonly kind?: Kind;
  readonly request: (object: WorldObject, standing: (name: ObjectName) => WorldObject) => RouteRequest;
  /** The status without a user's credential; 403 unless given. */
  readonly unauthenticated?: number;
  /** The status for what is unknown, whatever the caller may do with what is known. */
  readonly unknown?: number;
  /** Statuses that differ. */
  readonly unlike?: Partial<Record<ObjectName | "unknown" | "plain", Partial<Record<Caller, number>>>>;
  /** It changes or uses up its object. */
  readonly changes?: true;
}

/** Statuses of an admission, and of a refusal. */
export const admitted = 200;
export const refused = 403;

/** The status that is expected of a case. Dialects are for users: with a key, or signed in. */
export function statusOf(caller: Caller, route: RouteExpectation, name: ObjectName | "unknown" | "plain"): number {
  const unlike = route.unlike?.[name]?.[caller];
  if (unlike !== undefined) return unlike;
  if (!readers.includes(caller)) return route.unauthenticated ?? refused;
  if (name !== "plain" && (name === "unknown" || !knows(caller, name))) return route.unknown ?? admitted;
  return route.who.includes(caller) ? admitted : refused;
}
