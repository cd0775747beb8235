import { Field, Int, ObjectType } from "type-graphql";
import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from "typeorm";
import { UserRole } from "./enums.js";
import { Node } from "./node.js";

/** A person, or the owner that a single-user instance has. */
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "A person, or the owner that a single-user instance has.",
})
@Entity("app_user")
export class User extends Node {
  @Field(() => Int, { name: "databaseId", simple: false, description: "The number that the REST dialects use." })
  @PrimaryGeneratedColumn("identity", { type: "int", generatedIdentity: "ALWAYS" })
  id!: number;

  @Field(() => String, { description: "Unique name to sign in with, whatever its letter case." })
  @Column("text")
  username!: string;

  /** The name as it is compared: no two users differ by letter case alone. */
  @Column("text", { name: "username_key", unique: true })
  usernameKey!: string;

  @Field(() => String, { nullable: true, description: "Where messages to the user go; unique." })
  @Column("text", { nullable: true, unique: true })
  email!: string | null;

  @Field(() => String, { nullable: true, description: "What the user wants to be called; null: the username." })
  @Column("text", { name: "display_name", nullable: true })
  displayName!: string | null;

  @Field(() => String, { description: "What the user says of themselves; at most 1,000 characters." })
  @Column("text", { default: "" })
  bio!: string;

  /** Argon2id in its encoded form; null: the user cannot sign in with a password. */
  @Column("text", { name: "password_hash", nullable: true })
  passwordHash!: string | null;

  @Field(() => UserRole, { description: "What the user may do over all workspaces." })
  @Column("text")
  role!: UserRole;

  @Field(() => Boolean, { description: "A suspended user's credentials do not work." })
  @Column("boolean", { default: false })
  suspended!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: "How many questions the user may ask in 24 hours; null: as many as the instance's default says.",
  })
  @Column("int", { name: "daily_message_limit", nullable: true })
  dailyMessageLimit!: number | null;

  @Field(() => Date, { description: "When the user was created." })
  @CreateDateColumn({ name: "created_at", type: "timestamptz" })
  createdAt!: Date;

  @Field(() => Date, { description: "When the user was last changed." })
  @UpdateDateColumn({ name: "updated_at", type: "timestamptz" })
  updatedAt!: Date;
}
