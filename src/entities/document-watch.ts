import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { Document } from "./document.js";

/** A document whose source on the web is fetched again from time to time. */
@Entity("document_watch")
export class DocumentWatch {
  @PrimaryColumn("int", { name: "document_id" })
  documentId!: number;

  @ManyToOne(() => Document, { onDelete: "CASCADE" })
  @JoinColumn({ name: "document_id" })
  document!: Relation<Document>;

  @Column("text")
  url!: string;

  @Column("int", { name: "interval_seconds" })
  intervalSeconds!: number;

  /** What the source said with its last answer, given back to it when it is asked whether anything changed. */
  @Column("text", { nullable: true })
  etag!: string | null;

  @Column("text", { name: "last_modified", nullable: true })
  lastModified!: string | null;

  @Index()
  @Column("timestamptz", { name: "next_check_at" })
  nextCheckAt!: Date;

  /** Failures in a row. */
  @Column("int", { default: 0 })
  failures!: number;

  @CreateDateColumn({ name: "created_at", type: "timestamptz" })
  createdAt!: Date;
}
