import type OpenAI from "openai";

/** What takes long may take so long: pictures, and recordings of hours. */
const timeoutMilliseconds = 300_000;
const officialBaseUrl = "https://api.openai.com/v1";

/**
 * OpenAI's own client, for what LangChain has no model of, of a server that speaks OpenAI's wire format. Loaded when it is
 * first needed.
 * @param baseUrl undefined: OpenAI's own
 * @param apiKey undefined where the server wants none
 */
export async function openAiClient(baseUrl: string | undefined, apiKey: string | undefined): Promise<OpenAI> {
  const { default: Client } = await import("openai");
  return new Client({
    apiKey: apiKey ?? "none",
    baseURL: baseUrl ?? officialBaseUrl,
    timeout: timeoutMilliseconds,
    maxRetries: 0,
    // Everything that the client would otherwise read from environment variables of its own.
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    logLevel: "off",
  });
}
