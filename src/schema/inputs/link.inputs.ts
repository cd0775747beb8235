import { ArrayMaxSize, IsOptional, Length, MaxLength } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { DocumentFactsInput } from "./intake.inputs.js";

/** A header for the server that a link leads to. */
@InputType({ description: "A header for the server that a link leads to." })
export class LinkHeaderInput {
  @Field(() => String, {
    description: "Its name, such as `Authorization`; none of those that belong to the connection.",
  })
  @Length(1, 100)
  name!: string;

  @Field(() => String, { description: "Its value." })
  @MaxLength(4_000)
  value!: string;
}

/** What stands on the web, to add to the library. */
@InputType({ description: "What stands on the web, to add to the library." })
export class AddLinkInput extends DocumentFactsInput {
  @Field(() => String, { description: "An http or https URL of the public web: a page, or a file of any format." })
  @Length(1, 2_000)
  url!: string;

  @Field(() => [LinkHeaderInput], {
    nullable: true,
    description:
      "At most 20 headers for the URL's own origin. They are not kept: a watched document is fetched without.",
  })
  @IsOptional()
  @ArrayMaxSize(20)
  headers?: LinkHeaderInput[];
}

/** How a document's source is watched. */
@InputType({ description: "How a document's source is watched." })
export class WatchDocumentInput {
  @Field(() => ID, { description: "The document, which was fetched from the web." })
  documentId!: string;

  @Field(() => Int, {
    description: "How many seconds lie between two looks at it: at least those of the setting `watchMinimumSeconds`.",
  })
  intervalSeconds!: number;
}
