import { Field, ObjectType } from "type-graphql";

/** Why something failed. */
@ObjectType({ simpleResolvers: true, description: "Why something failed." })
export class Failure {
  @Field(() => String, { description: "Stable code, for programs; see docs/errors.md." })
  code!: string;

  @Field(() => String, { description: "The reason, for people." })
  message!: string;
}
