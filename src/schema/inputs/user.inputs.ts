import { ArrayMaxSize, IsInt, IsOptional, Length, Max, MaxLength, Min } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { UserRole } from "../../entities/index.js";

/** The name and the password of the first administrator. */
@InputType({ description: "The name and the password with which the first administrator will sign in." })
export class EnableMultiUserModeInput {
  @Field(() => String, { description: "2 to 100 characters." })
  @Length(2, 100)
  username!: string;

  @Field(() => String, { description: "By the instance's rules for passwords; at most 128 characters." })
  @MaxLength(128)
  password!: string;
}

/** What somebody who becomes a user says of themselves. */
@InputType({ description: "The account of somebody who becomes a user." })
export class RegistrationInput {
  @Field(() => String, {
    description: "The name to sign in with, 2 to 100 characters; nobody else's, whatever its letter case.",
  })
  @Length(2, 100)
  username!: string;

  @Field(() => String, { description: "By the instance's rules for passwords; at most 128 characters." })
  @MaxLength(128)
  password!: string;

  @Field(() => String, { nullable: true, description: "Where messages to the user go; nobody else's." })
  @IsOptional()
  @Length(3, 254)
  email?: string;
}

/** Narrows a list of users. */
@InputType({ description: "Narrows a list of users; fields are combined with AND." })
export class UserFilterInput {
  @Field(() => String, {
    nullable: true,
    description: "Part of the username or the display name; for administrators also of the email address.",
  })
  @IsOptional()
  @MaxLength(255)
  search?: string;

  @Field(() => UserRole, { nullable: true, description: "Only users with this role." })
  role?: UserRole;

  @Field(() => Boolean, { nullable: true, description: "Only users who are suspended, or only those who are not." })
  suspended?: boolean;

  @Field(() => [Int], { nullable: true, description: "Only the users with these numbers, at most 100." })
  @IsOptional()
  @ArrayMaxSize(100)
  databaseIds?: number[];
}

/** What administrators set of users. */
@InputType()
abstract class UserSettingsInput {
  @Field(() => String, {
    nullable: true,
    description:
      "By the instance's rules for passwords. A user without one signs in by single sign-on or a reset token.",
  })
  @IsOptional()
  @MaxLength(128)
  password?: string;

  @Field(() => String, { nullable: true, description: "Where messages to the user go; nobody else's." })
  @IsOptional()
  @Length(3, 254)
  email?: string | null;

  @Field(() => String, { nullable: true, description: "What the user wants to be called, at most 100 characters." })
  @IsOptional()
  @Length(1, 100)
  displayName?: string | null;

  @Field(() => String, { nullable: true, description: "What the user says of themselves, at most 1,000 characters." })
  @IsOptional()
  @MaxLength(1_000)
  bio?: string;

  @Field(() => Int, {
    nullable: true,
    description: "How many questions the user may ask in 24 hours, 0 to 1,000,000; null: the instance's default.",
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  dailyMessageLimit?: number | null;
}

/** A new user. */
@InputType({ description: "A new user." })
export class CreateUserInput extends UserSettingsInput {
  @Field(() => String, {
    description: "The name to sign in with, 2 to 100 characters; nobody else's, whatever its letter case.",
  })
  @Length(2, 100)
  username!: string;

  @Field(() => UserRole, { defaultValue: UserRole.DEFAULT, description: "What the user may do." })
  role!: UserRole;
}

/** Changes to a user. */
@InputType({
  description:
    "Changes to a user. What is left out stays; null takes away what may be null. A new password, and a suspension, end the user's sessions.",
})
export class UpdateUserInput extends UserSettingsInput {
  @Field(() => ID, { description: "The user." })
  userId!: string;

  @Field(() => String, { nullable: true, description: "The name to sign in with, 2 to 100 characters." })
  @IsOptional()
  @Length(2, 100)
  username?: string;

  @Field(() => UserRole, { nullable: true, description: "What the user may do." })
  role?: UserRole;

  @Field(() => Boolean, { nullable: true, description: "True: none of the user's credentials works, at once." })
  suspended?: boolean;
}
