import type { Caller } from "../callers.js";
import type { World, WorldObject } from "../world/index.js";
import { type Kind, knows, type ObjectName } from "./knowledge.js";

/** `ok`, `null` (no error, and nothing found), or the code of an error. */
export type Outcome =
  | "ok"
  | "null"
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "CONFLICT"
  | "LINK_REFUSED"
  | "IMAGE_PROVIDER_MISSING";

/** What the arguments of a case are made from. */
export interface Given {
  /** The object that the case is about. */
  readonly object: WorldObject;
  /** The id of another object; where the case will be admitted and changes things, of one that nothing else needs. */
  readonly id: (name: ObjectName) => Promise<string>;
  /** The id of what stands in the world. */
  readonly standing: (name: ObjectName) => string;
  readonly world: World;
  /** Differs in every case. */
  readonly unique: string;
}
export type Variables = Readonly<Record<string, unknown>>;
type MakeVariables = (given: Given) => Variables | Promise<Variables>;

/** A way in which a field names an object. */
export interface About {
  readonly kind: Kind;
  readonly variables: MakeVariables;
  /** For an id that nothing has, and for what the caller may not know of. */
  readonly unknown: Outcome;
  /** For an id of another type; as for an unknown one unless given. */
  readonly wrongType?: Outcome;
  /** Objects on which more, or less, is admitted than to know of them; for all callers, or for some. */
  readonly unlike?: Partial<Record<ObjectName, Outcome | Partial<Record<Caller, Outcome>>>>;
  /** Callers for whom it makes no difference which object, or whether there is one. */
  readonly always?: Partial<Record<Caller, Outcome>>;
  /** The case uses up or changes its object. */
  readonly changes?: true;
}

/** What a root field is expected to do. */
export interface FieldExpectation {
  /** Whom the field admits. */
  readonly who: readonly Caller[];
  /** The case that is about no object. */
  readonly plain?: {
    readonly variables?: MakeVariables;
    readonly outcome?: Outcome;
    readonly unlike?: Partial<Record<Caller, Outcome>>;
    /** The field lists all objects of a kind that the caller may know of; or those that are given. */
    readonly lists?: Kind | ((caller: Caller) => readonly ObjectName[]);
  };
  readonly about?: readonly About[];
  /** The field uses up the credential that it is called with, or changes its user. */
  readonly usesUp?: true;
}

/** A table of fields by their names. */
export type FieldTable = Readonly<Record<string, FieldExpectation>>;

/** What the field's permission makes of a caller; null: it admits the caller. */
export function refusal(caller: Caller, who: readonly Caller[]): Outcome | null {
  if (who.includes(caller)) return null;
  return caller === "nobody" ? "UNAUTHENTICATED" : "FORBIDDEN";
}

/** What is expected of a case about an object. */
export function outcomeAbout(
  caller: Caller,
  who: readonly Caller[],
  about: About,
  name: ObjectName | "unknown" | "wrongType",
): Outcome {
  const refused = refusal(caller, who);
  if (refused !== null) return refused;
  if (name === "wrongType") return about.wrongType ?? about.unknown;
  const always = about.always?.[caller];
  if (always !== undefined) return always;
  if (name === "unknown") return about.unknown;
  const unlike = about.unlike?.[name];
  const special = typeof unlike === "object" ? unlike[caller] : unlike;
  return special ?? (knows(caller, name) ? "ok" : about.unknown);
}
