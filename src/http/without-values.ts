/** What graphql-js appends to a reason is what was given, from the first colon on. */
const unfit = /(?:^|; )((?:Enum "\w+"|\w+) cannot represent [\w -]+): (?![\s\S]*; \w+ cannot represent )/;
const unknownName = /(?:^|; )Value [\s\S]* does not exist in ("\w+") enum\./;
const unexpected = /^Expected value of type ("[^"]+"), found /;
/** Reasons that speak of types and names of fields alone. */
const harmless =
  /; ((?:Field "\w+" (?:is not defined by type|of required type)|Expected (?:non-nullable )?type) "[^"]+"[^";]*(?:Did you mean [\w", ]+\?)?)$/;
const variable = /^Variable "(\$\w+)" got invalid value /;
const place = / at "([\w.[\]]+)"; /;

/**
 * The message of a request's error without the values of the request, which may be secrets and would end up in the logs of
 * clients: where a value is wrong, and why, but not which it is. Other messages come back as they are.
 */
export function withoutValues(message: string): string {
  const name = variable.exec(message)?.[1];
  if (name === undefined) return reasonIn(message) ?? message;
  const path = place.exec(message)?.[1];
  const where = path === undefined ? "" : ` at "${path}"`;
  return `Variable "${name}" got an invalid value${where}; ${reasonIn(message) ?? "it does not fit its type."}`;
}

function reasonIn(message: string): string | null {
  const enumName = unknownName.exec(message)?.[1];
  if (enumName !== undefined) return `The value does not exist in ${enumName} enum.`;
  const cut = unfit.exec(message)?.[1];
  if (cut !== undefined) return `${cut}.`;
  const type = unexpected.exec(message)?.[1];
  if (type !== undefined) return `Expected value of type ${type}.`;
  return harmless.exec(message)?.[1] ?? null;
}
