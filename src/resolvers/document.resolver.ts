import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root, Subscription } from "type-graphql";
import { Document, Workspace, WorkspaceDocument } from "../entities/index.js";
import { ValidationError } from "../errors/index.js";
import { PageArguments, toConnection } from "../schema/connection.js";
import { type Context, viewerOf } from "../schema/context.js";
import { databaseIdOf, databaseIdsOf, optionalDatabaseIdOf } from "../schema/ids.js";
import { DocumentFilterInput, DocumentReferenceInput } from "../schema/inputs/document.inputs.js";
import { mapEvents } from "../schema/map-events.js";
import { withoutNulls } from "../schema/nulls.js";
import { Permission } from "../schema/permission.js";
import { DocumentConnection } from "../schema/types/connections.js";
import { DocumentProgressType } from "../schema/types/document-progress.js";
import { Failure } from "../schema/types/failures.js";
import { DeleteDocumentsPayload } from "../schema/types/payloads.js";
import { progressOf } from "../services/document-progress.js";
import { failureOf, toProgressType } from "./document-progress-type.js";
import { locationOf } from "../services/library-names.js";

const longestText = 10_000_000;

@Resolver(() => Document)
export class DocumentResolver {
  @Permission("read")
  @Query(() => Document, {
    nullable: true,
    description: "One document; null when there is none that the viewer may see.",
  })
  document(
    @Ctx() context: Context,
    @Arg("by", () => DocumentReferenceInput, { description: "Which one." }) by: DocumentReferenceInput,
  ) {
    return context.services.documents.find(viewerOf(context), withoutNulls(by));
  }

  @Permission("read")
  @Query(() => DocumentConnection, {
    description: "The documents of the library that the viewer may see, oldest first.",
  })
  async documents(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => DocumentFilterInput, { nullable: true, description: "Which of them." })
    filter?: DocumentFilterInput,
  ) {
    const { workspaceId, parentId, sameContentAs, ...rest } = withoutNulls<Partial<DocumentFilterInput>>(filter ?? {});
    return toConnection(
      await context.services.documents.list(viewerOf(context), page, {
        ...rest,
        workspaceId: optionalDatabaseIdOf("Workspace", workspaceId, "filter.workspaceId") ?? undefined,
        parentId: optionalDatabaseIdOf("Document", parentId, "filter.parentId") ?? undefined,
        sameContentAs: optionalDatabaseIdOf("Document", sameContentAs, "filter.sameContentAs") ?? undefined,
      }),
    );
  }

  @Permission("manage")
  @Mutation(() => DeleteDocumentsPayload, {
    description: "Removes documents, at most 1,000, from the library and from every workspace. All of them, or none.",
  })
  async deleteDocuments(
    @Ctx() context: Context,
    @Arg("documentIds", () => [ID], { description: "The documents." }) documentIds: string[],
  ) {
    if (documentIds.length > 1_000) throw new ValidationError("must be at most 1,000", { field: "documentIds" });
    await context.services.documentRemoval.delete(
      viewerOf(context),
      databaseIdsOf("Document", documentIds, "documentIds"),
    );
    return { deletedDocumentIds: [...new Set(documentIds)] };
  }

  @Permission("read")
  @Subscription(() => DocumentProgressType, {
    description: "How the reading of a document goes: the state now, then every change, up to READY or FAILED.",
    subscribe: async ({ args, context }: { args: { documentId: string }; context: Context }) => {
      const id = databaseIdOf("Document", args.documentId, "documentId");
      const document = await context.services.documents.get(viewerOf(context), id);
      return mapEvents(context.services.documentProgress.watch(document.id), toProgressType);
    },
  })
  documentProgress(
    @Root() progress: DocumentProgressType,
    @Arg("documentId", () => ID, { description: "The document." }) _documentId: string,
  ) {
    return progress;
  }

  @FieldResolver(() => String, { description: "Where the REST dialects say that it stands: `folder/name-uuid.json`." })
  location(@Root() document: Document): string {
    return locationOf(document);
  }

  @FieldResolver(() => Failure, {
    nullable: true,
    description: "Why it could not be read; null unless its status is FAILED.",
  })
  failure(@Root() document: Document): Failure | null {
    return failureOf(document.failureCode, document.failureMessage);
  }

  @FieldResolver(() => DocumentProgressType, {
    description: "How far its reading is, as it was written down last: about once a second while it is read.",
  })
  progress(@Root() document: Document): DocumentProgressType {
    return toProgressType(progressOf(document));
  }

  @Permission("read")
  @FieldResolver(() => Document, {
    nullable: true,
    description:
      "The document that it was found inside of, such as an archive or a mail; null when there is none that the viewer may see.",
  })
  parent(@Root() document: Document, @Ctx() context: Context) {
    return document.parentId === null ? null : context.loaders.knownDocument.load(document.parentId);
  }

  @Permission("read")
  @FieldResolver(() => DocumentConnection, {
    description: "The documents that were found directly inside it, such as attachments; oldest first.",
  })
  async parts(@Root() document: Document, @Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return toConnection(await context.loaders.documentParts.page(document.id, page));
  }

  @FieldResolver(() => [WorkspaceDocument], { description: "Its places in workspaces, in the order of attachment." })
  attachments(@Root() document: Document, @Ctx() context: Context) {
    return context.loaders.attachments.load(document.id);
  }

  @FieldResolver(() => String, { nullable: true, description: "Its extracted text; null until it was read." })
  text(
    @Root() document: Document,
    @Ctx() context: Context,
    @Arg("maximumLength", () => Int, {
      defaultValue: 1_000_000,
      description: "How much of it at most, in UTF-16 code units, 1 to 10,000,000.",
    })
    maximumLength: number,
  ) {
    if (maximumLength < 1 || maximumLength > longestText) {
      throw new ValidationError(`must be 1 to ${longestText}`, { field: "maximumLength" });
    }
    return context.services.documents.text(document, maximumLength);
  }
}

/** The document that stands at an attachment. */
@Resolver(() => WorkspaceDocument)
export class DocumentAttachmentResolver {
  @FieldResolver(() => Document, { description: "The document." })
  document(@Root() attachment: Omit<WorkspaceDocument, "document"> & { document?: Document }, @Ctx() context: Context) {
    // Lists of attachments bring it.
    return attachment.document ?? context.loaders.document.load(attachment.documentId);
  }

  @FieldResolver(() => Workspace, { description: "The workspace." })
  workspace(@Root() attachment: WorkspaceDocument, @Ctx() context: Context) {
    return context.loaders.workspace.load(attachment.workspaceId);
  }
}
