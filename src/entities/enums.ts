import { registerEnumType } from "type-graphql";

/** How a workspace answers. */
export const ChatMode = { CHAT: "chat", QUERY: "query" } as const;
export type ChatMode = (typeof ChatMode)[keyof typeof ChatMode];
registerEnumType(ChatMode, {
  name: "ChatMode",
  description: "How a workspace answers.",
  valuesConfig: {
    CHAT: { description: "From the documents and from what the model knows, with the history of the conversation." },
    QUERY: {
      description: "From the documents alone: refused when this turn's retrieval finds nothing similar enough.",
    },
  },
});

/** Which retrieval stages a search uses. */
export const SearchMode = { HYBRID: "hybrid", VECTOR: "vector", KEYWORD: "keyword" } as const;
export type SearchMode = (typeof SearchMode)[keyof typeof SearchMode];
registerEnumType(SearchMode, {
  name: "SearchMode",
  description: "Which retrieval stages a search uses.",
  valuesConfig: {
    HYBRID: { description: "Vector and keyword search, fused." },
    VECTOR: { description: "Vector search alone." },
    KEYWORD: { description: "Keyword search (BM25) alone." },
  },
});

/** Where a document is on its way into the library. */
export const DocumentStatus = {
  QUEUED: "queued",
  PAUSED: "paused",
  PARSING: "parsing",
  EMBEDDING: "embedding",
  READY: "ready",
  FAILED: "failed",
} as const;
export type DocumentStatus = (typeof DocumentStatus)[keyof typeof DocumentStatus];
registerEnumType(DocumentStatus, {
  name: "DocumentStatus",
  description: "Where a document is on its way into the library.",
  valuesConfig: {
    QUEUED: { description: "Its bytes are stored; its job waits." },
    PAUSED: { description: "Somebody paused it; it waits until it is resumed." },
    PARSING: { description: "Text is being extracted and split." },
    EMBEDDING: { description: "Chunks are being embedded and indexed." },
    READY: { description: "It can be searched." },
    FAILED: { description: "It could not be read; `failure` says why." },
  },
});

/** Which of an owner's documents are read first. */
export const DocumentPriority = { HIGH: "high", NORMAL: "normal", LOW: "low" } as const;
export type DocumentPriority = (typeof DocumentPriority)[keyof typeof DocumentPriority];
registerEnumType(DocumentPriority, {
  name: "DocumentPriority",
  description: "Which of an owner's documents are read first. Other owners get their turns whatever it is.",
  valuesConfig: {
    HIGH: { description: "Four turns for one of NORMAL." },
    NORMAL: { description: "The usual one." },
    LOW: { description: "One turn for four of NORMAL." },
  },
});

/** What became of an exchange. */
export const ChatStatus = {
  PENDING: "pending",
  STREAMING: "streaming",
  COMPLETED: "completed",
  STOPPED: "stopped",
  FAILED: "failed",
  INTERRUPTED: "interrupted",
} as const;
export type ChatStatus = (typeof ChatStatus)[keyof typeof ChatStatus];
registerEnumType(ChatStatus, {
  name: "ChatStatus",
  description: "What became of an exchange. The last four are final.",
  valuesConfig: {
    PENDING: { description: "Accepted; retrieval has not finished." },
    STREAMING: { description: "The answer is being written." },
    COMPLETED: { description: "The answer is whole." },
    STOPPED: { description: "Somebody stopped it; the text so far is kept." },
    FAILED: { description: "The model or the retrieval failed; `error` says how. The text so far is kept." },
    INTERRUPTED: { description: "The server that wrote it went away; the text so far is kept." },
  },
});

/** Why a model ended an answer. */
export const FinishReason = { STOP: "stop", LENGTH: "length" } as const;
export type FinishReason = (typeof FinishReason)[keyof typeof FinishReason];
registerEnumType(FinishReason, {
  name: "FinishReason",
  description: "Why a model ended an answer.",
  valuesConfig: {
    STOP: { description: "It had said everything, or came to a stop string." },
    LENGTH: { description: "It came to the largest number of tokens that it may write." },
  },
});

/** What a user may do, over all workspaces. */
export const UserRole = { ADMIN: "admin", MANAGER: "manager", DEFAULT: "default" } as const;
export type UserRole = (typeof UserRole)[keyof typeof UserRole];
registerEnumType(UserRole, {
  name: "UserRole",
  description: "What a user may do over all workspaces.",
  valuesConfig: {
    ADMIN: { description: "Everything." },
    MANAGER: { description: "Manages workspaces and documents, not users, keys of others or system settings." },
    DEFAULT: { description: "Uses the workspaces it is a member of." },
  },
});

/** What an API key may do. */
export const ApiKeyScope = { READ: "read", WRITE: "write", ADMIN: "admin" } as const;
export type ApiKeyScope = (typeof ApiKeyScope)[keyof typeof ApiKeyScope];
registerEnumType(ApiKeyScope, {
  name: "ApiKeyScope",
  description: "What an API key may do.",
  valuesConfig: {
    READ: { description: "Read workspaces, documents and chats; search." },
    WRITE: { description: "Change workspaces and documents; chat." },
    ADMIN: { description: "Manage API keys, embeds and the instance." },
  },
});

/** What holds an API key. */
export const ApiKeyKind = { PROGRAM: "program", BROWSER_EXTENSION: "browserExtension" } as const;
export type ApiKeyKind = (typeof ApiKeyKind)[keyof typeof ApiKeyKind];
registerEnumType(ApiKeyKind, {
  name: "ApiKeyKind",
  description: "What holds an API key.",
  valuesConfig: {
    PROGRAM: { description: "A program, with the scopes that the key names." },
    BROWSER_EXTENSION: { description: "A browser extension, which reads workspaces and adds documents." },
  },
});

/** Whether an invite can still be claimed. */
export const InviteStatus = { PENDING: "pending", CLAIMED: "claimed", DISABLED: "disabled" } as const;
export type InviteStatus = (typeof InviteStatus)[keyof typeof InviteStatus];
registerEnumType(InviteStatus, {
  name: "InviteStatus",
  description: "Whether an invite can still be claimed.",
  valuesConfig: {
    PENDING: { description: "It can, until it expires." },
    CLAIMED: { description: "Somebody became a user by it." },
    DISABLED: { description: "It was taken back." },
  },
});
