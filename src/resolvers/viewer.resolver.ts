import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { decodeGlobalId, Node } from "../entities/index.js";
import { PageArguments, toConnection } from "../schema/connection.js";
import { type Context, viewerOf } from "../schema/context.js";
import { databaseIdOf } from "../schema/ids.js";
import { CreateApiKeyInput } from "../schema/inputs/api-key.inputs.js";
import { withoutNulls } from "../schema/nulls.js";
import { Permission } from "../schema/permission.js";
import { ApiKeyConnection } from "../schema/types/connections.js";
import { CreateApiKeyPayload, RevokeApiKeyPayload } from "../schema/types/payloads.js";
import { ViewerType } from "../schema/types/viewer.js";

@Resolver()
export class ViewerResolver {
  @Permission("read")
  @Query(() => ViewerType, { description: "Who is asking." })
  viewer(@Ctx() context: Context): ViewerType {
    const { user, apiKey, scopes } = viewerOf(context);
    return { user, apiKey, scopes: [...scopes] };
  }

  @Permission("read")
  @Query(() => Node, {
    nullable: true,
    description: "Any object by its id; null when there is none that the viewer may see.",
  })
  node(@Ctx() context: Context, @Arg("id", () => ID, { description: "Its id." }) id: string) {
    const decoded = decodeGlobalId(id);
    return decoded === null ? null : context.services.nodes.find(viewerOf(context), decoded.type, decoded.databaseId);
  }

  @Permission("admin")
  @Query(() => ApiKeyConnection, {
    description: "The API keys that the viewer may see, oldest first, revoked ones included.",
  })
  async apiKeys(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return toConnection(await context.services.apiKeys.list(viewerOf(context), page));
  }

  @Permission("admin")
  @Mutation(() => CreateApiKeyPayload, {
    description: "Makes an API key of the viewer's. The secret is in this answer alone.",
  })
  createApiKey(
    @Ctx() context: Context,
    @Arg("input", () => CreateApiKeyInput, { description: "The new key." }) input: CreateApiKeyInput,
  ) {
    return context.services.apiKeys.create(viewerOf(context), withoutNulls(input));
  }

  @Permission("admin")
  @Mutation(() => RevokeApiKeyPayload, { description: "Makes an API key useless for ever, at once." })
  async revokeApiKey(
    @Ctx() context: Context,
    @Arg("apiKeyId", () => ID, { description: "The key." }) apiKeyId: string,
  ) {
    return {
      apiKey: await context.services.apiKeys.revoke(viewerOf(context), databaseIdOf("ApiKey", apiKeyId, "apiKeyId")),
    };
  }
}
