import { z } from "zod";

/** A time in ISO 8601. */
const time = z.iso.datetime();
const facts = {
  url: z.string(),
  title: z.string(),
  docAuthor: z.string(),
  description: z.string(),
  docSource: z.string(),
  chunkSource: z.string(),
  published: z.string(),
  wordCount: z.number(),
  token_count_estimate: z.number(),
};

/** A workspace. */
export const workspaceSchema = z
  .looseObject({
    id: z.number(),
    name: z.string(),
    slug: z.string(),
    vectorTag: z.null(),
    createdAt: time,
    openAiTemp: z.number().nullable(),
    openAiHistory: z.number(),
    lastUpdatedAt: time,
    openAiPrompt: z.string(),
    similarityThreshold: z.number(),
    chatProvider: z.string().nullable(),
    chatModel: z.string().nullable(),
    topN: z.number(),
    chatMode: z.enum(["chat", "query"]),
    pfpFilename: z.null(),
    agentProvider: z.null(),
    agentModel: z.null(),
    queryRefusalResponse: z.string().nullable(),
    vectorSearchMode: z.string(),
    router_id: z.null(),
  })
  .meta({ id: "Workspace" });

/** A document's place in a workspace. */
export const placeSchema = z
  .object({
    id: z.number(),
    docId: z.string(),
    filename: z.string(),
    docpath: z.string(),
    workspaceId: z.number(),
    metadata: z.string().describe("The document's facts as JSON."),
    pinned: z.boolean(),
    watched: z.boolean(),
    createdAt: time,
    lastUpdatedAt: time,
  })
  .meta({ id: "WorkspaceDocument" });

/** A workspace with its documents. */
export const fullWorkspaceSchema = workspaceSchema
  .extend({
    documents: z.array(placeSchema),
    contextWindow: z.number().describe("How many tokens the instance's chat model reads at once."),
    currentContextTokenCount: z.number().describe("Tokens of the pinned documents."),
  })
  .meta({ id: "FullWorkspace" });

/** A document of the library. */
export const documentSchema = z
  .looseObject({
    name: z.string(),
    type: z.literal("file"),
    id: z.string(),
    ...facts,
    cached: z.boolean(),
  })
  .meta({ id: "Document" });

/** A document in a listing of its folder. */
export const listedSchema = documentSchema
  .extend({
    canWatch: z.boolean(),
    pinnedWorkspaces: z.array(z.number()),
    watched: z.boolean(),
  })
  .meta({ id: "ListedDocument" });

/** A document that was just added. */
export const addedSchema = z
  .looseObject({
    location: z.string(),
    name: z.string(),
    id: z.string(),
    ...facts,
    pageContent: z.string(),
    isDirectUpload: z.boolean(),
  })
  .meta({ id: "AddedDocument" });

/** What an answer cost; empty when no model was asked. */
export const metricsSchema = z
  .union([
    z.object({
      prompt_tokens: z.number(),
      completion_tokens: z.number(),
      total_tokens: z.number(),
      outputTps: z.number(),
      duration: z.number(),
      model: z.string(),
      provider: z.string(),
      timestamp: time,
    }),
    z.object({}).strict(),
  ])
  .meta({ id: "Metrics" });

/** A passage that an answer rests on. */
export const sourceSchema = z
  .looseObject({
    id: z.string(),
    ...facts,
    text: z.string(),
    chunk: z.string(),
    sourceId: z.string(),
    docId: z.string(),
    page: z.number().nullable(),
    score: z.number(),
    _distance: z.number(),
  })
  .meta({ id: "Source" });

/** A whole answer. */
export const answerSchema = z
  .object({
    id: z.string(),
    uuid: z.string(),
    type: z.literal("textResponse"),
    close: z.literal(true),
    error: z.null(),
    chatId: z.number().optional(),
    textResponse: z.string(),
    sources: z.array(sourceSchema),
    metrics: metricsSchema,
    sessionId: z.string().nullable(),
    confidence: z.number().nullable(),
  })
  .meta({ id: "Answer" });

/** An answer that failed. */
export const abortSchema = z
  .object({
    id: z.string(),
    uuid: z.string(),
    type: z.literal("abort"),
    textResponse: z.null(),
    sources: z.array(z.never()),
    close: z.literal(true),
    error: z.string(),
  })
  .meta({ id: "Abort" });

/** An event of a streamed answer. */
export const chunkSchema = z
  .looseObject({
    id: z.string(),
    uuid: z.string(),
    type: z.string(),
    textResponse: z.string(),
    close: z.boolean(),
  })
  .meta({ id: "StreamEvent" });

/** A conversation: `history` has a message an entry, `chats` an exchange. */
export const conversationSchema = z
  .object({
    history: z.array(
      z.looseObject({
        role: z.enum(["user", "assistant"]),
        content: z.string(),
        sentAt: z.number(),
        chatId: z.number(),
        sources: z.array(sourceSchema).optional(),
        metrics: metricsSchema.optional(),
      }),
    ),
    chats: z.array(z.looseObject({ id: z.number(), prompt: z.string(), response: z.string(), createdAt: z.string() })),
  })
  .meta({ id: "Conversation" });

/** A thread. */
export const threadSchema = z
  .object({
    id: z.number(),
    name: z.string(),
    slug: z.string(),
    workspace_id: z.number(),
    user_id: z.number().nullable(),
    createdAt: time,
    lastUpdatedAt: time,
  })
  .meta({ id: "Thread" });
