import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import type { Embeddings } from "@langchain/core/embeddings";
import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { BaseMessage } from "@langchain/core/messages";
import type { ChatGenerationChunk } from "@langchain/core/outputs";
import { ChatOllama, type ChatOllamaInput, OllamaEmbeddings } from "@langchain/ollama";
import { abortableFetch } from "./abortable-fetch.js";
import type { ChatConnection, EmbeddingConnection } from "./connections.js";

const localBaseUrl = "http://127.0.0.1:11434";

/** A chat model of an Ollama server. */
export function ollamaChat(connection: ChatConnection): BaseChatModel {
  return new AbortableOllama({
    model: connection.model,
    baseUrl: connection.baseUrl ?? localBaseUrl,
    // Ollama cuts a longer prompt without a word; its default window is much smaller than most models'.
    numCtx: connection.contextWindow,
    maxRetries: 0,
    ...authorization(connection.apiKey),
    ...(connection.temperature === null ? {} : { temperature: connection.temperature }),
    ...(connection.maxTokens === null ? {} : { numPredict: connection.maxTokens }),
  });
}

/** An embedding model of an Ollama server. Texts longer than the model reads are cut by the server. */
export function ollamaEmbeddings(connection: EmbeddingConnection): Embeddings {
  return new OllamaEmbeddings({
    model: connection.model,
    baseUrl: connection.baseUrl ?? localBaseUrl,
    truncate: true,
    maxRetries: 0,
    ...(connection.apiKey === null ? {} : { headers: { authorization: `Bearer ${connection.apiKey}` } }),
    fetch: (input, init) => abortableFetch(input, { ...init, signal: AbortSignal.timeout(connection.timeoutMs) }),
  });
}

/**
 * The vendor's client looks at the signal when the next piece arrives, and then aborts every stream of the same client.
 * With a client for each answer the signal closes exactly its own connection, at once.
 */
class AbortableOllama extends ChatOllama {
  constructor(private readonly input: ChatOllamaInput & { readonly model: string }) {
    super(input);
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const { signal } = options;
    const abortable: typeof fetch = (input, init) => fetch(input, { ...init, signal: anyOf(init?.signal, signal) });
    yield* new ChatOllama({ ...this.input, fetch: abortable })._streamResponseChunks(messages, options, runManager);
  }
}

function anyOf(...signals: readonly (AbortSignal | null | undefined)[]): AbortSignal {
  return AbortSignal.any(signals.filter((signal) => signal != null));
}

function authorization(apiKey: string | null): { headers?: Headers } {
  return apiKey === null ? {} : { headers: new Headers({ authorization: `Bearer ${apiKey}` }) };
}
