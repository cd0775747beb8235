export type { ChatModel, ChatModelChoice, Passage } from "./chat-model.js";
export { ChatModels, type ChatModelSettings } from "./chat-models.js";
export type { EmbeddingModel, EmbeddingSpace, EmbedOptions } from "./embedding-model.js";
export { EmbeddingModels } from "./embedding-models.js";
export { ImageModel, type MadeImage, type ReferenceImage } from "./images.js";
export { withoutReasoning } from "./reasoning.js";
export { type AnswerOutcome, streamAnswer, type StreamAnswerOptions } from "./stream-answer.js";
export { type SpokenPassage, TranscriptionModel } from "./transcription.js";
export { UpstreamError, UpstreamTimeoutError } from "./upstream-errors.js";
