import type { Viewer } from "../auth/viewer.js";
import { ForbiddenError } from "../errors/index.js";
import type { Conversation } from "./conversation.js";

/** What visitors of an embed may say; how they are answered is the embed's to decide. */
const visitorsFields: ReadonlySet<string> = new Set(["workspaceId", "sessionId", "message", "idempotencyKey"]);

/**
 * A question, or a conversation, as it holds for its viewer: visitors of an embed have one conversation, that of the
 * session id in their credential, and the embed's mode. Everybody else's is returned as it came.
 * @throws ForbiddenError naming the field that a visitor may not give.
 */
export function visitorsQuestion<Question extends Conversation>(viewer: Viewer, question: Question): Question {
  const { credential } = viewer;
  if (credential.kind !== "embed") return question;
  const beyond = Object.entries(question).find(
    ([name, value]) => value !== null && value !== undefined && !visitorsFields.has(name),
  );
  if (beyond !== undefined) throw new ForbiddenError("Visitors may not set this.", { field: beyond[0] });
  if (question.sessionId !== null && question.sessionId !== credential.sessionId) {
    throw new ForbiddenError("A visitor has the session of its credential, and no other.", { field: "sessionId" });
  }
  return { ...question, sessionId: credential.sessionId, mode: credential.embed.chatMode };
}
