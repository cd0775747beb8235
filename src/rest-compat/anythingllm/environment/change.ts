import {
  activePlaces,
  type Family,
  presentProviders,
  providerVariables,
  type SettingState,
  stateIn,
  type Variable,
  variables,
} from "./variables.js";

/** A change of a setting, and the variable that asks for it. */
export interface PlannedChange {
  readonly variable: string;
  readonly setting: string;
  readonly value: unknown;
}

/** A variable that changes nothing, with the reason. */
export interface RefusedVariable {
  readonly name: string;
  readonly message: string;
}

/** What becomes of the variables of a request. */
export interface EnvironmentPlan {
  readonly changes: readonly PlannedChange[];
  readonly refused: readonly RefusedVariable[];
}

/** How clients send back a secret that was shown to them hidden. */
const hidden = "******";

/**
 * What variables would change, with regard to who the providers are once they are changed: `OpenAiKey` is for whatever
 * model is OpenAI's then, and for nothing when none is.
 */
export function planOf(given: Readonly<Record<string, unknown>>, settings: readonly SettingState[]): EnvironmentPlan {
  const providerOf = providersAfter(given, settings);
  const changes: PlannedChange[] = [];
  const refused: RefusedVariable[] = [];
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === "string" && value.includes(hidden)) continue;
    const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (variable === undefined) {
      refused.push({ name: name.slice(0, 100), message: elsewhere.get(name) ?? "there is no such setting" });
      continue;
    }
    const taken = take(variable, value);
    const places = activePlaces(variable, providerOf);
    if ("message" in taken) refused.push({ name, message: taken.message });
    else if (places.length === 0) refused.push({ name, message: forAnother(variable) });
    else changes.push(...places.map(({ setting }) => ({ variable: name, setting, value: taken.value })));
  }
  return { changes, refused };
}

/** The provider of a family after a request: the one that it names, if it names one that there is. */
function providersAfter(given: Readonly<Record<string, unknown>>, settings: readonly SettingState[]) {
  const present = presentProviders(stateIn(settings));
  return (family: Family): unknown => {
    const named = given[providerVariables[family]];
    const choices = variables[providerVariables[family]]?.choices ?? {};
    return typeof named === "string" && Object.hasOwn(choices, named) ? choices[named] : present(family);
  };
}

type Taken = { readonly value: unknown } | { readonly message: string };

/** A variable's value as its setting takes it. */
function take({ kind, choices = {} }: Variable, value: unknown): Taken {
  if (typeof value !== "string") return { message: "must be a text" };
  const text = value.trim();
  switch (kind) {
    case "choice":
      if (Object.hasOwn(choices, text)) return { value: choices[text] };
      return { message: `must be one of ${Object.keys(choices).join(", ")}` };
    case "number":
    case "numberAsText":
      return /^\d{1,15}$/.test(text) ? { value: Number(text) } : { message: "must be a number" };
    case "flag":
      if (["true", "1"].includes(text)) return { value: true };
      return ["false", "0", ""].includes(text) ? { value: false } : { message: "must be true or false" };
    case "secret":
    case "text":
      return { value: text === "" ? null : text };
  }
}

/** Names that clients know, and why they cannot be changed here. */
const elsewhere: ReadonlyMap<string, string> = new Map([
  ["VectorDB", "vectors are in the instance's own database, and nowhere else"],
  ["AuthToken", "there is no password of the whole instance; people have accounts"],
  ["JWTSecret", "the instance's key is changed on its machine alone"],
  ["StorageDir", "the data folder is set on the instance's machine alone"],
]);

/** Why a variable changes nothing while no model is that provider's. */
function forAnother({ places }: Variable): string {
  const families = new Set(places.flatMap(({ family }) => (family === undefined ? [] : [family])));
  const providers = [...families].map((family) => {
    const choices = Object.entries(variables[providerVariables[family]]?.choices ?? {});
    const own = new Set(places.filter((place) => place.family === family).map(({ provider }) => provider));
    const names = choices.filter(([, provider]) => own.has(provider)).map(([name]) => name);
    return `${providerVariables[family]} ${names.join(" or ")}`;
  });
  return `needs ${providers.join(", or ")}; give them together`;
}

/** A refusal in the words of AnythingLLM's clients: settings are called by the variables that stand for them here. */
export function inVariables(
  refusal: RefusedVariable,
  given: Readonly<Record<string, unknown>>,
  settings: readonly SettingState[],
): RefusedVariable {
  const providerOf = providersAfter(given, settings);
  const names = new Map(
    Object.entries(variables).flatMap(([name, variable]) =>
      activePlaces(variable, providerOf).map(({ setting }) => [setting, name] as const),
    ),
  );
  return {
    name: names.get(refusal.name) ?? refusal.name,
    message: refusal.message.replace(/\b[a-z]+[A-Z]\w+/g, (word) => names.get(word) ?? word),
  };
}
