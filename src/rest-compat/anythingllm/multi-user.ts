import { FindInstanceOperation } from "../../generated/operations.js";
import { MultiUserModeRequiredError } from "../../errors/index.js";
import { type ErrorShape, sentence, text } from "../routing/answer.js";
import type { CallerClient } from "../client.js";

/** @throws MultiUserModeRequiredError in single-user mode. */
export async function assertMultiUserMode(client: CallerClient): Promise<void> {
  const { instance } = await client.execute(FindInstanceOperation, {});
  if (!instance.multiUserMode) throw new MultiUserModeRequiredError();
}

/** An error shape that says 401 in single-user mode, as AnythingLLM's administration does. */
export function inMultiUserMode(shape: ErrorShape): ErrorShape {
  return (fault) => (fault.code === singleUser ? text("Unauthorized", 401) : shape(fault));
}

/** The same in a sentence, as AnythingLLM's other routes about users say it. */
export function tellingOfMode(shape: ErrorShape): ErrorShape {
  return (fault) =>
    fault.code === singleUser ? sentence("Instance is not in Multi-User mode. Permission denied.", 401) : shape(fault);
}

const singleUser = "MULTI_USER_MODE_REQUIRED";
