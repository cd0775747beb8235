import { Field, ObjectType, registerEnumType } from "type-graphql";
import { ApiKey, ApiKeyScope, Session, User } from "../../entities/index.js";

/** The kinds of credentials, by the names that the schema gives them. */
export const CredentialType = {
  API_KEY: "apiKey",
  BROWSER_EXTENSION_KEY: "extensionKey",
  SESSION: "session",
  EMBED: "embed",
  INVITE: "invite",
  SSO_TOKEN: "ssoToken",
} as const;
export type CredentialType = (typeof CredentialType)[keyof typeof CredentialType];
registerEnumType(CredentialType, {
  name: "CredentialKind",
  description: "What kind of credential a request came with; docs/permissions.md says what each admits.",
  valuesConfig: {
    API_KEY: { description: "A program's key." },
    BROWSER_EXTENSION_KEY: { description: "A browser extension's key." },
    SESSION: { description: "The access token of somebody who has signed in." },
    EMBED: { description: "A visitor of a chat widget." },
    INVITE: { description: "An invite, which can be claimed." },
    SSO_TOKEN: { description: "A single sign-on token, which can be exchanged for a session." },
  },
});

/** The authenticated caller. */
@ObjectType("Viewer", { simpleResolvers: true, description: "The authenticated caller." })
export class ViewerType {
  @Field(() => CredentialType, { description: "What kind of credential the request came with." })
  credential!: CredentialType;

  @Field(() => User, {
    nullable: true,
    description: "The user in whose name the credential acts; null for visitors.",
  })
  user!: User | null;

  @Field(() => ApiKey, { nullable: true, description: "The key that the request came with, if it was one." })
  apiKey!: ApiKey | null;

  @Field(() => Session, { nullable: true, description: "The session that the request belongs to, if there is one." })
  session!: Session | null;

  @Field(() => [ApiKeyScope], {
    description: "What the credential admits; a scope includes those below it. The user's role limits it further.",
  })
  scopes!: ApiKeyScope[];

  @Field(() => Date, { nullable: true, description: "From when on the credential is refused; null: until revoked." })
  expiresAt!: Date | null;
}
