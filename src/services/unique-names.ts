import { databaseErrorCode, driverErrorOf, uniqueViolation } from "../database/errors.js";
import { ConflictError } from "../errors/index.js";

/** The columns of users that no two share, and the inputs that set them. */
const fields = { username_key: "username", email: "email" } as const;

/**
 * Does work that gives a user a name or an address. Its error must leave the ambient transaction, which has failed with it.
 * @throws ConflictError naming the field when another user has it.
 */
export async function withUniqueNames<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const field = databaseErrorCode(error) === uniqueViolation ? fieldOf(driverErrorOf(error)) : undefined;
    if (field === undefined) throw error;
    throw new ConflictError(`Another user has this ${field}.`, { field, cause: error });
  }
}

/** Postgres names the columns of the violated constraint in the detail: `Key (email)=(...) already exists.` */
function fieldOf(error: unknown): string | undefined {
  const detail = (error as { readonly detail?: unknown }).detail;
  const column = typeof detail === "string" ? /^Key \((\w+)\)/.exec(detail)?.[1] : undefined;
  return column === undefined ? undefined : (fields as Readonly<Record<string, string>>)[column];
}
