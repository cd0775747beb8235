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
} from "typeorm";
import {
  type Attachment,
  type ChatFeedback,
  type ChatMetrics,
  type ChatVisitor,
  type Citation,
} from "./chat-values.js";
import { ChatMode, ChatStatus } from "./enums.js";
import { Embed } from "./embed.js";
import { Node } from "./node.js";
import { Thread } from "./thread.js";
import { User } from "./user.js";
import { Workspace } from "./workspace.js";

/** One exchange: a prompt and its answer. */
@ObjectType({ implements: Node, simpleResolvers: true, description: "One exchange: a prompt and its answer." })
@Entity("chat")
@Index(["workspaceId", "id"])
@Index(["workspaceId", "threadId", "sessionId", "id"])
@Index(["userId", "createdAt"])
@Index(["embedId", "id"], { where: "embed_id IS NOT NULL" })
@Index(["embedId", "createdAt"], { where: "embed_id IS NOT NULL" })
@Index(["embedId", "sessionId", "id"], { where: "embed_id IS NOT NULL" })
@Index(["asker", "idempotencyKey"], { unique: true, where: "idempotency_key IS NOT NULL" })
@Index("IDX_chat_running", ["status"], { where: "status IN ('pending', 'streaming')" })
export class Chat extends Node {
  @Field(() => Int, { name: "databaseId", simple: false, description: "The number that the REST dialects use." })
  @PrimaryGeneratedColumn("identity", { type: "int", generatedIdentity: "ALWAYS" })
  id!: number;

  @Field(() => GraphQLUUID, { description: "The id that the REST streams show." })
  @Column("uuid", { unique: true })
  uuid!: string;

  @Column("int", { name: "workspace_id" })
  workspaceId!: number;

  @ManyToOne(() => Workspace, { onDelete: "CASCADE" })
  @JoinColumn({ name: "workspace_id" })
  workspace!: Relation<Workspace>;

  @Column("int", { name: "thread_id", nullable: true })
  threadId!: number | null;

  @ManyToOne(() => Thread, { onDelete: "CASCADE" })
  @JoinColumn({ name: "thread_id" })
  thread!: Relation<Thread> | null;

  @Field(() => String, {
    nullable: true,
    description: "The caller's own partition key; chats with one form a conversation.",
  })
  @Column("text", { name: "session_id", nullable: true })
  sessionId!: string | null;

  /** Who asked; null: a visitor of an embed, or a user who is gone. */
  @Column("int", { name: "user_id", nullable: true })
  userId!: number | null;

  @ManyToOne(() => User, { onDelete: "SET NULL" })
  @JoinColumn({ name: "user_id" })
  user!: Relation<User> | null;

  /** The embed through which a visitor asked. */
  @Column("int", { name: "embed_id", nullable: true })
  embedId!: number | null;

  @ManyToOne(() => Embed, { onDelete: "SET NULL" })
  @JoinColumn({ name: "embed_id" })
  embed!: Relation<Embed> | null;

  /** The visitor who asked through an embed; null for users. */
  @Column("jsonb", { nullable: true })
  visitor!: ChatVisitor | null;

  /** Who asked, as the viewer's stable key; idempotency keys are unique within it. */
  @Column("text")
  asker!: string;

  @Column("text", { name: "idempotency_key", nullable: true })
  idempotencyKey!: string | null;

  @Field(() => String, { description: "What was asked." })
  @Column("text")
  prompt!: string;

  @Column("jsonb", { default: [] })
  attachments!: Attachment[];

  /** The whole answer once the chat is final; while it streams, the text stands in chat_segment. */
  @Column("text", { default: "" })
  response!: string;

  @Column("jsonb", { default: [] })
  citations!: Citation[];

  @Field(() => ChatMode, { description: "How it was answered." })
  @Column("text")
  mode!: ChatMode;

  @Field(() => ChatStatus, { description: "What became of it." })
  @Column("text", { default: ChatStatus.PENDING })
  status!: ChatStatus;

  @Field(() => Boolean, { description: "Query mode found nothing similar enough, and the answer is the refusal text." })
  @Column("boolean", { default: false })
  refused!: boolean;

  @Field(() => Boolean, { description: "Whether later answers of the conversation see it." })
  @Column("boolean", { default: true })
  included!: boolean;

  @Column("jsonb", { nullable: true })
  metrics!: ChatMetrics | null;

  /** What was said of the answer; null: nothing. */
  @Column("jsonb", { nullable: true })
  feedback!: ChatFeedback | null;

  @Column("text", { name: "error_code", nullable: true })
  errorCode!: string | null;

  @Column("text", { name: "error_message", nullable: true })
  errorMessage!: string | null;

  /** The node that writes the answer. */
  @Column("uuid", { name: "writer_node", nullable: true })
  writerNode!: string | null;

  /** Rises whenever another writer takes over; a checkpoint of an older epoch is refused. */
  @Column("int", { name: "writer_epoch", default: 0 })
  writerEpoch!: number;

  @Field(() => Date, { description: "When it was asked." })
  @CreateDateColumn({ name: "created_at", type: "timestamptz" })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: "When it reached its final status." })
  @Column("timestamptz", { name: "finished_at", nullable: true })
  finishedAt!: Date | null;
}

/** A piece of an answer that is still being written; see docs/streaming-protocol.md. */
@Entity("chat_segment")
export class ChatSegment {
  @Column("int", { name: "chat_id", primary: true })
  chatId!: number;

  @ManyToOne(() => Chat, { onDelete: "CASCADE" })
  @JoinColumn({ name: "chat_id" })
  chat!: Relation<Chat>;

  /** Where the piece begins, in UTF-16 code units. */
  @Column("int", { name: "start_offset", primary: true })
  startOffset!: number;

  @Column("text")
  text!: string;
}
