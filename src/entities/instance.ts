import { Column, CreateDateColumn, Entity, PrimaryColumn } from "typeorm";

/** What is true of the whole instance. The table has at most one row. */
@Entity("instance")
export class Instance {
  @PrimaryColumn("int")
  id!: number;

  /** When it was opened to many users; null: its keys and one owner are all there is. */
  @Column("timestamptz", { name: "multi_user_since", nullable: true })
  multiUserSince!: Date | null;

  /** A known text, encrypted with the instance's key: what cannot open it is another key. */
  @Column("text", { name: "key_check", nullable: true })
  keyCheck!: string | null;

  @CreateDateColumn({ name: "created_at", type: "timestamptz" })
  createdAt!: Date;
}
