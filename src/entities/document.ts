import { GraphQLJSONObject, GraphQLNonNegativeFloat, GraphQLUUID } from "graphql-scalars";
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
import { EmbeddingSpace } from "./embedding-space.js";
import type { StoredProgress, StoredReading } from "./document-values.js";
import { DocumentPriority, DocumentStatus } from "./enums.js";
import { Folder } from "./folder.js";
import { Node } from "./node.js";
import { User } from "./user.js";

/** One stored source in the instance's library. */
@ObjectType({ implements: Node, simpleResolvers: true, description: "One stored source in the instance's library." })
@Entity("document")
@Index(["folder", "id"])
@Index(["ownerId", "contentHash"])
@Index(["ownerId", "sourceUrl"], { where: "source_url IS NOT NULL" })
@Index(["ownerId", "externalId"], { unique: true, where: "external_id IS NOT NULL" })
export class Document extends Node {
  @Field(() => Int, { name: "databaseId", simple: false, description: "A number, unique among documents." })
  @PrimaryGeneratedColumn("identity", { type: "int", generatedIdentity: "ALWAYS" })
  id!: number;

  @Field(() => GraphQLUUID, { description: "The id that the REST dialects show; part of `location`." })
  @Column("uuid", { unique: true })
  uuid!: string;

  @Column("int", { name: "owner_id" })
  ownerId!: number;

  @ManyToOne(() => User, { onDelete: "RESTRICT" })
  @JoinColumn({ name: "owner_id" })
  owner!: Relation<User>;

  @Field(() => String, { description: "The folder of the library that it stands in." })
  @Column("text")
  folder!: string;

  @ManyToOne(() => Folder, { onDelete: "RESTRICT", onUpdate: "CASCADE" })
  @JoinColumn({ name: "folder", referencedColumnName: "name" })
  folderRow!: Relation<Folder>;

  @Field(() => String, { description: "The file name that it came with, without any path." })
  @Column("text")
  name!: string;

  @Field(() => String, { description: "Its title: given, found in the file, or the file's name." })
  @Column("text")
  title!: string;

  @Field(() => String, { nullable: true, description: "Who wrote it, as given or as the file says." })
  @Column("text", { nullable: true })
  author!: string | null;

  @Field(() => String, { nullable: true, description: "What it is, as given or as the file says." })
  @Column("text", { nullable: true })
  description!: string | null;

  @Field(() => String, { nullable: true, description: "Where it came from, in words." })
  @Column("text", { nullable: true })
  source!: string | null;

  @Field(() => String, { description: "Media type of the stored bytes." })
  @Column("text", { name: "mime_type" })
  mimeType!: string;

  @Field(() => GraphQLNonNegativeFloat, {
    description: "Size of the stored bytes. A float, since files may exceed 2^31 bytes.",
  })
  @Column("bigint", { name: "size_bytes" })
  sizeBytes!: number;

  @Field(() => String, { description: "SHA-256 of the stored bytes, hexadecimal." })
  @Column("text", { name: "content_hash" })
  contentHash!: string;

  @Field(() => String, { nullable: true, description: "ISO 639-1 code of its main language, once it is known." })
  @Column("text", { nullable: true })
  language!: string | null;

  @Field(() => Int, { nullable: true, description: "Pages, for formats that have them, once they are known." })
  @Column("int", { nullable: true })
  pages!: number | null;

  @Field(() => Int, { nullable: true, description: "Words in its text, once it is read." })
  @Column("int", { name: "word_count", nullable: true })
  wordCount!: number | null;

  @Field(() => Int, { nullable: true, description: "Estimated tokens in its text, once it is read." })
  @Column("int", { name: "token_count", nullable: true })
  tokenCount!: number | null;

  @Field(() => Int, { nullable: true, description: "Length of its text in UTF-16 code units, once it is read." })
  @Column("int", { name: "character_count", nullable: true })
  characterCount!: number | null;

  @Field(() => Int, { description: "Chunks that can be searched now." })
  @Column("int", { name: "chunk_count", default: 0 })
  chunkCount!: number;

  @Field(() => GraphQLJSONObject, { description: "Anything the caller keeps with it: an object of at most 16 KiB." })
  @Column("jsonb", { default: {} })
  metadata!: Record<string, unknown>;

  @Field(() => DocumentStatus, { description: "Where it is on its way into the library." })
  @Index()
  @Column("text", { default: DocumentStatus.QUEUED })
  status!: DocumentStatus;

  /** The document that it was inside of: an archive, or a mail that it was attached to. */
  @Index()
  @Column("int", { name: "parent_id", nullable: true })
  parentId!: number | null;

  @ManyToOne(() => Document, { onDelete: "CASCADE" })
  @JoinColumn({ name: "parent_id" })
  parent!: Relation<Document> | null;

  @Field(() => String, { nullable: true, description: "Its path inside its parent, segments joined by `/`." })
  @Column("text", { name: "part_path", nullable: true })
  partPath!: string | null;

  /** How many documents it is inside of. */
  @Column("smallint", { default: 0 })
  depth!: number;

  @Field(() => String, {
    nullable: true,
    description: "The name that its owner's own system has for it, unique among the owner's documents.",
  })
  @Column("text", { name: "external_id", nullable: true })
  externalId!: string | null;

  /** What that system last said of its content, to tell whether it changed. */
  @Column("text", { name: "external_hash", nullable: true })
  externalHash!: string | null;

  @Field(() => String, { nullable: true, description: "Where on the web it was fetched; null when it was not." })
  @Column("text", { name: "source_url", nullable: true })
  sourceUrl!: string | null;

  /** The password that opens its bytes, encrypted by the instance's key. */
  @Column("text", { name: "sealed_password", nullable: true })
  sealedPassword!: string | null;

  @Field(() => DocumentPriority, { description: "When it is read, among the documents of its owner." })
  @Column("text", { default: DocumentPriority.NORMAL })
  priority!: DocumentPriority;

  /** How far its reading was when it was last written down, for whoever polls; null when it is not being read. */
  @Column("jsonb", { nullable: true })
  progress!: StoredProgress | null;

  /** Counts the attempts to read it: what an attempt writes counts for nothing once another one has begun, or it was stopped. */
  @Column("int", { default: 0 })
  reading!: number;

  /** In how many attempts to read it, one after the other, the server broke down. */
  @Column("smallint", { default: 0 })
  interruptions!: number;

  /** What another document with the same bytes can take over instead of being read; null when there is nothing. */
  @Column("jsonb", { name: "reusable_reading", nullable: true })
  reusableReading!: StoredReading | null;

  /** The space of the vectors that its owner supplied; null: Docent embeds it. */
  @Column("int", { name: "supplied_space_id", nullable: true })
  suppliedSpaceId!: number | null;

  @ManyToOne(() => EmbeddingSpace, { onDelete: "RESTRICT" })
  @JoinColumn({ name: "supplied_space_id" })
  suppliedSpace!: Relation<EmbeddingSpace> | null;

  @Field(() => [String], { description: "What of it could not be read, a sentence each; empty when all was." })
  @Column("text", { array: true, default: () => "'{}'" })
  warnings!: string[];

  @Column("text", { name: "failure_code", nullable: true })
  failureCode!: string | null;

  @Column("text", { name: "failure_message", nullable: true })
  failureMessage!: string | null;

  /** The generation of chunks that searches see; 0 while there is none. */
  @Column("int", { default: 0 })
  generation!: number;

  /** Key of the original bytes in the file store. */
  @Column("text", { name: "file_key" })
  fileKey!: string;

  /** Key of the extracted text in the file store, once it is read. */
  @Column("text", { name: "text_key", nullable: true })
  textKey!: string | null;

  @Field(() => Date, { nullable: true, description: "When reading it last ended, well or not; null before." })
  @Column("timestamptz", { name: "read_at", nullable: true })
  readAt!: Date | null;

  @Field(() => Date, { description: "When it was added to the library." })
  @CreateDateColumn({ name: "created_at", type: "timestamptz" })
  createdAt!: Date;

  @Field(() => Date, { description: "When it last changed." })
  @UpdateDateColumn({ name: "updated_at", type: "timestamptz" })
  updatedAt!: Date;
}
