import { ArrayNotEmpty, Length } from "class-validator";
import { Field, InputType } from "type-graphql";
import { ApiKeyScope } from "../../entities/index.js";

/** A new API key. */
@InputType({ description: "A new API key of the viewer's." })
export class CreateApiKeyInput {
  @Field(() => String, { description: "What it is for, 1 to 255 characters." })
  @Length(1, 255)
  name!: string;

  @Field(() => [ApiKeyScope], {
    description: "What it may do, at least one scope and none that the viewer's credential lacks.",
  })
  @ArrayNotEmpty()
  scopes!: ApiKeyScope[];

  @Field(() => Date, { nullable: true, description: "From when on it is refused, in the future; default: never." })
  expiresAt?: Date;
}
