import { Field, Int, ObjectType } from "type-graphql";
import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { Document } from "./document.js";

/** A document whose source on the web is fetched again from time to time. */
@ObjectType({ simpleResolvers: true, description: "How a document's source on the web is fetched again." })
@Entity("document_watch")
export class DocumentWatch {
  @PrimaryColumn("int", { name: "document_id" })
  documentId!: number;

  @ManyToOne(() => Document, { onDelete: "CASCADE" })
  @JoinColumn({ name: "document_id" })
  document!: Relation<Document>;

  @Field(() => String, { description: "Where it is fetched." })
  @Column("text")
  url!: string;

  @Field(() => Int, { description: "How many seconds lie between two looks at it; after failures it is more." })
  @Column("int", { name: "interval_seconds" })
  intervalSeconds!: number;

  /** The hash of the bytes that the next two are about: they are of no use once the document has others. */
  @Column("text", { name: "validated_hash", nullable: true })
  validatedHash!: string | null;

  /** What the source said with its last answer, given back to it when it is asked whether anything changed. */
  @Column("text", { nullable: true })
  etag!: string | null;

  @Column("text", { name: "last_modified", nullable: true })
  lastModified!: string | null;

  @Field(() => Date, { description: "When it is looked at next." })
  @Index()
  @Column("timestamptz", { name: "next_check_at" })
  nextCheckAt!: Date;

  @Field(() => Int, { description: "How often in a row that has failed." })
  @Column("int", { default: 0 })
  failures!: number;

  @CreateDateColumn({ name: "created_at", type: "timestamptz" })
  createdAt!: Date;
}
