import { safeValue } from "./safe-value.js";

/** Names of fields whose values never get into the event log. */
const sensitive = /secret|password|token|hash|key|sealed|credential/i;

/** A changed field, before and after. */
export interface FieldChange {
  readonly from: unknown;
  readonly to: unknown;
}

/**
 * What a change did to the given fields, for the event log: those that differ, long texts cut to 200 characters. Fields
 * whose names look like a secret's are left out, whoever lists them.
 */
export function diffOf<Row extends object, Name extends keyof Row & string>(
  before: Pick<Row, Name>,
  after: Pick<Row, Name>,
  fields: readonly Name[],
): Readonly<Record<string, FieldChange>> {
  const changed = fields.filter(
    (name) => !sensitive.test(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  return Object.fromEntries(
    changed.map((name) => [name, { from: safeValue(before[name]), to: safeValue(after[name]) }]),
  );
}
