import { GraphQLUUID } from "graphql-scalars";
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
  UpdateDateColumn,
} from "typeorm";
import { ChatMode } from "./enums.js";
import { Node } from "./node.js";
import { Workspace } from "./workspace.js";

/** The public configuration of a chat widget. */
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "The public configuration of a chat widget that asks one workspace.",
})
@Entity("embed")
export class Embed extends Node {
  @Field(() => Int, { name: "databaseId", simple: false, description: "The number that the REST dialects use." })
  @PrimaryGeneratedColumn("identity", { type: "int", generatedIdentity: "ALWAYS" })
  id!: number;

  @Field(() => GraphQLUUID, { description: "The public name that a web page uses." })
  @Column("uuid", { unique: true })
  uuid!: string;

  @Index()
  @Column("int", { name: "workspace_id" })
  workspaceId!: number;

  @ManyToOne(() => Workspace, { onDelete: "CASCADE" })
  @JoinColumn({ name: "workspace_id" })
  workspace!: Relation<Workspace>;

  @Field(() => Boolean, { description: "A disabled embed answers nobody." })
  @Column("boolean", { default: true })
  enabled!: boolean;

  @Field(() => ChatMode, { description: "How the widget is answered." })
  @Column("text", { name: "chat_mode", default: ChatMode.QUERY })
  chatMode!: ChatMode;

  @Field(() => [String], {
    description: "Origins (`https://example.com`) whose pages may ask; `*` admits every origin, no entry none.",
  })
  @Column("text", { name: "allowed_origins", array: true })
  allowedOrigins!: string[];

  @Field(() => Int, { nullable: true, description: "Most chats a day over all visitors; null: no limit." })
  @Column("int", { name: "max_chats_per_day", nullable: true })
  maxChatsPerDay!: number | null;

  @Field(() => Int, { nullable: true, description: "Most chats a day in one session; null: no limit." })
  @Column("int", { name: "max_chats_per_session", nullable: true })
  maxChatsPerSession!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many earlier exchanges of a session the model sees; null: as many as the workspace says.",
  })
  @Column("int", { name: "history_length", nullable: true })
  historyLength!: number | null;

  @Field(() => Boolean, { description: "Whether visitors may replace the system prompt." })
  @Column("boolean", { name: "allow_prompt_override", default: false })
  allowPromptOverride!: boolean;

  @Field(() => Boolean, { description: "Whether visitors may choose the chat model." })
  @Column("boolean", { name: "allow_model_override", default: false })
  allowModelOverride!: boolean;

  @Field(() => Boolean, { description: "Whether visitors may choose the temperature." })
  @Column("boolean", { name: "allow_temperature_override", default: false })
  allowTemperatureOverride!: boolean;

  /** What signs visitors' tokens, sealed for {@link signingSecretContext}; null: visitors need none. */
  @Column("text", { name: "sealed_secret", nullable: true })
  sealedSecret!: string | null;

  @Field(() => Date, { description: "When it was created." })
  @CreateDateColumn({ name: "created_at", type: "timestamptz" })
  createdAt!: Date;

  @Field(() => Date, { description: "When it was last changed." })
  @UpdateDateColumn({ name: "updated_at", type: "timestamptz" })
  updatedAt!: Date;
}
