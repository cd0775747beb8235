import { Arg, Ctx, ID, Mutation, Query, Resolver, Root, Subscription } from "type-graphql";
import { DocumentPriority } from "../entities/index.js";
import { ValidationError } from "../errors/index.js";
import { type Context, viewerOf } from "../schema/context.js";
import { databaseIdsOf } from "../schema/ids.js";
import { ReembedDocumentsInput, ReprocessDocumentsInput } from "../schema/inputs/ingestion.inputs.js";
import { mapEvents } from "../schema/map-events.js";
import { withoutNulls } from "../schema/nulls.js";
import { Permission } from "../schema/permission.js";
import { DocumentProgressType } from "../schema/types/document-progress.js";
import { IngestionPayload, IngestionSummary, ReembedDocumentsPayload } from "../schema/types/ingestion.js";
import { toProgressType } from "./document-progress-type.js";

const mostDocuments = 1_000;
const named = "The documents, at most 1,000.";

/** Steers the reading of documents. */
@Resolver()
export class IngestionResolver {
  @Permission("read")
  @Query(() => IngestionSummary, { description: "How the reading of documents goes, over all that the viewer sees." })
  ingestionSummary(@Ctx() context: Context): Promise<IngestionSummary> {
    return context.services.ingestion.summary(viewerOf(context));
  }

  @Permission("manage")
  @Mutation(() => IngestionPayload, {
    description:
      "Gives up the reading of documents that wait, are paused or are being read; what is running stops at once. They are FAILED with DOCUMENT_CANCELLED, or READY with their old chunks when they were read before. Others stay as they are.",
  })
  async cancelDocuments(
    @Ctx() context: Context,
    @Arg("documentIds", () => [ID], { description: named }) documentIds: string[],
  ) {
    return context.services.ingestion.cancel(viewerOf(context), idsOf(documentIds));
  }

  @Permission("manage")
  @Mutation(() => IngestionPayload, {
    description:
      "Holds back documents that wait or are being read; these start over when they are resumed. Others stay as they are.",
  })
  async pauseDocuments(
    @Ctx() context: Context,
    @Arg("documentIds", () => [ID], { description: named }) documentIds: string[],
  ) {
    return context.services.ingestion.pause(viewerOf(context), idsOf(documentIds));
  }

  @Permission("manage")
  @Mutation(() => IngestionPayload, {
    description:
      "Queues documents that are paused. They stay so while the ingestion of their owner is paused. Others stay as they are.",
  })
  async resumeDocuments(
    @Ctx() context: Context,
    @Arg("documentIds", () => [ID], { description: named }) documentIds: string[],
  ) {
    return context.services.ingestion.resume(viewerOf(context), idsOf(documentIds));
  }

  @Permission("manage")
  @Mutation(() => IngestionPayload, {
    description: "Gives documents a priority. Those that wait get the place in the queue that goes with it.",
  })
  async setDocumentPriority(
    @Ctx() context: Context,
    @Arg("documentIds", () => [ID], { description: named }) documentIds: string[],
    @Arg("priority", () => DocumentPriority, { description: "The new one." }) priority: DocumentPriority,
  ) {
    return context.services.ingestion.setPriority(viewerOf(context), idsOf(documentIds), priority);
  }

  @Permission("manage")
  @Mutation(() => IngestionSummary, {
    description:
      "Pauses the reading of all documents that the viewer owns, those to come included; administrators may pause everybody's.",
  })
  async pauseIngestion(
    @Ctx() context: Context,
    @Arg("everybody", () => Boolean, { defaultValue: false, description: "Whether everybody's documents are meant." })
    everybody: boolean,
  ) {
    await context.services.ingestion.pauseAll(viewerOf(context), everybody);
    return context.services.ingestion.summary(viewerOf(context));
  }

  @Permission("manage")
  @Mutation(() => IngestionSummary, {
    description: "Takes `pauseIngestion` back, and queues all documents that are paused, singly too.",
  })
  async resumeIngestion(
    @Ctx() context: Context,
    @Arg("everybody", () => Boolean, { defaultValue: false, description: "Whether everybody's documents are meant." })
    everybody: boolean,
  ) {
    await context.services.ingestion.resumeAll(viewerOf(context), everybody);
    return context.services.ingestion.summary(viewerOf(context));
  }

  @Permission("manage")
  @Mutation(() => IngestionPayload, {
    description:
      "Queues documents to be read again from their stored bytes, all or none; with a password if they need one. What was read before is found until that is done.",
  })
  async reprocessDocuments(
    @Ctx() context: Context,
    @Arg("input", () => ReprocessDocumentsInput, { description: "Which documents." }) input: ReprocessDocumentsInput,
  ) {
    const ids = databaseIdsOf("Document", input.documentIds, "documentIds");
    const { password = null } = input;
    // Whatever state a document is in, it is read again.
    return {
      documents: await context.services.reprocessing.reprocess(viewerOf(context), ids, password),
      unchanged: [],
    };
  }

  @Permission("manage")
  @Mutation(() => ReembedDocumentsPayload, {
    description:
      "Queues documents whose vectors are not of the present model or way of splitting. They are found by their words meanwhile.",
  })
  async reembedDocuments(
    @Ctx() context: Context,
    @Arg("input", () => ReembedDocumentsInput, { description: "Which documents." }) input: ReembedDocumentsInput,
  ) {
    const { documentIds, force } = withoutNulls(input);
    const ids = documentIds === undefined ? undefined : databaseIdsOf("Document", documentIds, "documentIds");
    return { queued: await context.services.reprocessing.reembed(viewerOf(context), { documentIds: ids, force }) };
  }

  @Permission("read")
  @Subscription(() => DocumentProgressType, {
    description:
      "How the reading of many documents goes: the state of each now, then changes, until all are READY, FAILED or removed. Quick stages may be passed over.",
    subscribe: async ({ args, context }: { args: { documentIds: string[] }; context: Context }) => {
      const documents = await context.services.documents.getAll(viewerOf(context), idsOf(args.documentIds));
      const ids = documents.map(({ id }) => id);
      return mapEvents(context.services.documentProgress.watchAll(ids), toProgressType);
    },
  })
  documentsProgress(
    @Root() progress: DocumentProgressType,
    @Arg("documentIds", () => [ID], { description: named }) _documentIds: string[],
  ) {
    return progress;
  }
}

function idsOf(documentIds: readonly string[]): number[] {
  if (documentIds.length > mostDocuments) throw new ValidationError("must be at most 1,000", { field: "documentIds" });
  return databaseIdsOf("Document", documentIds, "documentIds");
}
