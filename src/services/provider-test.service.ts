import { HumanMessage } from "@langchain/core/messages";
import { embeddingProviders, llmProviders } from "../config/settings.js";
import { DocentError, ValidationError } from "../errors/index.js";
import { ChatModels, EmbeddingModels, streamAnswer } from "../providers/index.js";
import type { ProviderSettings } from "./provider-settings.js";

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

const patienceMilliseconds = 15_000;

/** Tries providers before an administrator relies on them. */
export class ProviderTestService {
  constructor(private readonly settings: ProviderSettings) {}

  /**
   * Asks a model for a few words, or for one vector. Faults of the provider are in the result. The stored key is sent to
   * the stored provider at its stored address alone.
   * @throws ValidationError for a provider that cannot be asked at all.
   */
  async run(trial: ProviderTrial): Promise<ProviderTrialResult> {
    const from = performance.now();
    const settings = this.with(trial);
    const isChat = trial.kind === "chat";
    const facts = {
      provider: isChat ? settings.LLM_PROVIDER : settings.EMBEDDING_PROVIDER,
      model: (isChat ? settings.LLM_MODEL : settings.EMBEDDING_MODEL) ?? null,
    };
    try {
      const dimensions = isChat ? await this.ask(settings) : await this.embed(settings);
      return { ...facts, ok: true, durationMilliseconds: performance.now() - from, dimensions, error: null };
    } catch (error) {
      if (!(error instanceof DocentError) || error instanceof ValidationError) throw error;
      const { code, message } = error;
      const durationMilliseconds = performance.now() - from;
      return { ...facts, ok: false, durationMilliseconds, dimensions: null, error: { code, message } };
    }
  }

  private with({ kind, provider, model, baseUrl, apiKey }: ProviderTrial): ProviderSettings {
    const stored = { ...this.settings };
    const isChat = kind === "chat";
    const before = isChat
      ? {
          provider: stored.LLM_PROVIDER,
          model: stored.LLM_MODEL,
          baseUrl: stored.LLM_BASE_URL,
          key: stored.LLM_API_KEY,
        }
      : {
          provider: stored.EMBEDDING_PROVIDER,
          model: stored.EMBEDDING_MODEL,
          baseUrl: stored.EMBEDDING_BASE_URL,
          key: stored.EMBEDDING_API_KEY,
        };
    const isSameProvider = provider === undefined || provider === before.provider;
    const address = baseUrl ?? (isSameProvider ? before.baseUrl : undefined);
    // A key that is not given now must not be told to anybody whom it was not meant for.
    const key = apiKey ?? (isSameProvider && address === before.baseUrl ? before.key : undefined);
    const name = model ?? (isSameProvider ? before.model : undefined);
    const chosen = provider ?? before.provider;
    const known: readonly string[] = isChat ? llmProviders : embeddingProviders;
    if (!known.includes(chosen)) throw new ValidationError(`must be one of ${known.join(", ")}`, { field: "provider" });
    return isChat
      ? {
          ...stored,
          LLM_PROVIDER: chosen as ProviderSettings["LLM_PROVIDER"],
          LLM_MODEL: name,
          LLM_BASE_URL: address,
          LLM_API_KEY: key,
          LLM_TIMEOUT_SECONDS: patienceMilliseconds / 1_000,
        }
      : {
          ...stored,
          EMBEDDING_PROVIDER: chosen as ProviderSettings["EMBEDDING_PROVIDER"],
          EMBEDDING_MODEL: name,
          EMBEDDING_BASE_URL: address,
          EMBEDDING_API_KEY: key,
        };
  }

  private async ask(settings: ProviderSettings): Promise<null> {
    const model = await new ChatModels(settings).get({ maxTokens: 16 });
    const answer = streamAnswer(model, {
      messages: [new HumanMessage("Say hello.")],
      passages: [],
      stop: [],
      signal: AbortSignal.timeout(patienceMilliseconds),
      silenceMs: patienceMilliseconds,
    });
    for await (const piece of answer) if (piece !== "") return null;
    throw new DocentError("upstream", "UPSTREAM_EMPTY", "The model gave no answer.");
  }

  private async embed(settings: ProviderSettings): Promise<number> {
    return (await new EmbeddingModels(settings).get()).space.dimensions;
  }
}
