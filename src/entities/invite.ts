import { Field, Int, ObjectType } from "type-graphql";
import {
  Column,
  CreateDateColumn,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
  UpdateDateColumn,
} from "typeorm";
import { InviteStatus } from "./enums.js";
import { Node } from "./node.js";
import { User } from "./user.js";

/** Lets one person become a user. Its code is a credential: whoever has it may claim it, once. */
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "Lets one person become a user, once, as a member of the workspaces that it names.",
})
@Entity("invite")
export class Invite extends Node {
  @Field(() => Int, { name: "databaseId", simple: false, description: "The number that the REST dialects use." })
  @PrimaryGeneratedColumn("identity", { type: "int", generatedIdentity: "ALWAYS" })
  id!: number;

  /** SHA-256 of the code, hexadecimal: how it is found. */
  @Column("text", { name: "code_hash", unique: true })
  codeHash!: string;

  /** The code, encrypted: administrators may look it up until it is claimed. */
  @Column("text", { name: "sealed_code" })
  sealedCode!: string;

  @Field(() => InviteStatus, { description: "Whether it can still be claimed." })
  @Column("text", { default: InviteStatus.PENDING })
  status!: InviteStatus;

  @Column("int", { name: "workspace_ids", array: true, default: () => "'{}'" })
  workspaceIds!: number[];

  @Column("int", { name: "creator_id", nullable: true })
  creatorId!: number | null;

  @ManyToOne(() => User, { onDelete: "SET NULL" })
  @JoinColumn({ name: "creator_id" })
  creator!: Relation<User> | null;

  @Column("int", { name: "claimed_by_id", nullable: true })
  claimedById!: number | null;

  @ManyToOne(() => User, { onDelete: "SET NULL" })
  @JoinColumn({ name: "claimed_by_id" })
  claimedBy!: Relation<User> | null;

  @Field(() => Date, { nullable: true, description: "From when on it is refused; null: never." })
  @Column("timestamptz", { name: "expires_at", nullable: true })
  expiresAt!: Date | null;

  @Field(() => Date, { description: "When it was made." })
  @CreateDateColumn({ name: "created_at", type: "timestamptz" })
  createdAt!: Date;

  @Field(() => Date, { description: "When it was last changed: made, claimed or taken back." })
  @UpdateDateColumn({ name: "updated_at", type: "timestamptz" })
  updatedAt!: Date;
}
