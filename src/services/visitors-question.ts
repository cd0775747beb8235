import type { Viewer } from "../auth/viewer.js";
import type { ChatOverrides } from "../chat/engine.js";
import type { Embed } from "../entities/index.js";
import { ForbiddenError } from "../errors/index.js";
import { isManager } from "../policies/workspace.policy.js";
import type { Conversation } from "./conversation.js";

/** What every visitor of an embed may say; how they are answered is the embed's to decide. */
const visitorsFields: ReadonlySet<string> = new Set([
  "workspaceId",
  "sessionId",
  "message",
  "visitorName",
  "idempotencyKey",
]);

/** What a visitor may say where the embed permits it. */
const overrides: Readonly<
  Record<
    "systemPrompt" | "temperature" | "model",
    keyof Pick<Embed, "allowPromptOverride" | "allowTemperatureOverride" | "allowModelOverride">
  >
> = {
  systemPrompt: "allowPromptOverride",
  temperature: "allowTemperatureOverride",
  model: "allowModelOverride",
};

/**
 * A question, or a conversation, as it holds for its viewer: visitors of an embed have one conversation, that of the
 * session id in their credential, and the embed's mode and memory. Everybody else's is returned as it came.
 * @throws ForbiddenError naming the field that the viewer may not give.
 */
export function visitorsQuestion<Question extends Conversation>(viewer: Viewer, question: Question): Question {
  const { credential } = viewer;
  if (credential.kind !== "embed") return usersQuestion(viewer, question);
  const { embed } = credential;
  const beyond = givenFields(question).find((name) => !visitorsFields.has(name) && !isPermitted(embed, name));
  if (beyond !== undefined) throw new ForbiddenError("Visitors may not set this.", { field: beyond });
  if (question.sessionId !== null && question.sessionId !== credential.sessionId) {
    throw new ForbiddenError("A visitor has the session of its credential, and no other.", { field: "sessionId" });
  }
  const { historyLength } = embed;
  const memory: ChatOverrides = historyLength === null ? {} : { historyLength };
  return { ...question, ...memory, sessionId: credential.sessionId, mode: embed.chatMode };
}

/** What a model costs is the managers' to decide; and users have names already. */
function usersQuestion<Question extends Conversation>(viewer: Viewer, question: Question): Question {
  const given = givenFields(question);
  if (given.includes("model") && !isManager(viewer)) {
    throw new ForbiddenError("Only managers choose another model.", { field: "model" });
  }
  if (given.includes("visitorName"))
    throw new ForbiddenError("Only visitors are given a name.", { field: "visitorName" });
  return question;
}

function givenFields(question: Conversation): string[] {
  return Object.entries(question).flatMap(([name, value]) => (value === null || value === undefined ? [] : [name]));
}

function isPermitted(embed: Embed, field: string): boolean {
  return Object.entries(overrides).some(([name, permission]) => name === field && embed[permission]);
}
