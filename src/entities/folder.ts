import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from "typeorm";

/** A folder of the library. Folders are data, never paths: their names may contain `/`, which means nothing here. */
@Entity("folder")
export class Folder {
  @PrimaryGeneratedColumn("identity", { type: "int", generatedIdentity: "ALWAYS" })
  id!: number;

  @Column("text", { unique: true })
  name!: string;

  @CreateDateColumn({ name: "created_at", type: "timestamptz" })
  createdAt!: Date;
}
