import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { ValidationError } from "../errors/index.js";
import { assertInput } from "../schema/argument-errors.js";
import { type Context, viewerOf } from "../schema/context.js";
import { databaseIdsOf } from "../schema/ids.js";
import {
  CreateTextDocumentInput,
  type DocumentFactsInput,
  ExternalDocumentInput,
  UploadDocumentInput,
  UploadDocumentsInput,
  type UploadItemInput,
  UpsertDocumentInput,
} from "../schema/inputs/intake.inputs.js";
import { withoutNulls } from "../schema/nulls.js";
import { Permission } from "../schema/permission.js";
import { CreateDocumentPayload, UploadDocumentsPayload } from "../schema/types/intake.js";
import { openUpload } from "../schema/uploads.js";
import type { DocumentFacts, IncomingItem } from "../services/document-intake.service.js";

const mostItems = 1_000;

@Resolver()
export class IntakeResolver {
  @Permission("collect")
  @Mutation(() => CreateDocumentPayload, {
    description:
      "Adds a file to the library. It answers once the bytes are stored; `documentProgress` tells how the reading goes.",
  })
  async uploadDocument(
    @Ctx() context: Context,
    @Arg("input", () => UploadDocumentInput, { description: "The file and what is known of it." })
    input: UploadDocumentInput,
  ) {
    const { file, ...facts } = withoutNulls(input);
    return context.services.documentIntake.take(viewerOf(context), await openUpload(file), factsOf(facts));
  }

  @Permission("collect")
  @Mutation(() => CreateDocumentPayload, { description: "Adds a text to the library." })
  createTextDocument(
    @Ctx() context: Context,
    @Arg("input", () => CreateTextDocumentInput, { description: "The text and what is known of it." })
    input: CreateTextDocumentInput,
  ) {
    const { text, title, ...facts } = withoutNulls(input);
    return context.services.documentIntake.takeText(viewerOf(context), text, { ...factsOf(facts), title });
  }

  @Permission("collect")
  @Mutation(() => UploadDocumentsPayload, {
    description:
      "Adds many files to the library, at most 1,000. One that cannot be taken does not harm the others. It answers once the bytes are stored.",
  })
  async uploadDocuments(
    @Ctx() context: Context,
    @Arg("input", () => UploadDocumentsInput, { description: "The files, and what is known of them." })
    input: UploadDocumentsInput,
  ) {
    const { items, ...rest } = withoutNulls(input);
    // A fault of what is said of all of them is no single item's.
    const shared = factsOf(rest);
    const results = await context.services.documentIntake.takeMany(
      viewerOf(context),
      items.map((item) => () => itemOf(item, shared)),
    );
    return { results: results.map((result, index) => ({ ...result, index })) };
  }

  @Permission("collect")
  @Mutation(() => CreateDocumentPayload, {
    description:
      "Adds a text or a file under a name of your own, or replaces the one that has this name. Sending the same again does nothing, unless it could not be read before: then it is read again.",
  })
  async upsertDocument(
    @Ctx() context: Context,
    @Arg("input", () => UpsertDocumentInput, { description: "The text or file, and what is known of it." })
    input: UpsertDocumentInput,
  ) {
    const { file, text, ...facts } = withoutNulls(input);
    const intake = context.services.documentIntake;
    if ((file === undefined) === (text === undefined)) {
      throw new ValidationError("Give exactly one of `file` and `text`.", { field: "text" });
    }
    if (file !== undefined) return intake.take(viewerOf(context), await openUpload(file), factsOf(facts));
    const title = facts.title ?? facts.externalId;
    return intake.takeText(viewerOf(context), text ?? "", { ...factsOf(facts), title });
  }

  @Permission("collect")
  @Query(() => [String], {
    description:
      "Which of your own names, at most 1,000, stand for content that is not in the library: unknown ones, those with another content hash, and those whose stored bytes were found missing. Send these, and no others. One that could not be read for another reason is read again when it is sent all the same, or by `reprocessDocuments`.",
  })
  changedDocuments(
    @Ctx() context: Context,
    @Arg("documents", () => [ExternalDocumentInput], { description: "The names, each with its content hash." })
    documents: ExternalDocumentInput[],
  ) {
    if (documents.length > mostItems) throw new ValidationError(`must be at most ${mostItems}`, { field: "documents" });
    return context.services.documentIntake.changed(viewerOf(context), documents);
  }
}

/** One of many files, with what is said of all of them. @throws ValidationError, NotFoundError: what is at fault with it. */
function itemOf(item: UploadItemInput, shared: DocumentFacts): IncomingItem {
  assertInput(item);
  const { file, path, workspaceIds, ...own } = withoutNulls(item);
  const places = workspaceIds === undefined ? {} : factsOf({ workspaceIds });
  return { path, open: () => openUpload(file), facts: { ...shared, ...own, ...places } };
}

function factsOf<Facts extends Pick<DocumentFactsInput, "workspaceIds">>({ workspaceIds, ...facts }: Facts) {
  return { ...facts, workspaceIds: databaseIdsOf("Workspace", workspaceIds ?? [], "workspaceIds") };
}
