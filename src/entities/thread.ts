import { Field, Int, ObjectType } from "type-graphql";
import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
  Unique,
  UpdateDateColumn,
} from "typeorm";
import { Node } from "./node.js";
import { User } from "./user.js";
import { Workspace } from "./workspace.js";

/** A named conversation in a workspace. */
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "A named conversation in a workspace, with a history of its own.",
})
@Entity("thread")
@Index(["workspaceId", "id"])
@Unique(["workspaceId", "slug"])
export class Thread extends Node {
  @Field(() => Int, { name: "databaseId", simple: false, description: "The number that the REST dialects use." })
  @PrimaryGeneratedColumn("identity", { type: "int", generatedIdentity: "ALWAYS" })
  id!: number;

  @Column("int", { name: "workspace_id" })
  workspaceId!: number;

  @ManyToOne(() => Workspace, { onDelete: "CASCADE" })
  @JoinColumn({ name: "workspace_id" })
  workspace!: Relation<Workspace>;

  @Column("int", { name: "user_id", nullable: true })
  userId!: number | null;

  @ManyToOne(() => User, { onDelete: "SET NULL" })
  @JoinColumn({ name: "user_id" })
  user!: Relation<User> | null;

  @Field(() => String, { description: "Unique within the workspace; it never changes." })
  @Column("text")
  slug!: string;

  @Field(() => String, { description: "What people call it; 1 to 255 characters." })
  @Column("text")
  name!: string;

  @Field(() => Date, { description: "When it was created." })
  @CreateDateColumn({ name: "created_at", type: "timestamptz" })
  createdAt!: Date;

  @Field(() => Date, { description: "When it was last renamed." })
  @UpdateDateColumn({ name: "updated_at", type: "timestamptz" })
  updatedAt!: Date;
}
