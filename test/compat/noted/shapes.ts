/** Keys and types of recorded answers; the values say nothing. */

const date = "2026-11-21T00:38:53.975Z";

/** A workspace of this slug. */
export function workspace(slug = "sample-workspace"): object {
  return {
    workspace: {
      id: 1,
      name: "Sample Workspace",
      slug,
      vectorTag: null,
      createdAt: date,
      openAiTemp: null,
      openAiHistory: 20,
      lastUpdatedAt: date,
      openAiPrompt: null,
      similarityThreshold: 0.25,
      chatProvider: null,
      chatModel: null,
      topN: 4,
      chatMode: "chat",
      pfpFilename: null,
      agentProvider: null,
      agentModel: null,
      queryRefusalResponse: null,
      vectorSearchMode: "default",
      router_id: null,
    },
    message: null,
  };
}

const fields = {
  id: "",
  url: "",
  title: "",
  docAuthor: "",
  description: "",
  docSource: "",
  chunkSource: "",
  published: "",
  wordCount: 1,
  token_count_estimate: 1,
};

/** A document that was added, where the server keeps it. */
export function added(location: string): object {
  const document = { ...fields, pageContent: "", location, isDirectUpload: false };
  return { success: true, error: null, documents: [document] };
}

export const notAdded = { success: false, error: "" };
export const moved = { success: true, message: null };
export const removed = { success: true, message: "" };
export const notRemoved = { success: false, message: "" };
export const message = { message: "" };
export const error = { error: "" };
export const done = { success: true, error: null };
export const notDone = { success: false, error: "" };

/** What a search finds. */
export const hits = { results: [{ id: "", text: "", metadata: {}, distance: 1, score: 1 }] };

/** A chat that ends before it begins. */
export const abort = { id: "", type: "abort", textResponse: null, sources: [], close: true, error: "" };

const metrics = {
  prompt_tokens: 1,
  completion_tokens: 1,
  total_tokens: 1,
  duration: 1,
  outputTps: 1,
  model: "",
  provider: "",
  timestamp: date,
};

/** A whole answer. */
export const answer = {
  id: "",
  type: "textResponse",
  close: true,
  error: null,
  chatId: 1,
  textResponse: "",
  sources: [],
  metrics,
};

/** An answer that no model gave: a refusal, or that a chat was reset. */
export const said = {
  id: "",
  type: "textResponse",
  textResponse: "",
  sources: [],
  close: true,
  error: null,
  metrics: {},
};

const chunk = { uuid: "", sources: [], type: "textResponseChunk", textResponse: "", close: false, error: false };
const closed = { ...chunk, close: true };
const finished = { uuid: "", type: "finalizeResponseStream", close: true, error: false, chatId: 1, metrics };

/** The events of streams, by how they end. */
export const streams = {
  answered: [chunk, closed, { ...finished, sources: [] }],
  atOnce: [closed, { ...finished, sources: [] }],
  empty: [closed, { uuid: "", type: "finalizeResponseStream", close: true, error: false }],
  cut: [chunk, { ...abort, error: "" }, { uuid: "", type: "finalizeResponseStream", close: true, error: false }],
  said: [said],
  aborted: [abort],
  widget: [chunk, closed],
} as const;

const entry = { role: "user", content: "", sentAt: 1, attachments: [], chatId: 1 };
const reply = {
  type: "chat",
  role: "assistant",
  content: "",
  sources: [],
  chatId: 1,
  sentAt: 1,
  feedbackScore: null,
  metrics: {},
};

/** A conversation. */
export const history = { history: [entry, reply] };

/** A thread of this slug; the person that it belongs to only where there are people. */
export function thread(slug: string, owner: number | null = null): object {
  const whole = { id: 1, name: "", slug, workspace_id: 1, user_id: owner, createdAt: date, lastUpdatedAt: date };
  return { thread: whole, message: null };
}

const usage = { completion_tokens: 1, prompt_tokens: 1, total_tokens: 1 };

/** A whole answer for OpenAI's clients. */
export const completion = {
  id: "",
  object: "chat.completion",
  created: 1,
  model: "",
  choices: [{ index: 0, message: { role: "assistant", content: "" }, logprobs: null, finish_reason: "" }],
  usage,
};

const part = { index: 0, delta: { role: "assistant", content: "" }, logprobs: null };

/** A stream for OpenAI's clients. */
export const completionStream = [
  { ...completion, choices: [{ ...part, finish_reason: null }], usage: {} },
  { ...completion, choices: [{ ...part, finish_reason: "stop" }] },
];

export const embeddings = { object: "list", data: [{ object: "embedding", embedding: [0.1], index: 0 }], model: "" };

/** A new embed of this id. */
export function embed(uuid: string): object {
  const whole = {
    id: 1,
    uuid,
    enabled: true,
    chat_mode: "chat",
    allowlist_domains: null,
    allow_model_override: false,
    allow_temperature_override: false,
    allow_prompt_override: false,
    max_chats_per_day: null,
    max_chats_per_session: null,
    message_limit: null,
    workspace_id: 1,
    createdBy: null,
    usersId: null,
    createdAt: date,
  };
  return { embed: whole, error: null };
}

/** A user by number. */
export function user(id: number, username: string): object {
  const whole = {
    id,
    username,
    pfpFilename: null,
    role: "default",
    suspended: 0,
    seen_recovery_codes: false,
    createdAt: date,
    lastUpdatedAt: date,
    dailyMessageLimit: null,
    bio: "",
  };
  return { user: whole, error: null };
}

/** An invite by number. */
export function invite(id: number): object {
  const whole = { id, code: "", status: "pending", claimedBy: null, workspaceIds: "[]", createdAt: date, createdBy: 0 };
  return { invite: { ...whole, lastUpdatedAt: date }, error: null };
}

export const members = { users: [{ userId: 1, username: "", role: "", lastUpdatedAt: date }] };
