import { GraphQLUUID } from "graphql-scalars";
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { encodeGlobalId } from "../entities/index.js";
import { ForbiddenError } from "../errors/index.js";
import { PageArguments, toConnection } from "../schema/connection.js";
import { type Context, viewerOf } from "../schema/context.js";
import { databaseIdOf } from "../schema/ids.js";
import { EmbedCodeInput } from "../schema/inputs/embed.inputs.js";
import { Permission } from "../schema/permission.js";
import { ChatConnection } from "../schema/types/connections.js";
import { EmbedSecretPayload, EmbedStatusType, VisitorType } from "../schema/types/embeds.js";
import { EmbedPayload } from "../schema/types/payloads.js";

@Resolver()
export class EmbedAccessResolver {
  @Permission("public")
  @Query(() => EmbedStatusType, {
    nullable: true,
    description: "Whether an embed answers the pages of an origin; null when there is no such embed.",
  })
  embedStatus(
    @Ctx() context: Context,
    @Arg("uuid", () => GraphQLUUID, { description: "The embed's public name." }) uuid: string,
    @Arg("origin", () => String, {
      nullable: true,
      description: "The page's origin, such as https://example.com; none: a request of no page.",
    })
    origin?: string | null,
  ) {
    return context.services.embedAccess.status(uuid, origin ?? null);
  }

  @Permission("visit")
  @Query(() => VisitorType, { description: "The visitor of an embed who is asking." })
  visitor(@Ctx() context: Context): VisitorType {
    const { credential } = viewerOf(context);
    if (credential.kind !== "embed") throw new ForbiddenError("This needs a visitor of an embed.");
    const { allowPromptOverride, allowModelOverride, allowTemperatureOverride, workspaceId, chatMode } =
      credential.embed;
    return {
      sessionId: credential.sessionId,
      workspaceId: encodeGlobalId("Workspace", workspaceId),
      chatMode,
      allowPromptOverride,
      allowModelOverride,
      allowTemperatureOverride,
    };
  }

  @Permission("visit")
  @Query(() => ChatConnection, {
    description: "The chats of the visitor's own session that later answers see, oldest first.",
  })
  async visitorChats(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return toConnection(await context.services.embedAccess.listOwnChats(viewerOf(context), page));
  }

  @Permission("publish")
  @Query(() => String, { description: "The HTML that puts a widget for an embed on a page." })
  embedCode(
    @Ctx() context: Context,
    @Arg("input", () => EmbedCodeInput, { description: "Which embed, and where it is served." }) input: EmbedCodeInput,
  ) {
    const id = databaseIdOf("Embed", input.embedId, "embedId");
    return context.services.embedAccess.code(viewerOf(context), id, input.scriptUrl, input.serverUrl ?? null);
  }

  @Permission("publish")
  @Mutation(() => EmbedSecretPayload, {
    description:
      "Gives an embed a signing secret, in place of any before. From now on its visitors need a token that the site has signed with it; see docs/embeds.md.",
  })
  createEmbedSecret(@Ctx() context: Context, @Arg("embedId", () => ID, { description: "The embed." }) embedId: string) {
    const id = databaseIdOf("Embed", embedId, "embedId");
    return context.services.embedAccess.createSecret(viewerOf(context), id);
  }

  @Permission("publish")
  @Mutation(() => EmbedPayload, {
    description: "Takes an embed's signing secret away: its visitors need no token any more.",
  })
  async deleteEmbedSecret(
    @Ctx() context: Context,
    @Arg("embedId", () => ID, { description: "The embed." }) embedId: string,
  ) {
    const id = databaseIdOf("Embed", embedId, "embedId");
    return { embed: await context.services.embedAccess.deleteSecret(viewerOf(context), id) };
  }
}
