import { z } from "zod";
import type { UpdateEmbedInput } from "../../generated/operations.js";
import { defined, flag, numeric } from "../routing/values.js";
import { chatMode, modeOf } from "./settings.js";

/** How many entries an allowlist may have. */
const mostDomains = 100;

/** A limit, of which 0 is the same as none. */
const limit = numeric(z.number().int().min(0).max(2_147_483_647))
  .nullish()
  .transform((value) => (value === 0 ? null : value));

/**
 * The pages that may ask: domains (`example.com`, which means https) or origins, as a list or separated by commas. Empty:
 * there is no allowlist. What is none is refused by its place in the list.
 */
const allowlist = z
  .union([z.array(z.string()), z.string()], { error: "must be a list of domains, or domains separated by commas" })
  .nullish()
  .transform((given, context) => {
    if (given === null || given === undefined) return given;
    const entries = (typeof given === "string" ? given.split(",") : given).map((entry) => entry.trim());
    const origins = entries.map(originOf);
    const fault = origins.indexOf(null);
    if (fault < 0 && origins.length <= mostDomains)
      return origins.filter((origin): origin is string => origin !== null && origin !== "");
    const message = fault < 0 ? `has more than ${mostDomains} entries` : `${entries[fault] ?? ""} is no domain`;
    context.issues.push({ code: "custom", input: given, message });
    return z.NEVER;
  });

/** The settings of an embed, as both creation and update take them. */
export const embedSettings = z.object({
  enabled: flag().nullish(),
  chat_mode: chatMode.nullish(),
  allowlist_domains: allowlist.describe("Domains or origins whose pages may ask; none: every page."),
  allow_model_override: flag().nullish(),
  allow_temperature_override: flag().nullish(),
  allow_prompt_override: flag().nullish(),
  max_chats_per_day: limit,
  max_chats_per_session: limit,
  message_limit: limit.describe("How many earlier exchanges the model sees."),
  workspace_id: numeric(z.number().int()).nullish().describe("The number of the workspace that is asked."),
});

/** An example of the settings. */
export const embedSettingsExample = {
  chat_mode: "chat",
  allowlist_domains: ["example.com"],
  allow_model_override: false,
  allow_temperature_override: false,
  allow_prompt_override: false,
  max_chats_per_day: 100,
  max_chats_per_session: 10,
};

/**
 * The settings as the schema's inputs take them; what is absent stays as it is.
 * @param everybody what stands for an empty allowlist
 */
export function embedInput(
  settings: z.output<typeof embedSettings>,
  everybody: readonly string[],
): Omit<UpdateEmbedInput, "embedId" | "workspaceId"> {
  const origins = settings.allowlist_domains;
  return defined({
    enabled: settings.enabled ?? undefined,
    chatMode: modeOf(settings.chat_mode),
    allowedOrigins: origins === undefined ? undefined : origins === null || origins.length === 0 ? everybody : origins,
    allowModelOverride: settings.allow_model_override ?? undefined,
    allowTemperatureOverride: settings.allow_temperature_override ?? undefined,
    allowPromptOverride: settings.allow_prompt_override ?? undefined,
    maxChatsPerDay: settings.max_chats_per_day,
    maxChatsPerSession: settings.max_chats_per_session,
    historyLength: settings.message_limit,
  });
}

/** What clients call the fields of the schema's inputs. */
export const embedSettingNames: Readonly<Record<string, string>> = {
  chatMode: "chat_mode",
  allowedOrigins: "allowlist_domains",
  maxChatsPerDay: "max_chats_per_day",
  maxChatsPerSession: "max_chats_per_session",
  historyLength: "message_limit",
  workspaceId: "workspace_id",
};

/** The origin of an entry; "" for an empty one, null for what is none. */
function originOf(entry: string): string | null {
  if (entry === "" || entry === "*") return entry;
  const url = /^[a-z][a-z\d+.-]*:\/\//i.test(entry) ? entry : `https://${entry}`;
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return null;
  const { origin, hostname } = new URL(url);
  return hostname.includes("*") ? null : origin;
}
