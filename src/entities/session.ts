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
import { Node } from "./node.js";
import { User } from "./user.js";

/** A person's sign-in on one device. Its access tokens live minutes; its refresh token is replaced at every use. */
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "A person's sign-in on one device, from signing in to signing out.",
})
@Entity("session")
export class Session extends Node {
  @Field(() => Int, { name: "databaseId", simple: false, description: "The number that the REST dialects use." })
  @PrimaryGeneratedColumn("identity", { type: "int", generatedIdentity: "ALWAYS" })
  id!: number;

  @Index()
  @Column("int", { name: "user_id" })
  userId!: number;

  @ManyToOne(() => User, { onDelete: "CASCADE" })
  @JoinColumn({ name: "user_id" })
  user!: Relation<User>;

  /** SHA-256 of the id of the only refresh token that is still good, hexadecimal. */
  @Column("text", { name: "refresh_hash" })
  refreshHash!: string;

  @Field(() => String, { nullable: true, description: "The address from which it was begun." })
  @Column("text", { nullable: true })
  address!: string | null;

  @Field(() => String, { nullable: true, description: "What the client called itself; at most 255 characters." })
  @Column("text", { name: "user_agent", nullable: true })
  userAgent!: string | null;

  @Field(() => Date, { description: "When the person signed in." })
  @CreateDateColumn({ name: "created_at", type: "timestamptz" })
  createdAt!: Date;

  @Field(() => Date, { description: "When its tokens were last renewed." })
  @Column("timestamptz", { name: "refreshed_at", default: () => "now()" })
  refreshedAt!: Date;

  @Field(() => Date, { description: "From when on it is refused, unless it is renewed before." })
  @Column("timestamptz", { name: "expires_at" })
  expiresAt!: Date;

  @Field(() => Date, { nullable: true, description: "When it was ended; null: it works until it expires." })
  @Column("timestamptz", { name: "revoked_at", nullable: true })
  revokedAt!: Date | null;
}
