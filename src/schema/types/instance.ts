import { Field, ObjectType } from "type-graphql";

/** What anybody may know of an instance. */
@ObjectType("Instance", { simpleResolvers: true, description: "What anybody may know of this instance." })
export class InstanceType {
  @Field(() => String, { description: "The version of the server." })
  version!: string;

  @Field(() => Boolean, {
    description: "Whether people have accounts here; else API keys and one owner are all there is.",
  })
  multiUserMode!: boolean;

  @Field(() => Boolean, { description: "Whether anybody may become a user by `registerUser`." })
  registrationOpen!: boolean;

  @Field(() => Boolean, {
    description: "Whether other systems can sign people in here, by tokens of `issueAuthToken`.",
  })
  singleSignOn!: boolean;

  @Field(() => String, { nullable: true, description: "Where to ask for help; null: nobody has said." })
  supportEmail!: string | null;
}
