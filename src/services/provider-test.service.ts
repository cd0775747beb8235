import { HumanMessage } from "@langchain/core/messages";
import { FinishReason } from "../entities/index.js";
import { DocentError, ValidationError } from "../errors/index.js";
import { ChatModels, EmbeddingModels, streamAnswer, UpstreamError, UpstreamTimeoutError } from "../providers/index.js";
import type { ProviderSettings } from "./provider-settings.js";
import { providerSettings } from "./provider-settings.js";
import { settingCatalogue, type SettingName, type SettingValues } from "./setting-catalogue.js";
import { contradictions, modelSettings } from "./setting-faults.js";
import type { SettingsService } from "./settings.service.js";

/** A provider to be tried; what is left out is as the instance has it. */
export interface ProviderTrial {
  readonly kind: "chat" | "embedding";
  readonly provider?: string | undefined;
  readonly model?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly apiKey?: string | undefined;
}

/** How a trial went. */
export interface ProviderTrialResult {
  readonly ok: boolean;
  readonly provider: string;
  readonly model: string | null;
  readonly durationMilliseconds: number;
  /** Of an embedding model that answered. */
  readonly dimensions: number | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** How long a trial may take in all, in milliseconds. */
const patience = 15_000;
/** Tokens at most; some models think before they say a word. */
const longestAnswer = 64;

type Field = "provider" | "model" | "baseUrl" | "apiKey";

/** Tries providers before an administrator relies on them. */
export class ProviderTestService {
  constructor(private readonly settings: Pick<SettingsService, "get">) {}

  /**
   * Asks a model for a few words, or for one vector. Faults of the provider are in the result. The stored key is sent to
   * the stored provider at its stored address alone.
   * @throws ValidationError for a provider that cannot be asked at all.
   */
  async run(trial: ProviderTrial): Promise<ProviderTrialResult> {
    const from = performance.now();
    const names = modelSettings[trial.kind];
    const get = this.valuesFor(trial);
    const facts = { provider: get(names.provider), model: get(names.model) };
    const settings = providerSettings({ get });
    try {
      const dimensions = trial.kind === "chat" ? await ask(settings) : await embed(settings);
      return { ...facts, ok: true, durationMilliseconds: performance.now() - from, dimensions, error: null };
    } catch (error) {
      if (!(error instanceof DocentError) || error instanceof ValidationError) throw error;
      const { code, message } = error;
      const durationMilliseconds = performance.now() - from;
      return { ...facts, ok: false, durationMilliseconds, dimensions: null, error: { code, message } };
    }
  }

  /** The settings as they would be with what is tried. */
  private valuesFor(trial: ProviderTrial): SettingsService["get"] {
    const names = modelSettings[trial.kind];
    const now = this.settings.get.bind(this.settings);
    const isSameProvider = trial.provider === undefined || trial.provider === now(names.provider);
    const baseUrl = trial.baseUrl ?? (isSameProvider ? now(names.baseUrl) : null);
    // A key that is not given now must not be told to anybody whom it was not meant for.
    const isSamePlace = isSameProvider && baseUrl === now(names.baseUrl);
    const tried: Readonly<Record<Field, unknown>> = {
      provider: trial.provider ?? now(names.provider),
      model: trial.model ?? (isSameProvider ? now(names.model) : null),
      baseUrl,
      apiKey: trial.apiKey ?? (isSamePlace ? now(names.apiKey) : null),
    };
    const fields = Object.keys(tried) as Field[];
    for (const field of fields) assertValid(names[field], tried[field], field);
    const changed = new Map<SettingName, unknown>(fields.map((field) => [names[field], tried[field]]));
    const get = <Name extends SettingName>(name: Name): SettingValues[Name] =>
      changed.has(name) ? (changed.get(name) as SettingValues[Name]) : now(name);
    const fault = contradictions(get).find(({ name }) => changed.has(name));
    if (fault !== undefined) {
      throw new ValidationError(fault.message, {
        field: fields.find((field) => names[field] === fault.name) ?? "provider",
      });
    }
    return get;
  }
}

/** The rules of the settings hold for what is tried too. */
function assertValid(name: SettingName, value: unknown, field: Field): void {
  const parsed = settingCatalogue[name].rule.safeParse(value);
  if (!parsed.success) throw new ValidationError(parsed.error.issues[0]?.message ?? "is not valid", { field });
}

async function ask(settings: ProviderSettings): Promise<null> {
  const model = await new ChatModels(settings).get({ maxTokens: longestAnswer });
  const signal = AbortSignal.timeout(patience);
  const answer = streamAnswer(model, {
    messages: [new HumanMessage("Say hello.")],
    passages: [],
    stop: [],
    signal,
    silenceMs: patience,
  });
  try {
    const piece = await answer.next();
    if (signal.aborted) throw new UpstreamTimeoutError(`The model did not answer within ${patience / 1_000} seconds.`);
    // A model that had used up its tokens before its first word has answered too.
    if (piece.done !== true || piece.value.finishReason === FinishReason.LENGTH) return null;
    throw new UpstreamError("UPSTREAM_ERROR", "The model gave no answer.");
  } finally {
    await answer.return({ promptTokens: null, completionTokens: null, finishReason: null });
  }
}

async function embed(settings: ProviderSettings): Promise<number> {
  const models = new EmbeddingModels(settings, { timeoutMs: patience, probeAttempts: 1 });
  return (await models.get()).space.dimensions;
}
