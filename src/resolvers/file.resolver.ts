import { GraphQLNonNegativeFloat } from "graphql-scalars";
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { Document } from "../entities/index.js";
import { ValidationError } from "../errors/index.js";
import type { Context } from "../schema/context.js";
import { Permission } from "../schema/permission.js";
import { AcceptedFileType } from "../schema/types/accepted-file-type.js";

/** Most bytes of a file that one answer brings. */
const mostBytes = 8_388_608;

/** The files behind documents. */
@Resolver(() => Document)
export class FileResolver {
  @Permission("read")
  @Query(() => [AcceptedFileType], {
    description:
      "The formats of files that the library takes now. Files are told apart by their content; names and media types decide among texts alone.",
  })
  acceptedFileTypes(@Ctx() context: Context) {
    return context.services.fileTypes.accepted();
  }

  @FieldResolver(() => String, {
    description:
      "Stored bytes of it, in Base64; empty beyond the end. `contentHash` tells whether they are still the same from one piece to the next.",
  })
  async bytes(
    @Root() document: Document,
    @Ctx() context: Context,
    @Arg("start", () => GraphQLNonNegativeFloat, {
      defaultValue: 0,
      description: "From which byte on, a whole number. A float, since files may exceed 2^31 bytes.",
    })
    start: number,
    @Arg("maximumLength", () => Int, {
      description: "How many of them at most, 1 to 8,388,608.",
    })
    maximumLength: number,
  ): Promise<string> {
    if (maximumLength < 1 || maximumLength > mostBytes) {
      throw new ValidationError(`must be 1 to ${mostBytes}`, { field: "maximumLength" });
    }
    if (!Number.isSafeInteger(start)) throw new ValidationError("must be a whole number", { field: "start" });
    const bytes = await context.services.documents.bytes(document, start, maximumLength);
    return bytes.toString("base64");
  }
}
