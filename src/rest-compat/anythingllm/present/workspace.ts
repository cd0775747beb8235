import { defaultSystemPrompt } from "../../../config/index.js";
import type {
  ListedThreadFieldsFragment,
  PlaceFieldsFragment,
  WorkspaceFieldsFragment,
} from "../../../generated/operations.js";
import { presentProvider } from "../../chat/providers.js";
import { describeDocument } from "../../documents/describe.js";

/** A workspace in AnythingLLM's words. Settings that only AnythingLLM has are null. */
export function presentWorkspace(workspace: WorkspaceFieldsFragment) {
  return {
    id: workspace.databaseId,
    name: workspace.name,
    slug: workspace.slug,
    vectorTag: null,
    createdAt: workspace.createdAt,
    openAiTemp: workspace.temperature,
    openAiHistory: workspace.historyLength,
    lastUpdatedAt: workspace.updatedAt,
    openAiPrompt: workspace.systemPrompt ?? defaultSystemPrompt,
    similarityThreshold: workspace.similarityThreshold,
    chatProvider: workspace.chatProvider === null ? null : presentProvider(workspace.chatProvider),
    chatModel: workspace.chatModel,
    topN: workspace.topN,
    chatMode: workspace.chatMode === "QUERY" ? "query" : "chat",
    pfpFilename: null,
    agentProvider: null,
    agentModel: null,
    queryRefusalResponse: workspace.refusalText,
    vectorSearchMode: "default",
    router_id: null,
  };
}

/** A thread as it stands in a workspace. */
export function presentThread({ slug, name, user }: ListedThreadFieldsFragment) {
  return { user_id: user?.databaseId ?? null, slug, name };
}

/** A document's place in a workspace. */
export function presentPlace(place: PlaceFieldsFragment, workspaceId: number) {
  const { document } = place;
  return {
    id: place.databaseId,
    docId: document.uuid,
    filename: fileNameOf(document.location),
    docpath: document.location,
    workspaceId,
    metadata: JSON.stringify({ ...describeDocument(document), id: document.uuid }),
    pinned: place.pinned,
    watched: document.watch !== null,
    createdAt: place.createdAt,
    lastUpdatedAt: place.createdAt,
  };
}

/** The last part of a document's location. */
export function fileNameOf(location: string): string {
  return location.slice(location.lastIndexOf("/") + 1);
}
