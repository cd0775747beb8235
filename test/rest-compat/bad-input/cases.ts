import type { BadRequest } from "./bad-request.js";
import { openai, questions } from "./chats.cases.js";
import { documents } from "./documents.cases.js";
import { removals } from "./removals.cases.js";
import { bodies, credentials } from "./requests.cases.js";
import { workspaces } from "./workspaces.cases.js";

/** Requests that must be refused, each with the status and the words of the answer. */
export const badRequests: readonly BadRequest[] = [
  ...credentials,
  ...bodies,
  ...workspaces,
  ...documents,
  ...removals,
  ...questions,
  ...openai,
];
