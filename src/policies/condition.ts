/** A rule on rows, as SQL. In it the row goes by an alias, its columns by the names of the entity's properties. */
export interface Condition {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** True of every row. */
export const always: Condition = { sql: "true", parameters: {} };

/** True of no row. */
export const never: Condition = { sql: "false", parameters: {} };

/** True where all are. */
export function all(...conditions: readonly Condition[]): Condition {
  return joined(" AND ", conditions);
}

/** True where one is. */
export function any(...conditions: readonly Condition[]): Condition {
  return joined(" OR ", conditions);
}

function joined(operator: string, conditions: readonly Condition[]): Condition {
  return {
    sql: `(${conditions.map(({ sql }) => sql).join(operator)})`,
    parameters: Object.assign({}, ...conditions.map(({ parameters }) => parameters)) as Condition["parameters"],
  };
}
