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
import { Document } from "./document.js";
import { SyncOutcome } from "./web-values.js";

/** One look at a document's source. */
@ObjectType({ simpleResolvers: true, description: "One look at a document's source on the web." })
@Entity("document_sync_run")
@Index(["documentId", "id"])
export class DocumentSyncRun {
  @PrimaryGeneratedColumn("identity", { type: "int", generatedIdentity: "ALWAYS" })
  id!: number;

  @Column("int", { name: "document_id" })
  documentId!: number;

  @ManyToOne(() => Document, { onDelete: "CASCADE" })
  @JoinColumn({ name: "document_id" })
  document!: Relation<Document>;

  @Field(() => Date, { description: "When it began." })
  @Column("timestamptz", { name: "started_at" })
  startedAt!: Date;

  @Field(() => Date, { description: "When it ended." })
  @CreateDateColumn({ name: "finished_at", type: "timestamptz" })
  finishedAt!: Date;

  @Field(() => SyncOutcome, { description: "What came of it." })
  @Column("text")
  outcome!: SyncOutcome;

  @Field(() => Int, { nullable: true, description: "The HTTP status that the source answered; null when it did not." })
  @Column("int", { name: "http_status", nullable: true })
  httpStatus!: number | null;

  @Column("text", { name: "error_code", nullable: true })
  errorCode!: string | null;

  @Column("text", { name: "error_message", nullable: true })
  errorMessage!: string | null;
}
