import { GraphQLJSONObject } from "graphql-scalars";
import { Field, Int, ObjectType } from "type-graphql";
import { Column, CreateDateColumn, Entity, Index, PrimaryGeneratedColumn } from "typeorm";
import { Node } from "./node.js";

/** Something that happened. Rows are written in the transaction of the change, and never changed. */
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "Something that happened: who did what to what, when, from where, and what it changed.",
})
@Index(["transactionId", "id"])
@Index(["type", "transactionId", "id"])
@Index(["actorId", "transactionId", "id"])
@Index(["workspaceId", "transactionId", "id"])
@Entity("event_log")
export class EventLog extends Node {
  @Field(() => Int, { name: "databaseId", simple: false, description: "The number that the REST dialects use." })
  @PrimaryGeneratedColumn("identity", { type: "int", generatedIdentity: "ALWAYS" })
  id!: number;

  /** The transaction that wrote it: readers stop before those that still run, since ids commit out of order. */
  @Column("bigint", {
    name: "transaction_id",
    // As TypeORM reads it back, without the casts to text and bigint that the migration has.
    default: () => "((pg_current_xact_id()))",
    select: false,
  })
  transactionId!: number;

  @Field(() => String, { description: "What happened, such as `workspace.created`; see docs/events.md." })
  @Column("text")
  type!: string;

  /** No foreign key: events outlive their users. */
  @Column("int", { name: "actor_id", nullable: true })
  actorId!: number | null;

  @Field(() => String, {
    nullable: true,
    description: "The user who did it, by the name of that moment; null: nobody who had signed in.",
  })
  @Column("text", { name: "actor_name", nullable: true })
  actorName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "With which credential, such as `apiKey:7` or `session:3`; null: without one.",
  })
  @Column("text", { nullable: true })
  credential!: string | null;

  @Field(() => String, { nullable: true, description: "From which network address; null: from this server itself." })
  @Column("text", { nullable: true })
  address!: string | null;

  @Field(() => String, { nullable: true, description: "The request's id, which errors and log lines carry too." })
  @Column("text", { name: "correlation_id", nullable: true })
  correlationId!: string | null;

  @Column("int", { name: "workspace_id", nullable: true })
  workspaceId!: number | null;

  @Field(() => String, { nullable: true, description: "The type of what it was done to, such as `Workspace`." })
  @Column("text", { name: "subject_type", nullable: true })
  subjectType!: string | null;

  @Field(() => Int, { nullable: true, description: "The number of what it was done to; it may be gone since." })
  @Column("int", { name: "subject_id", nullable: true })
  subjectId!: number | null;

  @Field(() => GraphQLJSONObject, {
    description: "What is known beside: under `changes` each changed field with `from` and `to`, secrets left out.",
  })
  @Column("jsonb", { default: {} })
  data!: Record<string, unknown>;

  @Field(() => Date, { description: "When it happened." })
  @Index()
  @CreateDateColumn({ name: "created_at", type: "timestamptz" })
  createdAt!: Date;
}
