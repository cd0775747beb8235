import type { Recording } from "../recording.js";
import { answers, answersText, exchange, forbidden, get, post, unkeyed } from "./exchange.js";

const exported = "/v1/system/export-chats";
const listed = { chats: [{ id: 1, workspaceId: 1, prompt: "", response: "" }], hasPages: false };
/** The system, and administration without users. */
export const system: readonly Recording[] = [
  exchange(
    317,
    "su-admin-workspace-chats-offset",
    post("/v1/admin/workspace-chats", { offset: 1 }),
    answers(200, listed),
  ),
  exchange(
    319,
    "su-admin-workspace-chats-noauth",
    unkeyed("POST", "/v1/admin/workspace-chats", { offset: 0 }),
    forbidden,
  ),
  exchange(325, "system-noauth", unkeyed("GET", "/v1/system"), forbidden),
  exchange(
    328,
    "update-env-invalid-provider",
    post("/v1/system/update-env", { LLMProvider: "nope" }),
    answers(200, { newValues: {}, error: "" }),
  ),
  exchange(330, "update-env-empty", post("/v1/system/update-env"), answers(200, { newValues: {}, error: false })),
  exchange(332, "export-chats-json", get(`${exported}?type=json`), answers(200, [{ id: 1, prompt: "", response: "" }])),
  exchange(
    334,
    "export-chats-alpaca",
    get(`${exported}?type=jsonAlpaca`),
    answers(200, [{ instruction: "", output: "" }]),
  ),
  exchange(336, "export-chats-bad-type", get(`${exported}?type=nope`), answersText(400)),
  exchange(
    355,
    "update-env-restore",
    post("/v1/system/update-env", { GenericOpenAiTokenLimit: "4096" }),
    answers(200, { newValues: { GenericOpenAiTokenLimit: "" }, error: false }),
  ),
];
