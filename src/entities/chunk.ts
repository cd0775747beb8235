import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation, Unique } from "typeorm";
import { DocumentGeneration } from "./document-generation.js";

/** A passage of a document: what is searched, found and cited. */
@ObjectType("DocumentChunk", {
  simpleResolvers: true,
  description: "A passage of a document: what is searched, found and cited.",
})
@Entity("chunk")
@Unique(["documentId", "generation", "position"])
export class Chunk {
  @PrimaryGeneratedColumn("identity", { type: "int", generatedIdentity: "ALWAYS" })
  id!: number;

  @Column("int", { name: "document_id" })
  documentId!: number;

  @Column("int")
  generation!: number;

  @ManyToOne(() => DocumentGeneration, { onDelete: "CASCADE" })
  @JoinColumn([
    { name: "document_id", referencedColumnName: "documentId" },
    { name: "generation", referencedColumnName: "generation" },
  ])
  owner!: Relation<DocumentGeneration>;

  /** Its place among the chunks of its generation, from 0. */
  @Field(() => Int, { description: "Its place in the document, from 0." })
  @Column("int")
  position!: number;

  @Field(() => String, { description: "The passage; later parts of a long table begin with the table's header." })
  @Column("text")
  text!: string;

  /** First page, from 1; null for formats without pages. */
  @Field(() => Int, { nullable: true, description: "Its first page, from 1; null for formats without pages." })
  @Column("int", { nullable: true })
  page!: number | null;

  /** Last page. */
  @Field(() => Int, { nullable: true, description: "Its last page." })
  @Column("int", { name: "page_end", nullable: true })
  pageEnd!: number | null;

  /** Where it begins in the document's text, in UTF-16 code units. */
  @Field(() => Int, { description: "Where it begins in the document's text, in UTF-16 code units." })
  @Column("int", { name: "character_start" })
  characterStart!: number;

  /** Where it ends in the document's text, in UTF-16 code units. */
  @Field(() => Int, { description: "Where it ends there." })
  @Column("int", { name: "character_end" })
  characterEnd!: number;

  /** The headings above it, outermost first. */
  @Field(() => [String], { description: "The headings above it, outermost first." })
  @Column("text", { name: "heading_path", array: true })
  headingPath!: string[];

  /** Estimated tokens of its text. */
  @Field(() => Int, { description: "Estimated tokens of the passage." })
  @Column("int", { name: "token_count" })
  tokenCount!: number;

  /** Terms that it is found by, each occurrence counted: its length in BM25. */
  @Column("int", { name: "term_count" })
  termCount!: number;
}
