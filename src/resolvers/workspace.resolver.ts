import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { Workspace } from "../entities/index.js";
import { PageArguments, toConnection } from "../schema/connection.js";
import { type Context, viewerOf } from "../schema/context.js";
import { databaseIdOf, databaseIdsOf } from "../schema/ids.js";
import { ChatFilterInput } from "../schema/inputs/chat.inputs.js";
import {
  CreateWorkspaceInput,
  PinDocumentInput,
  UpdateWorkspaceInput,
  WorkspaceDocumentsInput,
  WorkspaceFilterInput,
  WorkspaceReferenceInput,
} from "../schema/inputs/workspace.inputs.js";
import { ThreadFilterInput } from "../schema/inputs/thread.inputs.js";
import { withoutNulls } from "../schema/nulls.js";
import { Permission } from "../schema/permission.js";
import {
  ChatConnection,
  DocumentAttachmentConnection,
  ThreadConnection,
  WorkspaceConnection,
} from "../schema/types/connections.js";
import {
  CreateWorkspacePayload,
  DeleteWorkspacePayload,
  PinDocumentPayload,
  UpdateWorkspacePayload,
  WorkspaceDocumentsPayload,
} from "../schema/types/payloads.js";
import { encodeCursor } from "../services/page.js";
import { chatFilterOf } from "./chat-filter-of.js";

@Resolver(() => Workspace)
export class WorkspaceResolver {
  @Permission("read")
  @Query(() => Workspace, {
    nullable: true,
    description: "One workspace; null when there is none that the viewer may see.",
  })
  workspace(
    @Ctx() context: Context,
    @Arg("by", () => WorkspaceReferenceInput, { description: "Which one." }) by: WorkspaceReferenceInput,
  ) {
    return context.services.workspaces.find(viewerOf(context), withoutNulls(by));
  }

  @Permission("read")
  @Query(() => WorkspaceConnection, { description: "The workspaces that the viewer may see, oldest first." })
  async workspaces(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => WorkspaceFilterInput, { nullable: true, description: "Which of them." })
    filter?: WorkspaceFilterInput,
  ) {
    return toConnection(await context.services.workspaces.list(viewerOf(context), page, filter?.search ?? undefined));
  }

  @Permission("manage")
  @Mutation(() => CreateWorkspacePayload, { description: "Makes a workspace." })
  async createWorkspace(
    @Ctx() context: Context,
    @Arg("input", () => CreateWorkspaceInput, { description: "The new workspace." }) input: CreateWorkspaceInput,
  ) {
    return { workspace: await context.services.workspaces.create(viewerOf(context), input) };
  }

  @Permission("manage")
  @Mutation(() => UpdateWorkspacePayload, { description: "Changes a workspace." })
  async updateWorkspace(
    @Ctx() context: Context,
    @Arg("input", () => UpdateWorkspaceInput, { description: "The changes." }) input: UpdateWorkspaceInput,
  ) {
    const id = databaseIdOf("Workspace", input.workspaceId, "workspaceId");
    return { workspace: await context.services.workspaces.update(viewerOf(context), id, input) };
  }

  @Permission("manage")
  @Mutation(() => DeleteWorkspacePayload, {
    description:
      "Deletes a workspace with its threads, chats and embeds. Its documents stay in the library. Refused with the code `WORKSPACES_KEPT` where the server's operator keeps all workspaces.",
  })
  async deleteWorkspace(
    @Ctx() context: Context,
    @Arg("workspaceId", () => ID, { description: "The workspace." }) workspaceId: string,
  ) {
    await context.services.workspaces.delete(viewerOf(context), databaseIdOf("Workspace", workspaceId, "workspaceId"));
    return { deletedWorkspaceId: workspaceId };
  }

  @Permission("collect")
  @Mutation(() => WorkspaceDocumentsPayload, { description: "Attaches documents of the library to a workspace." })
  attachDocuments(
    @Ctx() context: Context,
    @Arg("input", () => WorkspaceDocumentsInput, { description: "Which, and where." }) input: WorkspaceDocumentsInput,
  ) {
    const id = databaseIdOf("Workspace", input.workspaceId, "workspaceId");
    const documentIds = databaseIdsOf("Document", input.documentIds, "documentIds");
    return context.services.workspaces.attach(viewerOf(context), id, documentIds);
  }

  @Permission("manage")
  @Mutation(() => WorkspaceDocumentsPayload, {
    description: "Detaches documents from a workspace. They stay in the library.",
  })
  detachDocuments(
    @Ctx() context: Context,
    @Arg("input", () => WorkspaceDocumentsInput, { description: "Which, and where." }) input: WorkspaceDocumentsInput,
  ) {
    const id = databaseIdOf("Workspace", input.workspaceId, "workspaceId");
    const documentIds = databaseIdsOf("Document", input.documentIds, "documentIds");
    return context.services.workspaces.detach(viewerOf(context), id, documentIds);
  }

  @Permission("manage")
  @Mutation(() => PinDocumentPayload, { description: "Pins a document in a workspace, or unpins it." })
  async pinDocument(
    @Ctx() context: Context,
    @Arg("input", () => PinDocumentInput, { description: "Which, and where." }) input: PinDocumentInput,
  ) {
    const id = databaseIdOf("Workspace", input.workspaceId, "workspaceId");
    const documentId = databaseIdOf("Document", input.documentId, "documentId");
    return { attachment: await context.services.workspaces.pin(viewerOf(context), id, documentId, input.pinned) };
  }

  @FieldResolver(() => String, {
    description: "Its place in lists of workspaces, for `after` and `before` where only the workspace is at hand.",
  })
  cursor(@Root() workspace: Workspace) {
    return encodeCursor(workspace.id);
  }

  @FieldResolver(() => Int, { description: "How many documents are attached." })
  documentCount(@Root() workspace: Workspace, @Ctx() context: Context) {
    return context.loaders.workspaceDocuments.count(workspace.id);
  }

  @Permission("read")
  @FieldResolver(() => DocumentAttachmentConnection, {
    description: "The attached documents, in the order of attachment.",
  })
  async documents(
    @Root() workspace: Workspace,
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    return toConnection(await context.loaders.workspaceDocuments.page(workspace.id, page));
  }

  @Permission("read")
  @FieldResolver(() => ThreadConnection, { description: "The threads, oldest first." })
  async threads(
    @Root() workspace: Workspace,
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => ThreadFilterInput, { nullable: true, description: "Which of them." })
    filter?: ThreadFilterInput,
  ) {
    const { slug, search } = withoutNulls(filter ?? {});
    return toConnection(await context.loaders.workspaceThreads.page(workspace.id, page, { slug, search }));
  }

  @Permission("read")
  @FieldResolver(() => ChatConnection, { description: "The chats, oldest first." })
  async chats(
    @Root() workspace: Workspace,
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => ChatFilterInput, { nullable: true, description: "Which of them." }) filter?: ChatFilterInput,
  ) {
    return toConnection(await context.loaders.workspaceChats.page(workspace.id, page, chatFilterOf(filter)));
  }
}
