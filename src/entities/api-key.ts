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
} from "typeorm";
import { ApiKeyKind, ApiKeyScope } from "./enums.js";
import { Node } from "./node.js";
import { User } from "./user.js";

/** A program's credential. The secret itself is shown once, at creation; only its hash is stored. */
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "A program's credential. The secret is shown once, when the key is created.",
})
@Entity("api_key")
export class ApiKey extends Node {
  @Field(() => Int, { name: "databaseId", simple: false, description: "The number that the REST dialects use." })
  @PrimaryGeneratedColumn("identity", { type: "int", generatedIdentity: "ALWAYS" })
  id!: number;

  @Index()
  @Column("int", { name: "owner_id" })
  ownerId!: number;

  @ManyToOne(() => User, { onDelete: "CASCADE" })
  @JoinColumn({ name: "owner_id" })
  owner!: Relation<User>;

  @Field(() => ApiKeyKind, { description: "What holds the key." })
  @Column("text", { default: ApiKeyKind.PROGRAM })
  kind!: ApiKeyKind;

  @Field(() => String, { description: "What the key is for, in its owner's words." })
  @Column("text")
  name!: string;

  @Field(() => String, { description: "The first characters of the secret, to tell keys apart." })
  @Column("text")
  prefix!: string;

  /** SHA-256 of the secret, hexadecimal. The secret has 256 random bits, so that a slow hash would add nothing. */
  @Column("text", { unique: true })
  hash!: string;

  /** The secret before the last rotation, which works until {@link previousExpiresAt}; as `hash`. */
  @Column("text", { name: "previous_hash", nullable: true, unique: true })
  previousHash!: string | null;

  @Field(() => Date, {
    nullable: true,
    description: "Until when the secret before the last rotation works too; null: there is none.",
  })
  @Column("timestamptz", { name: "previous_expires_at", nullable: true })
  previousExpiresAt!: Date | null;

  /** The workspaces that the key is limited to; null: all that its owner may use. */
  @Column("int", { name: "workspace_ids", array: true, nullable: true })
  workspaceIds!: number[] | null;

  @Field(() => [ApiKeyScope], { description: "What the key may do, never more than its owner." })
  @Column("text", { array: true })
  scopes!: ApiKeyScope[];

  @Field(() => Date, { nullable: true, description: "From when on the key is refused; null: never." })
  @Column("timestamptz", { name: "expires_at", nullable: true })
  expiresAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When the key was revoked; null: it works." })
  @Column("timestamptz", { name: "revoked_at", nullable: true })
  revokedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When the key was last used, to the minute." })
  @Column("timestamptz", { name: "last_used_at", nullable: true })
  lastUsedAt!: Date | null;

  @Field(() => Date, { description: "When the key was created." })
  @CreateDateColumn({ name: "created_at", type: "timestamptz" })
  createdAt!: Date;
}
