import { Field, ID, Int, ObjectType } from "type-graphql";
import { Session, User } from "../../entities/index.js";

/** A session with its tokens. */
@ObjectType({ simpleResolvers: true, description: "A session with its tokens, which are in this answer alone." })
export class SessionGrantPayload {
  @Field(() => User, { description: "Who has signed in." })
  user!: User;

  @Field(() => Session, { description: "The session." })
  session!: Session;

  @Field(() => String, { description: "Sent as `Authorization: Bearer <token>`; good for 15 minutes." })
  accessToken!: string;

  @Field(() => Date, { description: "From when on the access token is refused." })
  accessTokenExpiresAt!: Date;

  @Field(() => String, {
    description: "Good once, for `refreshSession`, within 30 days. Using it a second time ends the session.",
  })
  refreshToken!: string;

  @Field(() => Date, { description: "From when on the refresh token is refused." })
  refreshTokenExpiresAt!: Date;
}

/** What ending a session answers. */
@ObjectType({ simpleResolvers: true, description: "What ending a session answers." })
export class SessionPayload {
  @Field(() => Session, { description: "The session as it is now." })
  session!: Session;
}

/** What `revokeOtherSessions` answers. */
@ObjectType({ simpleResolvers: true, description: "What `revokeOtherSessions` answers." })
export class RevokeOtherSessionsPayload {
  @Field(() => Int, { description: "How many sessions it ended." })
  revokedCount!: number;
}

/** What `issueAuthToken` answers. */
@ObjectType({ simpleResolvers: true, description: "A single sign-on token, which is in this answer alone." })
export class AuthTokenPayload {
  @Field(() => ID, { description: "The user whom it signs in." })
  userId!: string;

  @Field(() => String, { description: "Good once, as the credential of `exchangeAuthToken`." })
  token!: string;

  @Field(() => String, { description: "Where a browser exchanges it, relative to the instance's address." })
  loginPath!: string;

  @Field(() => Date, { description: "From when on it is refused: in an hour." })
  expiresAt!: Date;
}

/** What `createRecoveryCodes` answers. */
@ObjectType({ simpleResolvers: true, description: "What `createRecoveryCodes` answers." })
export class RecoveryCodesPayload {
  @Field(() => [String], { description: "The codes, which are in this answer alone; each sets a password once." })
  codes!: string[];
}

/** What `createPasswordReset` answers. */
@ObjectType({ simpleResolvers: true, description: "What `createPasswordReset` answers." })
export class PasswordResetPayload {
  @Field(() => String, { description: "The token for `resetPassword`, which is in this answer alone; good once." })
  token!: string;

  @Field(() => Date, { description: "From when on it is refused: in an hour." })
  expiresAt!: Date;
}

/** What mutations answer that tell nobody whether an account exists. */
@ObjectType({ simpleResolvers: true, description: "Tells that a request was taken, and nothing else." })
export class AcceptedPayload {
  @Field(() => Boolean, { description: "Always true." })
  accepted!: boolean;
}
