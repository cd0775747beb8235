import { ArrayMaxSize, ArrayMinSize, IsInt, IsOptional, Length, Max, Min } from "class-validator";
import { Field, InputType, Int } from "type-graphql";

/** Texts to be embedded. */
@InputType({ description: "Texts to be embedded." })
export class CreateEmbeddingsInput {
  @Field(() => [String], {
    description: "The texts, 1 to 2,048, each of 1 to 50,000 characters, and of 2,000,000 together.",
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(2_048)
  @Length(1, 50_000, { each: true })
  texts!: string[];

  @Field(() => Int, {
    nullable: true,
    description: "How many dimensions you rely on: refused when the model's vectors have others.",
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(16_000)
  dimensions?: number;
}
