import { ArrayMaxSize, IsIn, IsInt, IsOptional, Length, Max, MaxLength, Min } from "class-validator";
import { Field, Float, ID, InputType, Int } from "type-graphql";
import { llmProviders } from "../../config/settings.js";
import { ChatMode, SearchMode } from "../../entities/index.js";

/** Names one workspace. */
@InputType({ description: "Names one workspace; give exactly one of the fields." })
export class WorkspaceReferenceInput {
  @Field(() => ID, { nullable: true, description: "Its id." })
  id?: string;

  @Field(() => String, { nullable: true, description: "Its slug." })
  slug?: string;

  @Field(() => String, {
    nullable: true,
    description:
      "A slug, `ws-<databaseId>` or a databaseId, tried in this order, as the REST dialects name workspaces.",
  })
  reference?: string;
}

/** Narrows a list of workspaces. */
@InputType({ description: "Narrows a list of workspaces; fields are combined with AND." })
export class WorkspaceFilterInput {
  @Field(() => String, { nullable: true, description: "Part of the name, whatever its case." })
  @IsOptional()
  @MaxLength(255)
  search?: string;
}

/** The settings of a workspace. */
@InputType()
abstract class WorkspaceSettingsInput {
  @Field(() => String, { nullable: true, description: "What it is about; at most 2,000 characters." })
  @IsOptional()
  @MaxLength(2_000)
  description?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Vendor of its chat model: ${llmProviders.join(", ")}; null: the instance's.`,
  })
  @IsOptional()
  @IsIn(llmProviders)
  chatProvider?: string | null;

  @Field(() => String, { nullable: true, description: "Chat model; null: the instance's." })
  @IsOptional()
  @Length(1, 200)
  chatModel?: string | null;

  @Field(() => Float, { nullable: true, description: "Sampling temperature, 0 to 2; null: the model's own." })
  @IsOptional()
  @Min(0)
  @Max(2)
  temperature?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "System prompt, at most 32,768 characters; null: the built-in one.",
  })
  @IsOptional()
  @MaxLength(32_768)
  systemPrompt?: string | null;

  @Field(() => Int, { nullable: true, description: "How many earlier exchanges a model sees, 0 to 200." })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(200)
  historyLength?: number;

  @Field(() => Int, { nullable: true, description: "How many chunks a model sees, 1 to 100." })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  topN?: number;

  @Field(() => Float, { nullable: true, description: "Chunks less similar than this are not used, 0 to 1." })
  @IsOptional()
  @Min(0)
  @Max(1)
  similarityThreshold?: number;

  @Field(() => ChatMode, { nullable: true, description: "How it answers when a request does not say." })
  chatMode?: ChatMode;

  @Field(() => SearchMode, { nullable: true, description: "Which retrieval stages it uses." })
  searchMode?: SearchMode;

  @Field(() => String, {
    nullable: true,
    description: "What query mode says when it finds nothing, at most 4,096 characters; null: the built-in text.",
  })
  @IsOptional()
  @MaxLength(4_096)
  refusalText?: string | null;
}

/** A new workspace. */
@InputType({ description: "A new workspace. Settings that are left out get their defaults." })
export class CreateWorkspaceInput extends WorkspaceSettingsInput {
  @Field(() => String, { description: "What people call it, 1 to 255 characters. The slug is made from it." })
  @Length(1, 255)
  name!: string;
}

/** Changes to a workspace. */
@InputType({ description: "Changes to a workspace. What is left out stays; null resets what may be null." })
export class UpdateWorkspaceInput extends WorkspaceSettingsInput {
  @Field(() => ID, { description: "The workspace." })
  workspaceId!: string;

  @Field(() => String, { nullable: true, description: "What people call it, 1 to 255 characters. The slug stays." })
  @IsOptional()
  @Length(1, 255)
  name?: string;
}

/** Documents to attach or detach. */
@InputType({ description: "Documents to attach to a workspace, or to detach from it." })
export class WorkspaceDocumentsInput {
  @Field(() => ID, { description: "The workspace." })
  workspaceId!: string;

  @Field(() => [ID], { description: "The documents, at most 1,000." })
  @ArrayMaxSize(1_000)
  documentIds!: string[];
}

/** Whether a document is pinned in a workspace. */
@InputType({ description: "Whether a document is pinned in a workspace." })
export class PinDocumentInput {
  @Field(() => ID, { description: "The workspace." })
  workspaceId!: string;

  @Field(() => ID, { description: "A document that is attached to it." })
  documentId!: string;

  @Field(() => Boolean, {
    description: "True: always given to the model whole, as far as it fits. False: only what is found.",
  })
  pinned!: boolean;
}
