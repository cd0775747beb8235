import { Field, ObjectType } from "type-graphql";
import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from "typeorm";

/** A folder of the library. Folders are data, never paths: their names may contain `/`, which means nothing here. */
@ObjectType({ simpleResolvers: true, description: "A folder of the library; its name is its id." })
@Entity("folder")
export class Folder {
  @PrimaryGeneratedColumn("identity", { type: "int", generatedIdentity: "ALWAYS" })
  id!: number;

  @Field(() => String, { description: "Its name, unique; it may contain `/`, which means nothing." })
  @Column("text", { unique: true })
  name!: string;

  @Field(() => Date, { description: "When it was made." })
  @CreateDateColumn({ name: "created_at", type: "timestamptz" })
  createdAt!: Date;
}
