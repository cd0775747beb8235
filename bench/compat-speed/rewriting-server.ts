import { randomUUID } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";

// The least that stands between a model and a client of `stream-chat`: reads the model's server-sent events and writes
// AnythingLLM's, a frame for a token: node rewriting-server.js <model's base URL>. Prints its port.
const [baseUrl = ""] = process.argv.slice(2);

const server = createServer((request, response) => {
  request.resume();
  request.once("end", () => void answer(response).catch(() => response.destroy()));
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`${typeof address === "object" ? address?.port : ""}\n`);
});

async function answer(response: ServerResponse): Promise<void> {
  const upstream = await fetch(`${baseUrl}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ model: "mock-model", stream: true, messages: [{ role: "user", content: "Hello" }] }),
  });
  const uuid = randomUUID();
  const write = (fields: object) => response.write(`data: ${JSON.stringify({ uuid, ...fields })}\n\n`);
  response.writeHead(200, { "content-type": "text/event-stream" });
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of upstream.body ?? []) {
    rest += decoder.decode(bytes, { stream: true });
    const frames = rest.split("\n\n");
    rest = frames.pop() ?? "";
    for (const frame of frames) {
      const data = frame.slice("data: ".length);
      if (data === "[DONE]") continue;
      const { choices } = JSON.parse(data) as { choices: { delta?: { content?: string } }[] };
      const textResponse = choices[0]?.delta?.content ?? "";
      if (textResponse === "") continue;
      write({ sources: [], type: "textResponseChunk", textResponse, close: false, error: false });
    }
  }
  write({ sources: [], type: "textResponseChunk", textResponse: "", close: true, error: false });
  write({ type: "finalizeResponseStream", close: true, error: false, sources: [] });
  response.end();
}
