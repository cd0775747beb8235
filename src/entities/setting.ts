import { Column, Entity, PrimaryColumn, UpdateDateColumn } from "typeorm";

/** A setting that was changed while the instance ran. What has no row has its value from the environment, or its default. */
@Entity("setting")
export class Setting {
  @PrimaryColumn("text")
  name!: string;

  /** The value of a setting that is no secret. */
  @Column("jsonb", { nullable: true })
  value!: unknown;

  /** The value of a secret, encrypted with the instance's key. */
  @Column("text", { nullable: true })
  sealed!: string | null;

  /** Who changed it; no foreign key, since settings outlive users. */
  @Column("int", { name: "updated_by_id", nullable: true })
  updatedById!: number | null;

  @UpdateDateColumn({ name: "updated_at", type: "timestamptz" })
  updatedAt!: Date;
}
