import { ChangeSettingsOperation, FindSystemOperation } from "../../../generated/operations.js";
import type { CallerClient } from "../../client.js";
import { inVariables, planOf } from "./change.js";
import { variables } from "./variables.js";

/** What became of variables. */
export interface ChangedEnvironment {
  /** The variables that hold now, as they were given; secrets hidden. */
  readonly newValues: Readonly<Record<string, unknown>>;
  /** What was refused, each with its reason; false: nothing. */
  readonly error: string | false;
}

/** How many refusals are told of one by one. */
const mostTold = 20;

/** Changes the settings that variables stand for: each that can be changed. */
export async function changeEnvironment(
  client: CallerClient,
  given: Readonly<Record<string, unknown>>,
): Promise<ChangedEnvironment> {
  const { settings } = await client.execute(FindSystemOperation, {});
  const { changes, refused } = planOf(given, settings);
  const values = changes.map(({ setting, value }) => ({ name: setting, value }));
  const answer =
    values.length === 0
      ? { refused: [] }
      : (await client.execute(ChangeSettingsOperation, { input: { values, skipRefused: true } })).updateSettings;
  const held = new Set(answer.refused.map(({ name }) => name));
  const failed = new Set(changes.filter(({ setting }) => held.has(setting)).map(({ variable }) => variable));
  const names = [...new Set(changes.map(({ variable }) => variable))].filter((name) => !failed.has(name));
  const told = [...refused, ...answer.refused.map((refusal) => inVariables(refusal, given, settings))];
  return {
    newValues: Object.fromEntries(names.map((name) => [name, shown(name, given[name])])),
    error: told.length === 0 ? false : sentences(told),
  };
}

function shown(name: string, value: unknown): unknown {
  return variables[name]?.kind === "secret" ? "********" : value;
}

function sentences(refused: readonly { readonly name: string; readonly message: string }[]): string {
  const told = refused.slice(0, mostTold).map(({ name, message }) => `${name}: ${message}`);
  const more = refused.length - told.length;
  return `${told.join("; ")}${more > 0 ? `; and ${more} more` : ""}.`;
}
