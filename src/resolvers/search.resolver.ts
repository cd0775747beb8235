import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { Document } from "../entities/index.js";
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

  @FieldResolver(() => Document, { description: "The document that it stands in." })
  document(@Root() hit: SearchHit, @Ctx() context: Context) {
    return context.loaders.document.load(hit.documentId);
  }
}
