import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import type { DocumentPriority } from "./enums.js";
import { User } from "./user.js";

/** One owner's place in the order of the ingestion queue, for documents of one priority. */
@Entity("ingestion_share")
export class IngestionShare {
  @PrimaryColumn("int", { name: "owner_id" })
  ownerId!: number;

  @ManyToOne(() => User, { onDelete: "CASCADE" })
  @JoinColumn({ name: "owner_id" })
  owner!: Relation<User>;

  @PrimaryColumn("text")
  priority!: DocumentPriority;

  /** The tag of the last document that was queued, of start-time fair queueing. */
  @Column("bigint", { name: "last_tag" })
  lastTag!: number;
}
