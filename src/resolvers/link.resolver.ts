import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from "type-graphql";
import { Document, DocumentSyncRun, DocumentWatch } from "../entities/index.js";
import { PageArguments, toConnection } from "../schema/connection.js";
import { type Context, viewerOf } from "../schema/context.js";
import { databaseIdOf, databaseIdsOf } from "../schema/ids.js";
import { AddLinkInput, WatchDocumentInput } from "../schema/inputs/link.inputs.js";
import { withoutNulls } from "../schema/nulls.js";
import { Permission } from "../schema/permission.js";
import { DocumentSyncRunConnection } from "../schema/types/connections.js";
import { Failure } from "../schema/types/failures.js";
import { CreateDocumentPayload } from "../schema/types/intake.js";
import { SyncDocumentPayload, WatchDocumentPayload } from "../schema/types/links.js";
import { failureOf } from "./document-progress-type.js";

const documentArgument = { description: "The document." };

/** Documents that come from the web. */
@Resolver(() => Document)
export class LinkResolver {
  @Permission("collect")
  @Mutation(() => CreateDocumentPayload, {
    description:
      "Adds what a link leads to. It answers once the bytes are stored, within 30 seconds; an error says why they could not be had.",
  })
  addLink(
    @Ctx() context: Context,
    @Arg("input", () => AddLinkInput, { description: "The link and what is known of it." }) input: AddLinkInput,
  ) {
    const { url, headers = [], workspaceIds = [], ...facts } = withoutNulls(input);
    const ids = databaseIdsOf("Workspace", workspaceIds, "workspaceIds");
    return context.services.links.add(viewerOf(context), url, { ...facts, workspaceIds: ids }, headers);
  }

  @Permission("manage")
  @Mutation(() => WatchDocumentPayload, {
    description:
      "Has a document fetched again and again; when its bytes have changed they replace the old ones, which are found until the new ones are read. For a watched one it changes the interval.",
  })
  async watchDocument(
    @Ctx() context: Context,
    @Arg("input", () => WatchDocumentInput, { description: "Which document, and how often." })
    { documentId, intervalSeconds }: WatchDocumentInput,
  ) {
    const id = databaseIdOf("Document", documentId, "documentId");
    return { document: await context.services.watches.watch(viewerOf(context), id, intervalSeconds) };
  }

  @Permission("manage")
  @Mutation(() => WatchDocumentPayload, { description: "Watches a document no more. Its past looks stay." })
  async unwatchDocument(@Ctx() context: Context, @Arg("documentId", () => ID, documentArgument) documentId: string) {
    const id = databaseIdOf("Document", documentId, "documentId");
    return { document: await context.services.watches.unwatch(viewerOf(context), id) };
  }

  @Permission("manage")
  @Mutation(() => SyncDocumentPayload, {
    description:
      "Fetches a document again now, watched or not. A source that cannot be fetched is an outcome of the run, not an error.",
  })
  syncDocument(@Ctx() context: Context, @Arg("documentId", () => ID, documentArgument) documentId: string) {
    const id = databaseIdOf("Document", documentId, "documentId");
    return context.services.watches.lookNow(viewerOf(context), id);
  }

  @FieldResolver(() => DocumentWatch, {
    nullable: true,
    description: "How its source is watched; null when it is not.",
  })
  watch(@Root() document: Document, @Ctx() context: Context) {
    return context.loaders.documentWatch.load(document.id);
  }

  @Permission("read")
  @FieldResolver(() => DocumentSyncRunConnection, {
    description: "The looks at its source, oldest first; the last 100 are kept.",
  })
  async syncRuns(@Root() document: Document, @Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return toConnection(await context.loaders.documentSyncRuns.page(document.id, page));
  }
}

/** How a document's source is watched. */
@Resolver(() => DocumentWatch)
export class WatchResolver {
  @FieldResolver(() => DocumentSyncRun, { nullable: true, description: "The last look at it; null before the first." })
  lastRun(@Root() watch: DocumentWatch, @Ctx() context: Context) {
    return context.loaders.lastSyncRun.load(watch.documentId);
  }
}

/** One look at a document's source. */
@Resolver(() => DocumentSyncRun)
export class SyncRunResolver {
  @FieldResolver(() => Failure, { nullable: true, description: "Why it failed; null when it did not." })
  failure(@Root() run: DocumentSyncRun): Failure | null {
    return failureOf(run.errorCode, run.errorMessage);
  }
}
