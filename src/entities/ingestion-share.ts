import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { User } from "./user.js";

/** One owner's share of the ingestion queue: where its next document is put in the order, and whether it is paused. */
@Entity("ingestion_share")
export class IngestionShare {
  @PrimaryColumn("int", { name: "owner_id" })
  ownerId!: number;

  @ManyToOne(() => User, { onDelete: "CASCADE" })
  @JoinColumn({ name: "owner_id" })
  owner!: Relation<User>;

  /** The tag of the owner's last queued document, of start-time fair queueing. */
  @Column("int", { name: "last_tag", default: 0 })
  lastTag!: number;

  /** Since when nothing of the owner is read; null while it is. */
  @Column("timestamptz", { name: "paused_at", nullable: true })
  pausedAt!: Date | null;
}
