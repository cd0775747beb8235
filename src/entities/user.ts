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

  @Field(() => String, { description: "Unique name to sign in with." })
  @Column("text", { unique: true })
  username!: string;

  @Field(() => UserRole, { description: "What the user may do over all workspaces." })
  @Column("text")
  role!: UserRole;

  @Field(() => Boolean, { description: "A suspended user's credentials do not work." })
  @Column("boolean", { default: false })
  suspended!: boolean;

  @Field(() => Date, { description: "When the user was created." })
  @CreateDateColumn({ name: "created_at", type: "timestamptz" })
  createdAt!: Date;

  @Field(() => Date, { description: "When the user was last changed." })
  @UpdateDateColumn({ name: "updated_at", type: "timestamptz" })
  updatedAt!: Date;
}
