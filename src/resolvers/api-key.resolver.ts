import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { ApiKey, User, Workspace } from "../entities/index.js";
import { PageArguments, toConnection } from "../schema/connection.js";
import { type Context, viewerOf } from "../schema/context.js";
import { databaseIdOf, databaseIdsOf } from "../schema/ids.js";
import {
  ApiKeyFilterInput,
  CreateApiKeyInput,
  CreateBrowserExtensionKeyInput,
  CreateFirstApiKeyInput,
  RotateApiKeyInput,
  UpdateApiKeyInput,
  VerifyApiKeyInput,
} from "../schema/inputs/api-key.inputs.js";
import { withoutNulls } from "../schema/nulls.js";
import { Permission } from "../schema/permission.js";
import {
  CreateApiKeyPayload,
  RevokeApiKeyPayload,
  RotateApiKeyPayload,
  UpdateApiKeyPayload,
  VerifyApiKeyPayload,
} from "../schema/types/api-key-payloads.js";
import { ApiKeyConnection } from "../schema/types/connections.js";

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  @Permission("keys")
  @Query(() => ApiKeyConnection, {
    description:
      "The API keys that the viewer may see, oldest first, revoked ones included: its user's own, and for administrators everybody's.",
  })
  async apiKeys(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => ApiKeyFilterInput, { nullable: true, description: "Which of them." })
    filter?: ApiKeyFilterInput,
  ) {
    const ownerId = filter?.ownerId == null ? undefined : databaseIdOf("User", filter.ownerId, "filter.ownerId");
    const databaseIds = filter?.databaseIds ?? undefined;
    return toConnection(await context.services.apiKeys.list(viewerOf(context), page, { ownerId, databaseIds }));
  }

  @Permission("keys")
  @Mutation(() => CreateApiKeyPayload, {
    description:
      "Makes an API key of the viewer's, which can do no more than the viewer's own credential. The secret is in this answer alone.",
  })
  createApiKey(
    @Ctx() context: Context,
    @Arg("input", () => CreateApiKeyInput, { description: "The new key." }) input: CreateApiKeyInput,
  ) {
    const { workspaceIds: ids, ...rest } = withoutNulls(input);
    const workspaceIds = ids === undefined ? undefined : databaseIdsOf("Workspace", ids, "workspaceIds");
    return context.services.apiKeys.create(viewerOf(context), { ...rest, workspaceIds });
  }

  @Permission("public")
  @Mutation(() => CreateApiKeyPayload, {
    description:
      "Makes the first API key of an instance whose keys nobody has used, without a credential: in single-user mode, and of a request alone that a program on the server's own machine sends straight to it. The secret is in this answer alone.",
  })
  createFirstApiKey(
    @Ctx() context: Context,
    @Arg("input", () => CreateFirstApiKeyInput, { description: "The new key." }) input: CreateFirstApiKeyInput,
  ) {
    return context.services.firstApiKey.create(context.origin, input);
  }

  @Permission("keys")
  @Mutation(() => CreateApiKeyPayload, {
    description:
      "Makes a key for a browser extension of the viewer's, which reads and adds documents. The secret is in this answer alone.",
  })
  createBrowserExtensionKey(
    @Ctx() context: Context,
    @Arg("input", () => CreateBrowserExtensionKeyInput, { description: "The new key." })
    input: CreateBrowserExtensionKeyInput,
  ) {
    return context.services.apiKeys.createExtensionKey(viewerOf(context), input.name);
  }

  @Permission("keys")
  @Mutation(() => UpdateApiKeyPayload, {
    description: "Changes an API key: its name, its life, or less that it may do.",
  })
  async updateApiKey(
    @Ctx() context: Context,
    @Arg("input", () => UpdateApiKeyInput, { description: "The changes." }) input: UpdateApiKeyInput,
  ) {
    const { apiKeyId, name, scopes, expiresAt } = input;
    const id = databaseIdOf("ApiKey", apiKeyId, "apiKeyId");
    const changes = { ...withoutNulls({ name, scopes }), expiresAt };
    return { apiKey: await context.services.apiKeys.update(viewerOf(context), id, changes) };
  }

  @Permission("keys")
  @Mutation(() => RotateApiKeyPayload, {
    description:
      "Gives an API key of the viewer's a new secret, which is in this answer alone. The present secret works on until the grace is over; it rotates nothing.",
  })
  rotateApiKey(
    @Ctx() context: Context,
    @Arg("input", () => RotateApiKeyInput, { description: "Which key, and how." }) input: RotateApiKeyInput,
  ) {
    const { apiKeyId: id, ...rest } = withoutNulls(input);
    const apiKeyId = id === undefined ? undefined : databaseIdOf("ApiKey", id, "apiKeyId");
    return context.services.apiKeys.rotate(viewerOf(context), { ...rest, apiKeyId });
  }

  @Permission("keys")
  @Mutation(() => RevokeApiKeyPayload, { description: "Makes an API key useless for ever, at once." })
  async revokeApiKey(
    @Ctx() context: Context,
    @Arg("apiKeyId", () => ID, { description: "The key." }) apiKeyId: string,
  ) {
    const id = databaseIdOf("ApiKey", apiKeyId, "apiKeyId");
    return { apiKey: await context.services.apiKeys.revoke(viewerOf(context), id) };
  }

  @Permission("public")
  @Mutation(() => VerifyApiKeyPayload, {
    description: "Whether a secret is that of an API key which works now. Few questions a minute are admitted.",
  })
  async verifyApiKey(
    @Ctx() context: Context,
    @Arg("input", () => VerifyApiKeyInput, { description: "The secret." }) input: VerifyApiKeyInput,
  ) {
    return { valid: await context.services.apiKeys.verify(context.origin, input.secret) };
  }

  @Permission("read")
  @FieldResolver(() => User, { description: "In whose name the key acts." })
  owner(@Root() apiKey: ApiKey, @Ctx() context: Context) {
    return context.loaders.user.load(apiKey.ownerId);
  }

  @Permission("read")
  @FieldResolver(() => [Workspace], {
    nullable: true,
    description:
      "The workspaces that the key is limited to, as far as the viewer may know of them; null: all that its owner may use.",
  })
  workspaces(@Root() apiKey: ApiKey, @Ctx() context: Context) {
    return apiKey.workspaceIds === null ? null : context.loaders.workspacesAmong(apiKey.workspaceIds);
  }
}
