import { type OpenAiUpstream, startOpenAiUpstream } from "./openai-upstream.js";
import { startTestServer, type TestServer } from "./server.js";

/**
 * Starts a server whose chat model is another process's: `upstream`, which notes what it is asked. It ends with the server.
 * @param environment on top of that
 */
export async function startModelServer(
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly server: TestServer; readonly upstream: OpenAiUpstream }> {
  const upstream = await startOpenAiUpstream();
  const server = await startTestServer({
    LLM_PROVIDER: "openai-compatible",
    LLM_MODEL: "test-model",
    LLM_BASE_URL: upstream.baseUrl,
    ...environment,
  });
  const stop = async () => {
    await server.stop();
    await upstream.close();
  };
  return { server: { ...server, stop }, upstream };
}
