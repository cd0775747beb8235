import { getMetadataStorage, type ValidationError, validate } from "class-validator";
import { ArgumentValidationError } from "type-graphql";

const ruled = new WeakMap<object, boolean>();

/**
 * Checks an argument by the rules of its class, or the items of a list by those of theirs. Classes without a rule cost
 * nothing: class-validator would go through the rules of all classes to find that out, for each argument of each field.
 * @throws ArgumentValidationError
 */
export async function validateArgument(value: unknown): Promise<void> {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const faults: ValidationError[] = [];
  for (const item of items) {
    if (typeof item !== "object" || item === null || !hasRules(item)) continue;
    faults.push(...(await validate(item, { forbidUnknownValues: false, skipMissingProperties: true })));
  }
  if (faults.length > 0) throw new ArgumentValidationError(faults);
}

function hasRules(item: object): boolean {
  const made: unknown = item.constructor;
  // JSON has no class, and may have a property of that name.
  if (typeof made !== "function") return false;
  const known = ruled.get(made);
  if (known !== undefined) return known;
  const found = getMetadataStorage().getTargetValidationMetadatas(made, "", true, false).length > 0;
  ruled.set(made, found);
  return found;
}
