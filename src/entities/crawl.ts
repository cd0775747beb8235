import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  type Relation,
  Unique,
} from "typeorm";
import { Document } from "./document.js";
import { User } from "./user.js";

/** The collecting of a site's pages into the library. */
@Entity("crawl")
export class Crawl {
  @PrimaryGeneratedColumn("identity", { type: "int", generatedIdentity: "ALWAYS" })
  id!: number;

  @Index()
  @Column("int", { name: "owner_id" })
  ownerId!: number;

  @ManyToOne(() => User, { onDelete: "CASCADE" })
  @JoinColumn({ name: "owner_id" })
  owner!: Relation<User>;

  /** Where it begins: a page or a sitemap. */
  @Column("text")
  url!: string;

  @Column("text")
  folder!: string;

  @Column("int", { name: "workspace_ids", array: true, default: () => "'{}'" })
  workspaceIds!: number[];

  /** How many links away from the first page it goes. */
  @Column("int", { name: "maximum_depth" })
  maximumDepth!: number;

  @Column("int", { name: "maximum_pages" })
  maximumPages!: number;

  /** `running`, `finished`, `cancelled` or `failed`. */
  @Column("text", { default: "running" })
  status!: string;

  @Column("text", { name: "error_code", nullable: true })
  errorCode!: string | null;

  @Column("text", { name: "error_message", nullable: true })
  errorMessage!: string | null;

  @CreateDateColumn({ name: "created_at", type: "timestamptz" })
  createdAt!: Date;

  @Column("timestamptz", { name: "finished_at", nullable: true })
  finishedAt!: Date | null;
}

/** A page that a crawl knows of. */
@Entity("crawl_page")
@Index(["crawlId", "status", "position"])
@Unique(["crawlId", "url"])
export class CrawlPage {
  @PrimaryColumn("int", { name: "crawl_id" })
  crawlId!: number;

  @ManyToOne(() => Crawl, { onDelete: "CASCADE" })
  @JoinColumn({ name: "crawl_id" })
  crawl!: Relation<Crawl>;

  /** In the order in which it was found. */
  @PrimaryColumn("int")
  position!: number;

  @Column("text")
  url!: string;

  @Column("int")
  depth!: number;

  /** `waiting`, `fetched`, `skipped` or `failed`. */
  @Column("text", { default: "waiting" })
  status!: string;

  @Index()
  @Column("int", { name: "document_id", nullable: true })
  documentId!: number | null;

  @ManyToOne(() => Document, { onDelete: "SET NULL" })
  @JoinColumn({ name: "document_id" })
  document!: Relation<Document> | null;

  @Column("text", { name: "error_code", nullable: true })
  errorCode!: string | null;

  @Column("text", { name: "error_message", nullable: true })
  errorMessage!: string | null;
}
