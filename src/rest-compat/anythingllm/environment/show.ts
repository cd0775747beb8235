import { absent } from "./absent.js";
import { activePlaces, presentProviders, type SettingState, stateIn, type Variable, variables } from "./variables.js";

/** What `GET /system` is made of. */
export interface SystemFacts {
  readonly multiUserMode: boolean;
  /** Whether no workspace can be deleted. */
  readonly keepsWorkspaces: boolean;
  readonly settings: readonly SettingState[];
  readonly documentCount: number;
  readonly vectorCount: number;
}

/**
 * The settings by AnythingLLM's names. Secrets show as whether there is one. What Docent has no setting for is as
 * AnythingLLM shows it where nobody has set it, since clients rely on the names and their types.
 */
export function presentSystem({ multiUserMode, keepsWorkspaces, settings, documentCount, vectorCount }: SystemFacts) {
  const state = stateIn(settings);
  const providerOf = presentProviders(state);
  const shown: Record<string, unknown> = { ...absent };
  for (const [name, variable] of Object.entries(variables)) {
    const [place] = activePlaces(variable, providerOf);
    const value = place === undefined ? undefined : show(variable, state(place.setting));
    shown[name] = value ?? absent[name] ?? (variable.kind === "secret" ? false : "");
  }
  return {
    ...shown,
    MultiUserMode: multiUserMode,
    WorkspaceDeletionProtection: keepsWorkspaces,
    HasExistingEmbeddings: vectorCount > 0,
    HasCachedEmbeddings: documentCount > 0,
    VectorDB: "pgvector",
    LLMModel: state("chatModel").value ?? "",
  };
}

function show({ kind, choices = {} }: Variable, { value, isSet }: SettingState): unknown {
  switch (kind) {
    case "secret":
      return isSet;
    case "choice":
      return Object.entries(choices).find(([, own]) => own === value)?.[0] ?? null;
    case "numberAsText":
      return typeof value === "number" ? String(value) : null;
    case "flag":
    case "number":
    case "text":
      return value;
  }
}
