import { z } from "zod";
import { ChangeSettingsOperation, FindInstanceOperation } from "../../../generated/operations.js";
import { json } from "../../routing/answer.js";
import { type Route, route } from "../../routing/route.js";
import { ignored } from "../../routing/values.js";
import { doneError, plainError } from "../errors.js";
import { assertMultiUserMode, inMultiUserMode } from "../multi-user.js";
import { doneSchema, singleUser } from "./administration-responses.js";
import { forbidden } from "./responses.js";

const tags = ["Admin"];

/** What holds for the instance as a whole. */
export const instanceRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/admin/is-multi-user-mode",
    summary: "Whether people have accounts here",
    description: "Routes of users, invites and members need it.",
    tags,
    responses: {
      200: { description: "Whether they have.", schema: z.object({ isMultiUser: z.boolean() }) },
      403: forbidden,
    },
    errors: plainError,
    handle: async ({ client }) => {
      const { instance } = await client.execute(FindInstanceOperation, {});
      return json({ isMultiUser: instance.multiUserMode });
    },
  }),
  route({
    method: "POST",
    path: "/admin/preferences",
    summary: "Change what holds for all users",
    description: "In multi-user mode alone. What is left out stays.",
    tags,
    body: z.object({
      support_email: z.string().nullish().describe("Where users find help; null or an empty text: nowhere."),
    }),
    bodyExample: { support_email: "support@example.com" },
    responses: {
      200: {
        description: "It is changed.",
        schema: doneSchema.extend({ message: z.string().nullable().describe("Properties that were ignored.") }),
      },
      400: { description: "A value is not valid.", schema: doneSchema },
      401: singleUser,
      403: forbidden,
    },
    errors: inMultiUserMode(doneError),
    fieldNames: { values: "support_email", supportEmail: "support_email" },
    precondition: assertMultiUserMode,
    handle: async ({ client, body, unknownKeys }) => {
      if (body.support_email !== undefined) {
        const values = [{ name: "supportEmail", value: body.support_email === "" ? null : body.support_email }];
        await client.execute(ChangeSettingsOperation, { input: { values } });
      }
      return json({ success: true, error: null, message: ignored(unknownKeys) });
    },
  }),
];
