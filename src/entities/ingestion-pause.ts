import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from "typeorm";
import { User } from "./user.js";

/** Documents of an owner are taken in, but not read for the time being. */
@Entity("ingestion_pause")
export class IngestionPause {
  @PrimaryGeneratedColumn("identity", { type: "int", generatedIdentity: "ALWAYS" })
  id!: number;

  /** Whose documents; null: everybody's. */
  @Index({ unique: true })
  @Column("int", { name: "owner_id", nullable: true })
  ownerId!: number | null;

  @ManyToOne(() => User, { onDelete: "CASCADE" })
  @JoinColumn({ name: "owner_id" })
  owner!: Relation<User> | null;

  @CreateDateColumn({ name: "paused_at", type: "timestamptz" })
  pausedAt!: Date;
}
