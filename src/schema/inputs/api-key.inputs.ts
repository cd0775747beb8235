import { ArrayMaxSize, ArrayNotEmpty, IsInt, IsOptional, Length, Max, Min } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { ApiKeyScope } from "../../entities/index.js";

/** Narrows a list of API keys. */
@InputType({ description: "Narrows a list of API keys." })
export class ApiKeyFilterInput {
  @Field(() => ID, { nullable: true, description: "Only the keys of this user." })
  ownerId?: string;

  @Field(() => [Int], { nullable: true, description: "Only the keys with these numbers, at most 100." })
  @IsOptional()
  @ArrayMaxSize(100)
  databaseIds?: number[];
}

/** A new API key. */
@InputType({ description: "A new API key of the viewer's." })
export class CreateApiKeyInput {
  @Field(() => String, { description: "What it is for, 1 to 255 characters." })
  @Length(1, 255)
  name!: string;

  @Field(() => [ApiKeyScope], {
    description: "What it may do, at least one scope and none that the viewer's credential lacks.",
  })
  @ArrayNotEmpty()
  @ArrayMaxSize(3)
  scopes!: ApiKeyScope[];

  @Field(() => [ID], {
    nullable: true,
    description:
      "The workspaces that it is limited to, 1 to 1,000, all of which the viewer reaches. Left out: those that the viewer's own key is limited to, else all that the owner may use.",
  })
  @IsOptional()
  @ArrayNotEmpty()
  @ArrayMaxSize(1_000)
  workspaceIds?: string[];

  @Field(() => Date, {
    nullable: true,
    description:
      "From when on it is refused, in the future and no later than the viewer's own key, if that is one. Default: with that key, else never.",
  })
  expiresAt?: Date;
}

/** A new key for a browser extension. */
@InputType({ description: "A new key for a browser extension of the viewer's." })
export class CreateBrowserExtensionKeyInput {
  @Field(() => String, { description: "Which browser it is for, 1 to 255 characters." })
  @Length(1, 255)
  name!: string;
}

/** The first API key of an instance. */
@InputType({ description: "The first API key of an instance that nobody has used." })
export class CreateFirstApiKeyInput {
  @Field(() => String, { description: "What it is for, 1 to 255 characters." })
  @Length(1, 255)
  name!: string;

  @Field(() => [ApiKeyScope], { description: "What it may do, at least one scope." })
  @ArrayNotEmpty()
  @ArrayMaxSize(3)
  scopes!: ApiKeyScope[];
}

/** Changes to an API key. */
@InputType({ description: "Changes to an API key. What is left out stays." })
export class UpdateApiKeyInput {
  @Field(() => ID, { description: "The key." })
  apiKeyId!: string;

  @Field(() => String, { nullable: true, description: "What it is for, 1 to 255 characters." })
  @IsOptional()
  @Length(1, 255)
  name?: string;

  @Field(() => [ApiKeyScope], {
    nullable: true,
    description: "What it may do from now on, at least one scope and none that it lacks.",
  })
  @IsOptional()
  @ArrayNotEmpty()
  @ArrayMaxSize(3)
  scopes?: ApiKeyScope[];

  @Field(() => Date, {
    nullable: true,
    description:
      "From when on it is refused, in the future; null: never. No later than the viewer's own key, if that is one.",
  })
  expiresAt?: Date | null;
}

/** Asks for a new secret of an API key. */
@InputType({ description: "Asks for a new secret of an API key; give exactly one of `apiKeyId` and `currentSecret`." })
export class RotateApiKeyInput {
  @Field(() => ID, { nullable: true, description: "The key." })
  apiKeyId?: string;

  @Field(() => String, { nullable: true, description: "The key's present secret, which names it as well." })
  @IsOptional()
  @Length(1, 255)
  currentSecret?: string;

  @Field(() => String, { nullable: true, description: "A new name for the key, 1 to 255 characters." })
  @IsOptional()
  @Length(1, 255)
  name?: string;

  @Field(() => Int, {
    defaultValue: 86_400,
    description: "For how many seconds the present secret works beside the new one, 0 to 604,800 (a week).",
  })
  @IsInt()
  @Min(0)
  @Max(604_800)
  graceSeconds!: number;
}

/** A secret to be checked. */
@InputType({ description: "A secret to be checked." })
export class VerifyApiKeyInput {
  @Field(() => String, { description: "The secret, at most 255 characters." })
  @Length(1, 255)
  secret!: string;
}
