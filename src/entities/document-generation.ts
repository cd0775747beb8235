import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from "typeorm";

/**
 * One run of a document through ingestion: its chunks, their embeddings and postings belong to it and go with it.
 * Searches see the one that the document names. It also holds the sums that BM25 needs of a document.
 *
 * It outlives its document, so that removing a long document takes no longer than removing its row: what nobody can
 * see any more is deleted afterwards, in short statements.
 */
@Entity("document_generation")
export class DocumentGeneration {
  @PrimaryColumn("int", { name: "document_id" })
  documentId!: number;

  /** Unique among all documents and never used again, so that a writer that was given up cannot write into a later one. */
  @PrimaryGeneratedColumn("identity", { type: "int", generatedIdentity: "ALWAYS" })
  generation!: number;

  /** ISO 639-1 code of the language its words are stemmed in; null when they are not. */
  @Column("text", { nullable: true })
  language!: string | null;

  @Column("int", { name: "chunk_count", default: 0 })
  chunkCount!: number;

  /** Terms of all its chunks, each occurrence counted. */
  @Column("bigint", { name: "term_count", default: 0 })
  termCount!: number;

  /** When it was last written to: a generation that nobody publishes is swept after a while. */
  @Column("timestamptz", { name: "touched_at", default: () => "now()" })
  touchedAt!: Date;
}
