import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { PageArguments, toConnection } from "../schema/connection.js";
import { type Context, viewerOf } from "../schema/context.js";
import { databaseIdOf } from "../schema/ids.js";
import { SignInInput } from "../schema/inputs/session.inputs.js";
import { Permission } from "../schema/permission.js";
import { SessionConnection } from "../schema/types/connections.js";
import {
  AuthTokenPayload,
  RevokeOtherSessionsPayload,
  SessionGrantPayload,
  SessionPayload,
} from "../schema/types/session-payloads.js";

@Resolver()
export class SessionResolver {
  @Permission("account")
  @Query(() => SessionConnection, { description: "The viewer's sessions that have not ended, oldest first." })
  async sessions(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return toConnection(await context.services.sessions.list(viewerOf(context), page));
  }

  @Permission("public")
  @Mutation(() => SessionGrantPayload, {
    description:
      "Signs in by name and password. Unknown names, wrong passwords and suspended users get the same answer. Few attempts a minute are admitted. Needs multi-user mode.",
  })
  signIn(
    @Ctx() context: Context,
    @Arg("input", () => SignInInput, { description: "The name and the password." }) input: SignInInput,
  ) {
    return context.services.sessions.signIn(input, context.origin);
  }

  @Permission("public")
  @Mutation(() => SessionGrantPayload, {
    description: "Exchanges a refresh token for new tokens. Using one a second time ends its session.",
  })
  refreshSession(
    @Ctx() context: Context,
    @Arg("refreshToken", () => String, { description: "The token." }) refreshToken: string,
  ) {
    return context.services.sessions.refresh(refreshToken, context.origin);
  }

  @Permission("account")
  @Mutation(() => SessionPayload, { description: "Ends the viewer's own session." })
  async signOut(@Ctx() context: Context) {
    return { session: await context.services.sessions.signOut(viewerOf(context)) };
  }

  @Permission("account")
  @Mutation(() => SessionPayload, {
    description: "Ends a session: one of the viewer's, or for administrators anybody's. One that has ended stays so.",
  })
  async revokeSession(
    @Ctx() context: Context,
    @Arg("sessionId", () => ID, { description: "The session." }) sessionId: string,
  ) {
    const id = databaseIdOf("Session", sessionId, "sessionId");
    return { session: await context.services.sessions.revoke(viewerOf(context), id) };
  }

  @Permission("account")
  @Mutation(() => RevokeOtherSessionsPayload, { description: "Ends all sessions of the viewer but the present one." })
  async revokeOtherSessions(@Ctx() context: Context) {
    return { revokedCount: await context.services.sessions.revokeOthers(viewerOf(context)) };
  }

  @Permission("administer")
  @Mutation(() => AuthTokenPayload, {
    description:
      "Issues a single sign-on token: whoever has it signs in as the user, once, within an hour. Needs multi-user mode.",
  })
  async issueAuthToken(
    @Ctx() context: Context,
    @Arg("userId", () => ID, { description: "Whom it signs in." }) userId: string,
  ) {
    const id = databaseIdOf("User", userId, "userId");
    return { userId, ...(await context.services.sessions.issueAuthToken(viewerOf(context), id)) };
  }

  @Permission("exchangeToken")
  @Mutation(() => SessionGrantPayload, {
    description: "Exchanges the single sign-on token that the request came with for a session; it is good once.",
  })
  exchangeAuthToken(@Ctx() context: Context) {
    return context.services.sessions.exchange(viewerOf(context), context.origin);
  }
}
