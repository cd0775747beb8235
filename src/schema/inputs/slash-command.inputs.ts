import { IsOptional, Length, MaxLength } from "class-validator";
import { Field, InputType } from "type-graphql";

/** A new slash command. */
@InputType({ description: "A new slash command." })
export class CreateSlashCommandInput {
  @Field(() => String, {
    description:
      "Its name, with or without the slash: 1 to 64 letters, digits, `-` and `_`, unique among the viewer's whatever its case. `reset` is taken.",
  })
  @Length(1, 65)
  name!: string;

  @Field(() => String, { description: "What it stands for; 1 to 10,000 characters." })
  @Length(1, 10_000)
  prompt!: string;

  @Field(() => String, { nullable: true, description: "What it is for, for people; at most 1,000 characters." })
  @IsOptional()
  @MaxLength(1_000)
  description?: string;
}

/** Changes to a slash command. */
@InputType({ description: "Changes to a slash command. What is left out stays." })
export class UpdateSlashCommandInput {
  @Field(() => String, { description: "Its name as it is now." })
  @Length(1, 65)
  name!: string;

  @Field(() => String, { nullable: true, description: "Its name from now on." })
  @IsOptional()
  @Length(1, 65)
  newName?: string;

  @Field(() => String, { nullable: true, description: "What it stands for; 1 to 10,000 characters." })
  @IsOptional()
  @Length(1, 10_000)
  prompt?: string;

  @Field(() => String, { nullable: true, description: "What it is for, for people; at most 1,000 characters." })
  @IsOptional()
  @MaxLength(1_000)
  description?: string;
}
