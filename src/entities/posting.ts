import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/**
 * Where one term occurs in one segment of a document's chunks. There is no foreign key, since checking it for each row
 * doubles the time of writing; a trigger deletes the postings of a deleted generation, and writers lock it.
 */
@Entity("posting")
@Index(["generation", "segment"])
export class Posting {
  /** Hash of the term. */
  @PrimaryColumn("int")
  term!: number;

  @PrimaryColumn("int", { name: "document_id" })
  documentId!: number;

  @PrimaryColumn("int")
  generation!: number;

  /** Part of the document: the chunks whose position divided by 1,024 gives this number. */
  @PrimaryColumn("smallint")
  segment!: number;

  /** Chunks of the segment that hold the term: the length of `entries`, told without unpacking them. */
  @Column("smallint", { name: "entry_count" })
  entryCount!: number;

  /** One number for each chunk: position, length and frequency, packed (see retrieval/posting-entry). */
  @Column("bigint", { array: true })
  entries!: string[];
}
