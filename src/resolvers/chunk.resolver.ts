import { Arg, Args, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { Chunk } from "../entities/index.js";
import { PageArguments, toConnection } from "../schema/connection.js";
import { type Context, viewerOf } from "../schema/context.js";
import { databaseIdOf, databaseIdsOf } from "../schema/ids.js";
import { CreateEmbeddedDocumentInput, PreviewChunksInput } from "../schema/inputs/chunk.inputs.js";
import { withoutNulls } from "../schema/nulls.js";
import { Permission } from "../schema/permission.js";
import { DocumentChunkConnection } from "../schema/types/connections.js";
import { CreateDocumentPayload } from "../schema/types/intake.js";

@Resolver(() => Chunk)
export class ChunkResolver {
  @Permission("read")
  @Query(() => DocumentChunkConnection, { description: "The chunks of a document that are searched now, in order." })
  async documentChunks(
    @Ctx() context: Context,
    @Arg("documentId", () => ID, { description: "The document." }) documentId: string,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    const id = databaseIdOf("Document", documentId, "documentId");
    return toConnection(await context.services.chunks.list(viewerOf(context), id, page));
  }

  @Permission("read")
  @Query(() => Int, {
    description: "How many vectors are searched: one for each chunk of the documents that the viewer may know of.",
  })
  vectorCount(@Ctx() context: Context) {
    return context.services.chunks.countVectors(viewerOf(context));
  }

  @Permission("collect")
  @Query(() => [Chunk], {
    description:
      "How a document's file would be split, without changing anything. It is read anew, by the same limits as when it was added.",
  })
  previewChunks(
    @Ctx() context: Context,
    @Arg("input", () => PreviewChunksInput, { description: "Which document, and how." }) input: PreviewChunksInput,
  ) {
    const { documentId, first, ...sizes } = withoutNulls(input);
    const id = databaseIdOf("Document", documentId, "documentId");
    return context.services.chunks.preview(viewerOf(context), id, sizes, first);
  }

  @Permission("collect")
  @Mutation(() => CreateDocumentPayload, {
    description: "Adds a document whose chunks and vectors the caller made. It is not split or embedded again.",
  })
  async createEmbeddedDocument(
    @Ctx() context: Context,
    @Arg("input", () => CreateEmbeddedDocumentInput, { description: "The chunks and what is known of the document." })
    input: CreateEmbeddedDocumentInput,
  ) {
    const { chunks, workspaceIds, ...facts } = withoutNulls(input);
    return context.services.embeddedDocuments.create(viewerOf(context), {
      ...facts,
      workspaceIds: databaseIdsOf("Workspace", workspaceIds ?? [], "workspaceIds"),
      chunks: chunks.map(({ text, embedding, page, headingPath }) => ({
        text,
        embedding,
        page: page ?? null,
        headingPath: headingPath ?? [],
      })),
    });
  }
}
