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

/** One look at the source of a watched document. */
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

  @CreateDateColumn({ name: "started_at", type: "timestamptz" })
  startedAt!: Date;

  @Column("timestamptz", { name: "finished_at", nullable: true })
  finishedAt!: Date | null;

  /** `unchanged`, `updated` or `failed`; null while it runs. */
  @Column("text", { nullable: true })
  outcome!: string | null;

  /** What the source answered; null when it did not. */
  @Column("int", { name: "http_status", nullable: true })
  httpStatus!: number | null;

  @Column("text", { name: "error_code", nullable: true })
  errorCode!: string | null;

  @Column("text", { name: "error_message", nullable: true })
  errorMessage!: string | null;
}
