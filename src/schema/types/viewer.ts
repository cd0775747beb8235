import { Field, ObjectType } from "type-graphql";
import { ApiKey, ApiKeyScope, User } from "../../entities/index.js";

/** The authenticated caller. */
@ObjectType("Viewer", { simpleResolvers: true, description: "The authenticated caller." })
export class ViewerType {
  @Field(() => User, { description: "The user in whose name the credential acts." })
  user!: User;

  @Field(() => ApiKey, { description: "The key that the request came with." })
  apiKey!: ApiKey;

  @Field(() => [ApiKeyScope], { description: "What the credential may do; a scope includes those below it." })
  scopes!: ApiKeyScope[];
}
