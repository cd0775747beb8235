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
import { ApiKey } from "./api-key.js";
import { Document } from "./document.js";
import { Node } from "./node.js";
import { User } from "./user.js";
import { CrawlPageStatus, CrawlStatus } from "./web-values.js";

/** The collecting of a site's pages into the library. */
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "The collecting of a site's pages into the library.",
})
@Entity("crawl")
export class Crawl extends Node {
  @Field(() => Int, { name: "databaseId", simple: false, description: "A number, unique among crawls." })
  @PrimaryGeneratedColumn("identity", { type: "int", generatedIdentity: "ALWAYS" })
  id!: number;

  @Index()
  @Column("int", { name: "owner_id" })
  ownerId!: number;

  @ManyToOne(() => User, { onDelete: "CASCADE" })
  @JoinColumn({ name: "owner_id" })
  owner!: Relation<User>;

  /** The key that it was started with, which it reaches no further than; null: its owner did it in person. */
  @Index()
  @Column("int", { name: "api_key_id", nullable: true })
  apiKeyId!: number | null;

  @ManyToOne(() => ApiKey, { onDelete: "CASCADE" })
  @JoinColumn({ name: "api_key_id" })
  apiKey!: Relation<ApiKey> | null;

  @Field(() => String, { description: "Where it begins: a page or a sitemap." })
  @Column("text")
  url!: string;

  /** Where its pages are; another than that of `url` once the first page has led there. */
  @Column("text")
  origin!: string;

  @Field(() => String, { description: "The folder of the library that its documents come into." })
  @Column("text")
  folder!: string;

  @Column("int", { name: "workspace_ids", array: true, default: () => "'{}'" })
  workspaceIds!: number[];

  @Field(() => Int, { description: "How many links away from the first page it goes." })
  @Column("int", { name: "maximum_depth" })
  maximumDepth!: number;

  @Field(() => Int, { description: "How many pages it asks for at most." })
  @Column("int", { name: "maximum_pages" })
  maximumPages!: number;

  @Field(() => [String], { description: "Patterns of which a page's path and query match one; none: all pages." })
  @Column("text", { array: true, default: () => "'{}'" })
  include!: string[];

  @Field(() => [String], { description: "Patterns of which a page's path and query match none." })
  @Column("text", { array: true, default: () => "'{}'" })
  exclude!: string[];

  @Field(() => Boolean, { description: "Whether the site's sitemaps are read, too." })
  @Column("boolean", { name: "use_sitemaps", default: false })
  useSitemaps!: boolean;

  @Field(() => Boolean, {
    description: "Whether it knows of more pages than it may ask for: raise `maximumPages` to have them.",
  })
  @Column("boolean", { name: "reached_limit", default: false })
  reachedLimit!: boolean;

  @Field(() => CrawlStatus, { description: "Where it is." })
  @Column("text", { default: CrawlStatus.RUNNING })
  status!: CrawlStatus;

  @Column("text", { name: "error_code", nullable: true })
  errorCode!: string | null;

  @Column("text", { name: "error_message", nullable: true })
  errorMessage!: string | null;

  @Field(() => Date, { description: "When it was started." })
  @CreateDateColumn({ name: "created_at", type: "timestamptz" })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: "When it ended; null while it runs." })
  @Column("timestamptz", { name: "finished_at", nullable: true })
  finishedAt!: Date | null;
}

/** A page that a crawl knows of; their ids rise in the order in which they were found. */
@ObjectType({ simpleResolvers: true, description: "A page that a crawl knows of." })
@Entity("crawl_page")
@Index(["crawlId", "status", "attempts", "id"])
@Unique(["crawlId", "url"])
export class CrawlPage {
  @PrimaryGeneratedColumn("identity", { type: "int", generatedIdentity: "ALWAYS" })
  id!: number;

  @Column("int", { name: "crawl_id" })
  crawlId!: number;

  @ManyToOne(() => Crawl, { onDelete: "CASCADE" })
  @JoinColumn({ name: "crawl_id" })
  crawl!: Relation<Crawl>;

  @Field(() => String, { description: "Its address." })
  @Column("text")
  url!: string;

  @Field(() => Int, { description: "How many links away from the first page it is." })
  @Column("int")
  depth!: number;

  @Field(() => CrawlPageStatus, { description: "What became of it." })
  @Column("text", { default: CrawlPageStatus.WAITING })
  status!: CrawlPageStatus;

  /** How often asking for it failed for a reason that may pass. */
  @Column("smallint", { default: 0 })
  attempts!: number;

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
