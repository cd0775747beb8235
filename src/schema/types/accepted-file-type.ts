import { Field, ObjectType } from "type-graphql";
import type { FormatNames } from "../../ingestion/parsers/formats.js";

/** A format of files that the library takes. */
@ObjectType({ simpleResolvers: true, description: "A format of files that the library takes." })
export class AcceptedFileType implements FormatNames {
  @Field(() => String, { description: "Its short name, such as `pdf`." })
  format!: string;

  @Field(() => [String], {
    name: "mediaTypes",
    simple: false,
    description: "The media types by which its files go; documents of this format have the first.",
  })
  mimeTypes!: [string, ...string[]];

  @Field(() => [String], { description: "How its files usually end: lower case, without a dot." })
  extensions!: string[];
}
