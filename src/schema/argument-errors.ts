import { validateSync, type ValidationError as Fault } from "class-validator";
import { ArgumentValidationError } from "type-graphql";
import { ValidationError } from "../errors/index.js";

/** Turns the faults that class-validator finds in inputs into our own error, which names the field. */
export function describeArgumentError(error: unknown): unknown {
  return error instanceof ArgumentValidationError ? described(error.extensions.validationErrors) : error;
}

/**
 * Checks an input by its class's rules; for subscriptions, whose arguments type-graphql does not check.
 * @throws ValidationError naming the first field at fault.
 */
export function checkedInput<T extends object>(inputClass: new () => T, values: T): T {
  const input = Object.assign(new inputClass(), values);
  const faults = validateSync(input, { forbidUnknownValues: false });
  if (faults.length > 0) throw described(faults);
  return input;
}

/**
 * Checks an input by its class's rules; for inputs that are nested in another one, of which type-graphql checks only the
 * outermost.
 * @throws ValidationError naming the first field at fault.
 */
export function assertInput(input: object): void {
  const faults = validateSync(input, { forbidUnknownValues: false, skipMissingProperties: true });
  if (faults.length > 0) throw described(faults);
}

function described(faults: readonly Fault[], path: readonly string[] = []): ValidationError {
  const [fault] = faults;
  if (fault === undefined) return new ValidationError("is not valid", { field: path.join(".") });
  const here = [...path, fault.property];
  const message = Object.values(fault.constraints ?? {})[0];
  return message === undefined
    ? described(fault.children ?? [], here)
    : new ValidationError(message, { field: here.join(".") });
}
