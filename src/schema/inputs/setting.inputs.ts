import { ArrayMaxSize, IsOptional, Length, MaxLength } from "class-validator";
import { GraphQLJSON } from "graphql-scalars";
import { Field, InputType } from "type-graphql";
import { ProviderKind } from "../types/setting.js";

/** A setting with its new value. */
@InputType({ description: "A setting with its new value." })
export class SettingValueInput {
  @Field(() => String, { description: "Its name." })
  @Length(1, 100)
  name!: string;

  @Field(() => GraphQLJSON, { nullable: true, description: "Its value; of which kind, the setting decides." })
  value?: unknown;
}

/** Changes of settings. */
@InputType({ description: "Changes of settings: all of them or none, unless `skipRefused` says otherwise." })
export class UpdateSettingsInput {
  @Field(() => [SettingValueInput], { defaultValue: [], description: "New values, at most 100." })
  @ArrayMaxSize(100)
  values!: SettingValueInput[];

  @Field(() => [String], {
    defaultValue: [],
    description: "Names of settings that get back their value from the environment, or their default; at most 100.",
  })
  @ArrayMaxSize(100)
  @Length(1, 100, { each: true })
  reset!: string[];

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "Whether what is refused is left as it is, and told of in `refused`, while the rest is changed. A provider, its model, its address and its key are refused together.",
  })
  skipRefused!: boolean;
}

/** A provider to be tried. */
@InputType({ description: "A provider to be tried; what is left out is as the instance has it." })
export class TestProviderInput {
  @Field(() => ProviderKind, { description: "What it is for." })
  kind!: ProviderKind;

  @Field(() => String, { nullable: true, description: "The provider, as in the settings." })
  @IsOptional()
  @MaxLength(100)
  provider?: string;

  @Field(() => String, { nullable: true, description: "The model, by its provider's name." })
  @IsOptional()
  @Length(1, 255)
  model?: string;

  @Field(() => String, { nullable: true, description: "Where the provider is." })
  @IsOptional()
  @Length(1, 1_000)
  baseUrl?: string;

  @Field(() => String, {
    nullable: true,
    description: "Its key. The stored one is sent to the stored provider at its stored address alone.",
  })
  @IsOptional()
  @Length(1, 1_000)
  apiKey?: string;
}
