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
  Unique,
} from "typeorm";
import { Document } from "./document.js";
import { Workspace } from "./workspace.js";

/** A document's place in a workspace. */
@ObjectType("DocumentAttachment", { simpleResolvers: true, description: "A document's place in a workspace." })
@Entity("workspace_document")
@Unique(["workspaceId", "documentId"])
export class WorkspaceDocument {
  @Field(() => Int, { name: "databaseId", simple: false, description: "The number that the REST dialects show." })
  @PrimaryGeneratedColumn("identity", { type: "int", generatedIdentity: "ALWAYS" })
  id!: number;

  @Column("int", { name: "workspace_id" })
  workspaceId!: number;

  @ManyToOne(() => Workspace, { onDelete: "CASCADE" })
  @JoinColumn({ name: "workspace_id" })
  workspace!: Relation<Workspace>;

  @Index()
  @Column("int", { name: "document_id" })
  documentId!: number;

  @ManyToOne(() => Document, { onDelete: "CASCADE" })
  @JoinColumn({ name: "document_id" })
  document!: Relation<Document>;

  @Field(() => Boolean, { description: "A pinned document is always given to the model whole, as far as it fits." })
  @Column("boolean", { default: false })
  pinned!: boolean;

  @Field(() => Date, { description: "When the document was attached." })
  @CreateDateColumn({ name: "created_at", type: "timestamptz" })
  createdAt!: Date;
}
