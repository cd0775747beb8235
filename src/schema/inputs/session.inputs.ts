import { IsOptional, Length, MaxLength } from "class-validator";
import { Field, InputType } from "type-graphql";

/** A name and a password. */
@InputType({ description: "A name and a password." })
export class SignInInput {
  @Field(() => String, { description: "The username, whatever its letter case." })
  @Length(1, 100)
  username!: string;

  @Field(() => String, { description: "The password, at most 128 characters." })
  @Length(1, 128)
  password!: string;
}

/** What people say of themselves; what is left out stays. */
@InputType({ description: "What people say of themselves; what is left out stays as it is." })
export class UpdateProfileInput {
  @Field(() => String, { nullable: true, description: "What to be called, 1 to 100 characters; null: the username." })
  @IsOptional()
  @Length(1, 100)
  displayName?: string | null;

  @Field(() => String, { nullable: true, description: "Where messages go; nobody else's. null: nowhere." })
  @IsOptional()
  @Length(3, 254)
  email?: string | null;

  @Field(() => String, { nullable: true, description: "At most 1,000 characters." })
  @IsOptional()
  @MaxLength(1_000)
  bio?: string;

  @Field(() => String, {
    nullable: true,
    description: "The present password; needed with another email address, by which a password can be set.",
  })
  @IsOptional()
  @Length(1, 128)
  currentPassword?: string;
}

/** The present password and the one that replaces it. */
@InputType({ description: "The present password and the one that replaces it." })
export class ChangePasswordInput {
  @Field(() => String, { description: "The present password." })
  @Length(1, 128)
  currentPassword!: string;

  @Field(() => String, { description: "By the instance's rules for passwords; at most 128 characters." })
  @MaxLength(128)
  newPassword!: string;
}

/** A reset token and the password that it sets. */
@InputType({ description: "A reset token and the password that it sets." })
export class ResetPasswordInput {
  @Field(() => String, { description: "The token; good once, within an hour." })
  @Length(1, 200)
  token!: string;

  @Field(() => String, { description: "By the instance's rules for passwords; at most 128 characters." })
  @MaxLength(128)
  newPassword!: string;
}

/** A recovery code and the password that it sets. */
@InputType({ description: "A recovery code and the password that it sets." })
export class RecoverAccountInput {
  @Field(() => String, { description: "The username, whatever its letter case." })
  @Length(1, 100)
  username!: string;

  @Field(() => String, { description: "One of the user's codes; good once." })
  @Length(1, 200)
  recoveryCode!: string;

  @Field(() => String, { description: "By the instance's rules for passwords; at most 128 characters." })
  @MaxLength(128)
  newPassword!: string;
}
