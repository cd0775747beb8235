import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { GraphQLUUID } from "graphql-scalars";
import { Embed, Workspace } from "../entities/index.js";
import { ValidationError } from "../errors/index.js";
import { PageArguments, toConnection } from "../schema/connection.js";
import { type Context, viewerOf } from "../schema/context.js";
import { databaseIdOf, optionalDatabaseIdOf } from "../schema/ids.js";
import { CreateEmbedInput, EmbedChatFilterInput, UpdateEmbedInput } from "../schema/inputs/embed.inputs.js";
import { Permission } from "../schema/permission.js";
import { ChatConnection, EmbedConnection } from "../schema/types/connections.js";
import { EmbedSessionConnection } from "../schema/types/embeds.js";
import { DeleteEmbedPayload, EmbedPayload } from "../schema/types/payloads.js";

@Resolver(() => Embed)
export class EmbedResolver {
  @Permission("publish")
  @Query(() => Embed, { description: "One embed, by its id or by its uuid." })
  embed(
    @Ctx() context: Context,
    @Arg("id", () => ID, { nullable: true, description: "Its id." }) id?: string | null,
    @Arg("uuid", () => GraphQLUUID, { nullable: true, description: "Its public name." }) uuid?: string | null,
  ) {
    const { embeds } = context.services;
    if (id != null && uuid == null) return embeds.get(viewerOf(context), databaseIdOf("Embed", id, "id"), "id");
    if (uuid != null && id == null) return embeds.getByUuid(viewerOf(context), uuid);
    throw new ValidationError("Give exactly one of `id` and `uuid`.", { field: "id" });
  }

  @Permission("publish")
  @Query(() => EmbedConnection, { description: "The embeds, oldest first." })
  async embeds(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return toConnection(await context.services.embeds.list(viewerOf(context), page));
  }

  @Permission("publish")
  @Mutation(() => EmbedPayload, { description: "Makes an embed." })
  async createEmbed(
    @Ctx() context: Context,
    @Arg("input", () => CreateEmbedInput, { description: "The new embed." }) input: CreateEmbedInput,
  ) {
    const workspaceId = databaseIdOf("Workspace", input.workspaceId, "workspaceId");
    return { embed: await context.services.embeds.create(viewerOf(context), workspaceId, input) };
  }

  @Permission("publish")
  @Mutation(() => EmbedPayload, { description: "Changes an embed." })
  async updateEmbed(
    @Ctx() context: Context,
    @Arg("input", () => UpdateEmbedInput, { description: "The changes." }) input: UpdateEmbedInput,
  ) {
    const id = databaseIdOf("Embed", input.embedId, "embedId");
    const workspaceId = optionalDatabaseIdOf("Workspace", input.workspaceId, "workspaceId");
    return { embed: await context.services.embeds.update(viewerOf(context), id, input, workspaceId) };
  }

  @Permission("publish")
  @Mutation(() => DeleteEmbedPayload, { description: "Deletes an embed. Its chats stay in their workspace." })
  async deleteEmbed(@Ctx() context: Context, @Arg("embedId", () => ID, { description: "The embed." }) embedId: string) {
    await context.services.embeds.delete(viewerOf(context), databaseIdOf("Embed", embedId, "embedId"));
    return { deletedEmbedId: embedId };
  }

  @FieldResolver(() => Boolean, { description: "Whether visitors need a token that the site has signed." })
  requiresToken(@Root() embed: Embed): boolean {
    return embed.sealedSecret !== null;
  }

  @Permission("read")
  @FieldResolver(() => Workspace, { description: "The workspace that it asks." })
  workspace(@Root() embed: Embed, @Ctx() context: Context) {
    return context.loaders.workspace.load(embed.workspaceId);
  }

  @Permission("publish")
  @FieldResolver(() => ChatConnection, { description: "What its visitors asked, oldest first." })
  async chats(
    @Root() embed: Embed,
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => EmbedChatFilterInput, { nullable: true, description: "Which of them." })
    filter?: EmbedChatFilterInput,
  ) {
    return toConnection(
      await context.loaders.embedChats.page(embed.id, page, {
        sessionId: filter?.sessionId ?? undefined,
        included: filter?.included ?? undefined,
        refused: filter?.refused ?? undefined,
      }),
    );
  }

  @Permission("publish")
  @FieldResolver(() => EmbedSessionConnection, { description: "The sessions of its visitors, oldest first." })
  async sessions(@Root() embed: Embed, @Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return toConnection(await context.loaders.embedSessions.page(embed.id, page));
  }
}
