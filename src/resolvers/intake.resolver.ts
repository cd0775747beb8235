import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { ValidationError } from "../errors/index.js";
import { type Context, viewerOf } from "../schema/context.js";
import { databaseIdsOf } from "../schema/ids.js";
import {
  CreateTextDocumentInput,
  type DocumentFactsInput,
  ExternalDocumentInput,
  UploadDocumentInput,
  UploadDocumentsInput,
  UpsertDocumentInput,
} from "../schema/inputs/intake.inputs.js";
import { withoutNulls } from "../schema/nulls.js";
import { Permission } from "../schema/permission.js";
import { CreateDocumentPayload, UploadDocumentsPayload } from "../schema/types/intake.js";
import { openUpload } from "../schema/uploads.js";

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
    const { items, ...shared } = withoutNulls(input);
    const results = await context.services.documentIntake.takeMany(
      viewerOf(context),
      items.map((item) => {
        const { file, path, ...own } = withoutNulls(item);
        return { path, open: () => openUpload(file), facts: factsOf({ ...shared, ...own }) };
      }),
    );
    return { results: results.map((result, index) => ({ ...result, index })) };
  }

  @Permission("collect")
  @Mutation(() => CreateDocumentPayload, {
    description:
      "Adds a text or a file under a name of your own, or replaces the one that has this name. Sending the same again does nothing.",
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
      "Which of your own names, at most 1,000, stand for content that is not in the library: unknown ones, and those with another content hash. Send these, and no others.",
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

function factsOf<Facts extends Pick<DocumentFactsInput, "workspaceIds">>({ workspaceIds, ...facts }: Facts) {
  return { ...facts, workspaceIds: databaseIdsOf("Workspace", workspaceIds ?? [], "workspaceIds") };
}
