import { Field, Float, Int, ObjectType } from "type-graphql";
import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from "typeorm";
import { ChatMode, SearchMode } from "./enums.js";
import { Node } from "./node.js";

/** A set of documents with the settings by which it is asked. */
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "A set of documents with the settings by which it is asked.",
})
@Entity("workspace")
export class Workspace extends Node {
  @Field(() => Int, { name: "databaseId", simple: false, description: "The number that the REST dialects use." })
  @PrimaryGeneratedColumn("identity", { type: "int", generatedIdentity: "ALWAYS" })
  id!: number;

  @Field(() => String, { description: "Unique name in URLs. Made from the first name; it never changes." })
  @Column("text", { unique: true })
  slug!: string;

  @Field(() => String, { description: "What people call it; 1 to 255 characters." })
  @Column("text")
  name!: string;

  @Field(() => String, { nullable: true, description: "What it is about." })
  @Column("text", { nullable: true })
  description!: string | null;

  @Field(() => String, { nullable: true, description: "Chat model vendor; null: the instance's." })
  @Column("text", { name: "chat_provider", nullable: true })
  chatProvider!: string | null;

  @Field(() => String, { nullable: true, description: "Chat model; null: the instance's." })
  @Column("text", { name: "chat_model", nullable: true })
  chatModel!: string | null;

  @Field(() => Float, { nullable: true, description: "Sampling temperature, 0 to 2; null: the model's own." })
  @Column("double precision", { nullable: true })
  temperature!: number | null;

  @Field(() => String, { nullable: true, description: "System prompt; null: the built-in one." })
  @Column("text", { name: "system_prompt", nullable: true })
  systemPrompt!: string | null;

  @Field(() => Int, { description: "How many earlier exchanges a model sees, 0 to 200." })
  @Column("int", { name: "history_length", default: 20 })
  historyLength!: number;

  @Field(() => Int, { description: "How many chunks a model sees, 1 to 100." })
  @Column("int", { name: "top_n", default: 4 })
  topN!: number;

  @Field(() => Float, { description: "Chunks less similar than this are not used, 0 to 1." })
  @Column("double precision", { name: "similarity_threshold", default: 0.25 })
  similarityThreshold!: number;

  @Field(() => ChatMode, { description: "How it answers when a request does not say." })
  @Column("text", { name: "chat_mode", default: ChatMode.CHAT })
  chatMode!: ChatMode;

  @Field(() => SearchMode, { description: "Which retrieval stages it uses." })
  @Column("text", { name: "search_mode", default: SearchMode.HYBRID })
  searchMode!: SearchMode;

  @Field(() => String, {
    nullable: true,
    description: "What query mode says when it finds nothing; null: the built-in text.",
  })
  @Column("text", { name: "refusal_text", nullable: true })
  refusalText!: string | null;

  @Field(() => Date, { description: "When it was created." })
  @CreateDateColumn({ name: "created_at", type: "timestamptz" })
  createdAt!: Date;

  @Field(() => Date, { description: "When its settings were last changed." })
  @UpdateDateColumn({ name: "updated_at", type: "timestamptz" })
  updatedAt!: Date;
}
