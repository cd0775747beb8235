import { Arg, Args, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { SlashCommand } from "../entities/index.js";
import { PageArguments, toConnection } from "../schema/connection.js";
import { type Context, viewerOf } from "../schema/context.js";
import { CreateSlashCommandInput, UpdateSlashCommandInput } from "../schema/inputs/slash-command.inputs.js";
import { withoutNulls } from "../schema/nulls.js";
import { Permission } from "../schema/permission.js";
import {
  DeleteSlashCommandPayload,
  SlashCommandConnection,
  SlashCommandPayload,
} from "../schema/types/slash-commands.js";

@Resolver(() => SlashCommand)
export class SlashCommandResolver {
  @Permission("read")
  @Query(() => SlashCommandConnection, {
    description: "The viewer's own slash commands, in the order in which they were made.",
  })
  async slashCommands(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return toConnection(await context.services.slashCommands.list(viewerOf(context), page));
  }

  @Permission("converse")
  @Mutation(() => SlashCommandPayload, { description: "Keeps words under a name; at most 500 a user." })
  async createSlashCommand(
    @Ctx() context: Context,
    @Arg("input", () => CreateSlashCommandInput, { description: "The new slash command." })
    { name, prompt, description }: CreateSlashCommandInput,
  ) {
    const values = { prompt, description: description ?? "" };
    return { slashCommand: await context.services.slashCommands.create(viewerOf(context), name, values) };
  }

  @Permission("converse")
  @Mutation(() => SlashCommandPayload, { description: "Changes one of the viewer's slash commands." })
  async updateSlashCommand(
    @Ctx() context: Context,
    @Arg("input", () => UpdateSlashCommandInput, { description: "The changes." }) input: UpdateSlashCommandInput,
  ) {
    const { name, ...changes } = withoutNulls(input);
    return { slashCommand: await context.services.slashCommands.update(viewerOf(context), name, changes) };
  }

  @Permission("converse")
  @Mutation(() => DeleteSlashCommandPayload, { description: "Forgets one of the viewer's slash commands." })
  async deleteSlashCommand(
    @Ctx() context: Context,
    @Arg("name", () => String, { description: "Its name." }) name: string,
  ) {
    const { name: deletedSlashCommand } = await context.services.slashCommands.delete(viewerOf(context), name);
    return { deletedSlashCommand };
  }
}
