import { ArrayMaxSize, IsOptional, Length } from "class-validator";
import { Field, ID, InputType } from "type-graphql";

/** Documents to be read again. */
@InputType({ description: "Documents to be read again." })
export class ReprocessDocumentsInput {
  @Field(() => [ID], { description: "The documents, at most 1,000." })
  @ArrayMaxSize(1_000)
  documentIds!: string[];

  @Field(() => String, {
    nullable: true,
    description: "What opens their bytes, 1 to 500 characters; it is kept, encrypted, and never shown again.",
  })
  @IsOptional()
  @Length(1, 500)
  password?: string;
}

/** Documents to be embedded again. */
@InputType({ description: "Documents to be embedded by the present model, if they are not." })
export class ReembedDocumentsInput {
  @Field(() => [ID], {
    nullable: true,
    description: "The documents, at most 1,000; left out: all that the viewer may change.",
  })
  @IsOptional()
  @ArrayMaxSize(1_000)
  documentIds?: string[];

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Embeds those too that are embedded by the present model already.",
  })
  force!: boolean;
}
