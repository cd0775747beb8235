import { Field, ObjectType } from "type-graphql";
import { SlashCommand } from "../../entities/index.js";
import { connectionOf } from "../connection.js";

export const SlashCommandConnection = connectionOf(SlashCommand, "SlashCommand", "slash commands");

/** What `createSlashCommand` and `updateSlashCommand` answer. */
@ObjectType({ simpleResolvers: true, description: "What `createSlashCommand` and `updateSlashCommand` answer." })
export class SlashCommandPayload {
  @Field(() => SlashCommand, { description: "The slash command as it is now." })
  slashCommand!: SlashCommand;
}

/** What `deleteSlashCommand` answers. */
@ObjectType({ simpleResolvers: true, description: "What `deleteSlashCommand` answers." })
export class DeleteSlashCommandPayload {
  @Field(() => String, { description: "The name that is gone." })
  deletedSlashCommand!: string;
}
