import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { Document } from "../entities/index.js";
import { ValidationError } from "../errors/index.js";
import { type Context, viewerOf } from "../schema/context.js";
import { databaseIdOf } from "../schema/ids.js";
import { SearchInput } from "../schema/inputs/search.inputs.js";
import { withoutNulls } from "../schema/nulls.js";
import { Permission } from "../schema/permission.js";
import { SearchHit, SearchPayload } from "../schema/types/search.js";

@Resolver(() => SearchHit)
export class SearchResolver {
  @Permission("read")
  @Query(() => SearchPayload, {
    description: "Searches a workspace's documents without a model, by the same retrieval that chats use.",
  })
  search(
    @Ctx() context: Context,
    @Arg("input", () => SearchInput, { description: "What is sought, and where." }) input: SearchInput,
  ) {
    const workspaceId = databaseIdOf("Workspace", input.workspaceId, "workspaceId");
    return context.services.search.search(viewerOf(context), { ...withoutNulls(input), workspaceId });
  }

  @FieldResolver(() => String, {
    description:
      "The passage with its neighbours in the same section, as many before and after as fit: what a model needs to understand it.",
  })
  async parentText(
    @Root() hit: SearchHit,
    @Ctx() context: Context,
    @Arg("maximumTokens", () => Int, {
      defaultValue: 800,
      description: "Its length in estimated tokens, 1 to 8,000; the passage itself is always whole.",
    })
    maximumTokens: number,
  ) {
    if (maximumTokens < 1 || maximumTokens > 8_000) {
      throw new ValidationError("must be 1 to 8,000", { field: "maximumTokens" });
    }
    return (await context.loaders.parentText(hit.chunkId, maximumTokens)) ?? hit.text;
  }

  @FieldResolver(() => Document, { description: "The document that it stands in." })
  document(@Root() hit: SearchHit, @Ctx() context: Context) {
    return context.loaders.document.load(hit.documentId);
  }
}
