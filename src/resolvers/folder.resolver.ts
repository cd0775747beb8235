import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { Folder } from "../entities/index.js";
import { PageArguments, toConnection } from "../schema/connection.js";
import { type Context, viewerOf } from "../schema/context.js";
import { databaseIdOf, databaseIdsOf } from "../schema/ids.js";
import { MoveDocumentsInput, RenameFolderInput, UpdateDocumentInput } from "../schema/inputs/library.inputs.js";
import { Permission } from "../schema/permission.js";
import { FolderConnection } from "../schema/types/connections.js";
import {
  DeleteFolderPayload,
  FolderPayload,
  MoveDocumentsPayload,
  UpdateDocumentPayload,
} from "../schema/types/library.js";

@Resolver(() => Folder)
export class FolderResolver {
  @Permission("read")
  @Query(() => FolderConnection, { description: "The folders of the library that the viewer may see, oldest first." })
  async folders(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("search", () => String, { nullable: true, description: "Part of the name, whatever its case." })
    search?: string | null,
  ) {
    return toConnection(await context.services.folders.list(viewerOf(context), page, search ?? undefined));
  }

  @Permission("read")
  @Query(() => Folder, {
    nullable: true,
    description: "One folder; null when there is none that the viewer may see.",
  })
  folder(@Ctx() context: Context, @Arg("name", () => String, { description: "Its name." }) name: string) {
    return context.services.folders.find(viewerOf(context), name);
  }

  @Permission("manage")
  @Mutation(() => FolderPayload, { description: "Makes a folder. Documents make theirs by themselves." })
  async createFolder(
    @Ctx() context: Context,
    @Arg("name", () => String, { description: "Its name, 1 to 255 characters." }) name: string,
  ) {
    return { folder: await context.services.folders.create(viewerOf(context), name) };
  }

  @Permission("manage")
  @Mutation(() => FolderPayload, { description: "Gives a folder another name; its documents go with it." })
  async renameFolder(
    @Ctx() context: Context,
    @Arg("input", () => RenameFolderInput, { description: "The names." }) { name, newName }: RenameFolderInput,
  ) {
    return { folder: await context.services.folders.rename(viewerOf(context), name, newName) };
  }

  @Permission("manage")
  @Mutation(() => DeleteFolderPayload, {
    description: "Removes a folder; with documents in it only when they are to be removed too, from every workspace.",
  })
  async deleteFolder(
    @Ctx() context: Context,
    @Arg("name", () => String, { description: "Its name." }) name: string,
    @Arg("withDocuments", () => Boolean, { description: "Whether to remove the documents that are in it." })
    withDocuments: boolean,
  ) {
    const deletedDocuments = await context.services.folders.delete(viewerOf(context), name, withDocuments);
    return { deletedFolder: name, deletedDocuments };
  }

  @Permission("manage")
  @Mutation(() => MoveDocumentsPayload, { description: "Puts documents into a folder. All of them, or none." })
  async moveDocuments(
    @Ctx() context: Context,
    @Arg("input", () => MoveDocumentsInput, { description: "The documents, and where they go." })
    { documentIds, folder }: MoveDocumentsInput,
  ) {
    const ids = databaseIdsOf("Document", documentIds, "documentIds");
    return context.services.folders.move(viewerOf(context), ids, folder);
  }

  @Permission("manage")
  @Mutation(() => UpdateDocumentPayload, { description: "Changes what is said of a document." })
  async updateDocument(
    @Ctx() context: Context,
    @Arg("input", () => UpdateDocumentInput, { description: "What changes." }) input: UpdateDocumentInput,
  ) {
    const { documentId, title, metadata, ...facts } = input;
    const id = databaseIdOf("Document", documentId, "documentId");
    const changes = { ...facts, title: title ?? undefined, metadata: metadata === null ? {} : metadata };
    return { document: await context.services.documentEdit.update(viewerOf(context), id, changes) };
  }

  @FieldResolver(() => Int, { description: "How many documents in it the viewer may see." })
  documentCount(@Root() folder: Folder, @Ctx() context: Context) {
    return context.loaders.documentsInFolder.load(folder.name);
  }
}
