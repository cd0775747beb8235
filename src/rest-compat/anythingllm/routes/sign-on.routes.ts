import { z } from "zod";
import { FindInstanceOperation, IssueAuthTokenOperation } from "../../../generated/operations.js";
import { json, sentence } from "../../routing/answer.js";
import { type Route, route } from "../../routing/route.js";
import { plainError } from "../errors.js";
import { assertMultiUserMode, tellingOfMode } from "../multi-user.js";
import { presentRole, roles } from "../present/user.js";
import { userOf, usersOf } from "../users.js";
import { singleUserSentence } from "./administration-responses.js";
import { forbidden } from "./responses.js";

const tags = ["User Management"];
const isOff = "It must be enabled to validate or issue temporary auth tokens.";
const needsMany = "Multi-User mode is not enabled. It must be enabled to use Simple SSO.";

/** What other systems need to sign people in. */
export const signOnRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/users",
    summary: "List the users, with what identifies them",
    description: "In multi-user mode alone.",
    tags,
    responses: {
      200: {
        description: "Everybody, oldest first.",
        schema: z.object({
          users: z.array(z.object({ id: z.number(), username: z.string(), role: z.enum(roles) })),
        }),
      },
      401: singleUserSentence,
      403: forbidden,
    },
    errors: tellingOfMode(plainError),
    precondition: assertMultiUserMode,
    handle: async ({ client }) => {
      const users = await usersOf(client);
      return json({
        users: users.map(({ databaseId, username, role }) => ({ id: databaseId, username, role: presentRole(role) })),
      });
    },
  }),
  route({
    method: "GET",
    path: "/users/:id/issue-auth-token",
    summary: "Issue a token that signs a user in",
    description: "Good once, within an hour. `loginPath`, opened in a browser, signs the user in.",
    tags,
    responses: {
      200: {
        description: "The token.",
        schema: z.object({ token: z.string(), loginPath: z.string() }),
      },
      403: {
        description: "There is no valid API key with the admin scope (JSON), or single sign-on is off (a sentence).",
        schema: z.object({ error: z.string() }),
      },
      404: { description: "There is no such user.", schema: z.object({ error: z.string() }) },
    },
    errors: plainError,
    handle: async ({ client, params }) => {
      const { instance } = await client.execute(FindInstanceOperation, {});
      if (!instance.multiUserMode) return sentence(needsMany, 403);
      if (!instance.singleSignOn) return sentence(`Simple SSO is not enabled. ${isOff}`, 403);
      const { id: userId } = await userOf(client, params["id"] ?? "");
      const { issueAuthToken } = await client.execute(IssueAuthTokenOperation, { userId });
      return json(issueAuthToken);
    },
  }),
];
