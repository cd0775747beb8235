import { decodeGlobalId, type NodeType } from "../entities/index.js";
import { NotFoundError } from "../errors/index.js";

/**
 * The database id inside a global id of the expected type.
 * @throws NotFoundError for anything else: to the caller a wrong id is an unknown one.
 */
export function databaseIdOf(type: NodeType, globalId: string, field: string): number {
  const decoded = decodeGlobalId(globalId);
  if (decoded === null || decoded.type !== type) throw new NotFoundError(type, { field });
  return decoded.databaseId;
}

/** The same for an optional id. */
export function optionalDatabaseIdOf(
  type: NodeType,
  globalId: string | null | undefined,
  field: string,
): number | null {
  return globalId === null || globalId === undefined ? null : databaseIdOf(type, globalId, field);
}

/** The same for a list; the field of an error tells which one was at fault. */
export function databaseIdsOf(type: NodeType, globalIds: readonly string[], field: string): number[] {
  return globalIds.map((globalId, index) => databaseIdOf(type, globalId, `${field}.${index}`));
}
