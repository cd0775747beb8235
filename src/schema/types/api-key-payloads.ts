import { Field, ObjectType } from "type-graphql";
import { ApiKey } from "../../entities/index.js";

/** What `createApiKey` answers. */
@ObjectType({ simpleResolvers: true, description: "What `createApiKey` answers." })
export class CreateApiKeyPayload {
  @Field(() => ApiKey, { description: "The new key." })
  apiKey!: ApiKey;

  @Field(() => String, {
    description: "The secret to send as `Authorization: Bearer <secret>`. It is shown this once.",
  })
  secret!: string;
}

/** What `rotateApiKey` answers. */
@ObjectType({ simpleResolvers: true, description: "What `rotateApiKey` answers." })
export class RotateApiKeyPayload {
  @Field(() => ApiKey, { description: "The key; its `previousExpiresAt` says until when the secret before works too." })
  apiKey!: ApiKey;

  @Field(() => String, { description: "The new secret. It is shown this once." })
  secret!: string;
}

/** What `updateApiKey` answers. */
@ObjectType({ simpleResolvers: true, description: "What `updateApiKey` answers." })
export class UpdateApiKeyPayload {
  @Field(() => ApiKey, { description: "The key as it is now." })
  apiKey!: ApiKey;
}

/** What `revokeApiKey` answers. */
@ObjectType({ simpleResolvers: true, description: "What `revokeApiKey` answers." })
export class RevokeApiKeyPayload {
  @Field(() => ApiKey, { description: "The key, which no longer works." })
  apiKey!: ApiKey;
}

/** What `verifyApiKey` answers. */
@ObjectType({ simpleResolvers: true, description: "What `verifyApiKey` answers." })
export class VerifyApiKeyPayload {
  @Field(() => Boolean, { description: "Whether the secret is that of a key which works now." })
  valid!: boolean;
}
