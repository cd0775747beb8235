import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { Embed, Workspace } from "../entities/index.js";
import { PageArguments, toConnection } from "../schema/connection.js";
import { type Context, viewerOf } from "../schema/context.js";
import { databaseIdOf } from "../schema/ids.js";
import { CreateEmbedInput, UpdateEmbedInput } from "../schema/inputs/embed.inputs.js";
import { Permission } from "../schema/permission.js";
import { EmbedConnection } from "../schema/types/connections.js";
import { DeleteEmbedPayload, EmbedPayload } from "../schema/types/payloads.js";

@Resolver(() => Embed)
export class EmbedResolver {
  @Permission("publish")
  @Query(() => Embed, { description: "One embed." })
  embed(@Ctx() context: Context, @Arg("id", () => ID, { description: "Its id." }) id: string) {
    return context.services.embeds.get(viewerOf(context), databaseIdOf("Embed", id, "id"), "id");
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
    return { embed: await context.services.embeds.update(viewerOf(context), id, input) };
  }

  @Permission("publish")
  @Mutation(() => DeleteEmbedPayload, { description: "Deletes an embed." })
  async deleteEmbed(@Ctx() context: Context, @Arg("embedId", () => ID, { description: "The embed." }) embedId: string) {
    await context.services.embeds.delete(viewerOf(context), databaseIdOf("Embed", embedId, "embedId"));
    return { deletedEmbedId: embedId };
  }

  @Permission("read")
  @FieldResolver(() => Workspace, { description: "The workspace that it asks." })
  workspace(@Root() embed: Embed, @Ctx() context: Context) {
    return context.loaders.workspace.load(embed.workspaceId);
  }
}
