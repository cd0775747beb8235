import { isSettingName } from "./setting-catalogue.js";
import { togetherWith } from "./setting-faults.js";

/** What is to be changed. */
export interface SettingChanges {
  readonly values: readonly { readonly name: string; readonly value: unknown }[];
  /** Names of settings that get back their value from the environment, or their default. */
  readonly reset: readonly string[];
  /** Whether what is refused is left out, and the rest is changed; else all is changed, or nothing. */
  readonly skipRefused?: boolean;
}

/** A setting that is not changed, with the reason. Never repeats a value. */
export interface Refusal {
  readonly name: string;
  readonly message: string;
}

/**
 * What is left of changes without those that have faults. Settings that belong together, as a provider, its address and
 * its key do, are refused together: half of them would send a key to an address that it was not given for.
 * @returns every change that is left out, each once with a reason; of two faults of one setting the first.
 */
export function withoutRefused(
  changes: SettingChanges,
  faults: readonly Refusal[],
): { readonly changes: SettingChanges; readonly refused: readonly Refusal[] } {
  const refused = new Map<string, string>();
  for (const { name, message } of faults) if (!refused.has(name)) refused.set(name, message);
  for (const { name } of faults) {
    for (const sibling of isSettingName(name) ? togetherWith(name) : []) {
      if (!refused.has(sibling)) refused.set(sibling, `is left as it is, since ${name} is refused`);
    }
  }
  const given = new Set([...changes.values.map(({ name }) => name), ...changes.reset]);
  const named = new Set(faults.map(({ name }) => name));
  if (![...given].some((name) => refused.has(name))) {
    // What is wrong was so before: no part of the changes mends it.
    for (const name of given) refused.set(name, `is left as it is, since ${[...named].join(", ")} is not valid`);
  }
  return {
    changes: {
      ...changes,
      values: changes.values.filter(({ name }) => !refused.has(name)),
      reset: changes.reset.filter((name) => !refused.has(name)),
    },
    refused: [...refused]
      .filter(([name]) => given.has(name) || named.has(name))
      .map(([name, message]) => ({ name, message })),
  };
}
