import { z } from "zod";
import { CreateUserOperation, DeleteUserOperation, UpdateUserOperation } from "../../../generated/operations.js";
import { ValidationError } from "../../../errors/index.js";
import { type ErrorShape, json } from "../../routing/answer.js";
import { type Route, route } from "../../routing/route.js";
import { defined, flag, given, numeric } from "../../routing/values.js";
import { doneError } from "../errors.js";
import { assertMultiUserMode, inMultiUserMode } from "../multi-user.js";
import { presentUser, roleOf, roles, userSchema } from "../present/user.js";
import { userOf, usersOf } from "../users.js";
import { done, doneSchema, singleUser } from "./administration-responses.js";
import { forbidden } from "./responses.js";

const tags = ["Admin"];
const role = z.enum(roles, { error: "Invalid role. Allowed roles are: default, admin, manager" });
const dailyMessageLimit = numeric(z.number().int().min(0).max(1_000_000));
const facts = { email: z.string().max(254).nullish(), bio: z.string().max(1_000).nullish() };

/** AnythingLLM's people have names of these characters alone; elsewhere, and so in the list of users, others have more. */
const username = /^[a-z0-9][a-z0-9._@-]*$/;

/** @throws ValidationError for a name that AnythingLLM's clients cannot give. */
function assertGiveable(name: string): void {
  if (username.test(name)) return;
  const rule = "Username must only contain lowercase letters, numbers, periods, underscores, hyphens and @";
  throw new ValidationError(`${rule}, with no spaces.`, { field: "username" });
}

/** `{"user": null, "error"}`: creation of users. */
const userError: ErrorShape = ({ kind, field, message, status }) => {
  const isTaken = kind === "conflict" && field !== undefined;
  return json({ user: null, error: isTaken ? `A user with that ${field} already exists` : message }, status);
};

/** AnythingLLM says 200 when a change of a user is refused, and why in the body. */
const told = { invalid: 200, notFound: 200, conflict: 200 } as const;

/** The people of the instance. */
export const usersRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/admin/users",
    summary: "List the users",
    description: "In multi-user mode alone; passwords are never shown.",
    tags,
    responses: {
      200: { description: "Everybody, oldest first.", schema: z.object({ users: z.array(userSchema) }) },
      401: singleUser,
      403: forbidden,
    },
    errors: inMultiUserMode(userError),
    precondition: assertMultiUserMode,
    handle: async ({ client }) => {
      return json({ users: (await usersOf(client)).map(presentUser) });
    },
  }),
  route({
    method: "POST",
    path: "/admin/users/new",
    summary: "Make a user",
    description: "In multi-user mode alone. The user signs in with the name and the password.",
    tags,
    body: z.object({
      username: z
        .string()
        .describe("2 to 100 lowercase letters, numbers, periods, underscores, hyphens and @; nobody else's."),
      password: z.string().max(128).describe("By the instance's rules, at least 8 characters."),
      role: role.nullish().describe("`default` unless given."),
      dailyMessageLimit: dailyMessageLimit.nullish(),
      ...facts,
    }),
    bodyExample: { username: "sample-sam", password: "a long password", role: "default" },
    responses: {
      200: { description: "The new user.", schema: z.object({ user: userSchema, error: z.null() }) },
      400: {
        description: "The name is taken, or something is not valid.",
        schema: z.object({ user: z.null(), error: z.string() }),
        example: { user: null, error: "A user with that username already exists" },
      },
      401: singleUser,
      403: forbidden,
    },
    errors: inMultiUserMode(userError),
    statuses: { conflict: 400 },
    precondition: assertMultiUserMode,
    handle: async ({ client, body }) => {
      assertGiveable(body.username);
      const { role: name, ...rest } = body;
      const input = {
        ...given(rest),
        username: body.username,
        password: body.password,
        role: roleOf(name ?? "default"),
      };
      const { createUser } = await client.execute(CreateUserOperation, { input });
      return json({ user: presentUser(createUser.user), error: null });
    },
  }),
  route({
    method: "POST",
    path: "/admin/users/:id",
    summary: "Change a user",
    description: "What is left out stays. A new password, and a suspension, end the user's sessions.",
    tags,
    body: z.object({
      username: z.string().nullish(),
      password: z.string().max(128).nullish(),
      role: role.nullish(),
      suspended: flag().nullish(),
      dailyMessageLimit: dailyMessageLimit.nullish().describe("null: the instance's default."),
      ...facts,
    }),
    bodyExample: { bio: "Looks after the archive.", suspended: 0 },
    responses: { 200: done("Whether it was changed, and why not."), 401: singleUser, 403: forbidden },
    errors: inMultiUserMode(doneError),
    statuses: told,
    precondition: assertMultiUserMode,
    handle: async ({ client, params, body }) => {
      const { id: userId, username: before } = await userOf(client, params["id"] ?? "");
      if (body.username != null && body.username !== before) assertGiveable(body.username);
      const { dailyMessageLimit: limit, email, role: name, ...rest } = body;
      const changes = {
        ...given(rest),
        ...defined({ dailyMessageLimit: limit, email }),
        ...(name == null ? {} : { role: roleOf(name) }),
      };
      if (Object.keys(changes).length === 0) return json({ success: false, error: "No valid updates applied." });
      await client.execute(UpdateUserOperation, { input: { userId, ...changes } });
      return json({ success: true, error: null });
    },
  }),
  route({
    method: "DELETE",
    path: "/admin/users/:id",
    summary: "Delete a user",
    description: "With its keys, sessions and chats. The last administrator cannot be deleted.",
    tags,
    responses: {
      200: done("Whether the user is gone."),
      401: singleUser,
      403: forbidden,
      404: { description: "There is no such user.", schema: doneSchema },
    },
    errors: inMultiUserMode(doneError),
    statuses: { conflict: 200 },
    precondition: assertMultiUserMode,
    handle: async ({ client, params }) => {
      const { id: userId } = await userOf(client, params["id"] ?? "");
      await client.execute(DeleteUserOperation, { userId });
      return json({ success: true, error: null });
    },
  }),
];
