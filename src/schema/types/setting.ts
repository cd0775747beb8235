import { GraphQLJSON } from "graphql-scalars";
import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { Failure } from "./failures.js";

/** Where a setting has its value from. */
export const SettingSource = { DEFAULT: "default", ENVIRONMENT: "environment", DATABASE: "database" } as const;
export type SettingSource = (typeof SettingSource)[keyof typeof SettingSource];
registerEnumType(SettingSource, {
  name: "SettingSource",
  description: "Where a setting has its value from.",
  valuesConfig: {
    DEFAULT: { description: "Nobody has set it." },
    ENVIRONMENT: { description: "The environment of the server gives it." },
    DATABASE: { description: "An administrator has set it; this wins over the environment." },
  },
});

/** What a provider is asked for. */
export const ProviderKind = { CHAT: "chat", EMBEDDING: "embedding" } as const;
export type ProviderKind = (typeof ProviderKind)[keyof typeof ProviderKind];
registerEnumType(ProviderKind, {
  name: "ProviderKind",
  description: "What a provider is asked for.",
  valuesConfig: { CHAT: { description: "Answers." }, EMBEDDING: { description: "Vectors." } },
});

/** A setting of the instance. */
@ObjectType("Setting", { simpleResolvers: true, description: "A setting that can be changed while the instance runs." })
export class SettingType {
  @Field(() => String, { description: "Its name." })
  name!: string;

  @Field(() => String, { description: "What it does." })
  description!: string;

  @Field(() => GraphQLJSON, { nullable: true, description: "Its value now; always null for a secret." })
  value!: unknown;

  @Field(() => Boolean, { description: "Whether it is stored encrypted, and never shown." })
  isSecret!: boolean;

  @Field(() => Boolean, { description: "Whether it has a value other than null." })
  isSet!: boolean;

  @Field(() => SettingSource, { description: "Where its value is from." })
  source!: SettingSource;

  @Field(() => Date, { nullable: true, description: "When an administrator set it; null: nobody has." })
  updatedAt!: Date | null;
}

/** A setting that was left as it is. */
@ObjectType({ simpleResolvers: true, description: "A setting that was left as it is, with the reason." })
export class RefusedSetting {
  @Field(() => String, { description: "The name that was given, or that of a setting which would have been missing." })
  name!: string;

  @Field(() => String, { description: "Why; never repeats the value." })
  message!: string;
}

/** What `updateSettings` answers. */
@ObjectType({ simpleResolvers: true, description: "What `updateSettings` answers." })
export class UpdateSettingsPayload {
  @Field(() => [SettingType], { description: "Every setting as it is now." })
  settings!: SettingType[];

  @Field(() => [RefusedSetting], { description: "What was left as it is; nothing, unless `skipRefused` was true." })
  refused!: RefusedSetting[];
}

/** What `dumpSettings` answers. */
@ObjectType({ simpleResolvers: true, description: "What `dumpSettings` answers." })
export class DumpSettingsPayload {
  @Field(() => String, { description: "The file's name in the server's data folder." })
  fileName!: string;

  @Field(() => Int, { description: "How many settings are in it, secrets without their values." })
  settingCount!: number;
}

/** What `testProvider` answers. */
@ObjectType({ simpleResolvers: true, description: "How the trial of a provider went." })
export class TestProviderPayload {
  @Field(() => Boolean, { description: "Whether it answered." })
  ok!: boolean;

  @Field(() => String, { description: "Which provider was asked." })
  provider!: string;

  @Field(() => String, { nullable: true, description: "Which model was asked; null: the provider's only one." })
  model!: string | null;

  @Field(() => Float, { description: "How long it took, in milliseconds." })
  durationMilliseconds!: number;

  @Field(() => Int, { nullable: true, description: "How many dimensions an embedding model's vectors have." })
  dimensions!: number | null;

  @Field(() => Failure, { nullable: true, description: "Why it did not answer; null when it did." })
  error!: Failure | null;
}
