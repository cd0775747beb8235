import { z } from "zod";
import type { CreateWorkspaceInput } from "../../generated/operations.js";
import { chatProviders, type ProviderName, providerNames } from "../chat/providers.js";
import { defined, numeric } from "../routing/values.js";

const modes = ["chat", "query", "automatic"] as const;

/** How a chat is answered. `automatic` asks for an agent where agents are configured, else it is `chat`. */
export const chatMode = z.enum(modes, {
  // An object may bring a `toString` of its own, which is none.
  error: ({ input }) => `${typeof input === "string" ? input : "That"} is not a valid mode.`,
});

/** The schema's name of a mode. */
export function modeOf(mode: (typeof modes)[number] | null | undefined): "CHAT" | "QUERY" | undefined {
  if (mode === null || mode === undefined) return undefined;
  return mode === "query" ? "QUERY" : "CHAT";
}

/** The settings of a workspace, as both creation and update take them. */
export const workspaceSettings = z.object({
  similarityThreshold: numeric(z.number().min(0).max(1)).nullish(),
  openAiTemp: numeric(z.number().min(0).max(2)).nullish(),
  openAiHistory: numeric(z.number().int().min(0).max(200)).nullish(),
  openAiPrompt: z.string().max(32_768).nullish(),
  queryRefusalResponse: z.string().max(4_096).nullish(),
  chatMode: chatMode.nullish(),
  topN: numeric(z.number().int().min(1).max(100)).nullish(),
  chatProvider: z
    .enum(["", ...providerNames])
    .nullish()
    .describe("Who answers; null or an empty text: whoever does for the instance."),
  chatModel: z.string().max(200).nullish(),
  vectorSearchMode: z
    .enum(["normal", "default", "rerank"])
    .nullish()
    .describe("All three mean vector and keyword search, fused; there is no reranker to choose."),
});

/** The settings as the schema's inputs take them: what is absent stays as it is, null and "" reset what may be null. */
export function settingsInput(settings: z.output<typeof workspaceSettings>): Omit<CreateWorkspaceInput, "name"> {
  return defined({
    similarityThreshold: settings.similarityThreshold ?? undefined,
    temperature: settings.openAiTemp,
    historyLength: settings.openAiHistory ?? undefined,
    systemPrompt: orNull(settings.openAiPrompt),
    refusalText: orNull(settings.queryRefusalResponse),
    chatMode: modeOf(settings.chatMode),
    topN: settings.topN ?? undefined,
    searchMode: settings.vectorSearchMode == null ? undefined : ("HYBRID" as const),
    chatProvider: vendorOf(settings.chatProvider),
    chatModel: orNull(settings.chatModel),
  });
}

/** What AnythingLLM's clients call the fields of the schema's inputs. */
export const settingNames: Readonly<Record<string, string>> = {
  temperature: "openAiTemp",
  historyLength: "openAiHistory",
  systemPrompt: "openAiPrompt",
  refusalText: "queryRefusalResponse",
};

function vendorOf(name: ProviderName | "" | null | undefined) {
  return name === "" ? null : name && chatProviders[name];
}

function orNull(value: string | null | undefined): string | null | undefined {
  return value === "" ? null : value;
}
