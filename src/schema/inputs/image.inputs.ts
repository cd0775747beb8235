import { ArrayMaxSize, IsInt, IsOptional, Length, Matches, Max, Min } from "class-validator";
import { type FileUpload, GraphQLUpload } from "graphql-upload-ts";
import { Field, InputType, Int } from "type-graphql";

/** Images to be made. */
@InputType({ description: "Images to be made." })
export class GenerateImagesInput {
  @Field(() => String, { description: "What they show, 1 to 32,000 characters." })
  @Length(1, 32_000)
  prompt!: string;

  @Field(() => Int, { defaultValue: 1, description: "How many, 1 to 10; some models make one at a time." })
  @IsInt()
  @Min(1)
  @Max(10)
  count!: number;

  @Field(() => String, {
    nullable: true,
    description: "Width and height in pixels, such as `1024x1024`, or `auto`; default: the model's.",
  })
  @IsOptional()
  @Matches(/^([1-9]\d{1,3}x[1-9]\d{1,3}|auto)$/, { message: "must look like 1024x1024, or be auto" })
  size?: string;

  @Field(() => [GraphQLUpload], {
    nullable: true,
    description: "Images to start from, at most 16, of 50,000,000 bytes together.",
  })
  @IsOptional()
  @ArrayMaxSize(16)
  references?: Promise<FileUpload>[];
}
