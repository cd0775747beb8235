import { Field, ObjectType } from "type-graphql";
import {
  Column,
  CreateDateColumn,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
  Unique,
  UpdateDateColumn,
} from "typeorm";
import { User } from "./user.js";

/** Words that a user keeps under a name, and writes by it: `/name` in a message stands for them. */
@ObjectType({
  simpleResolvers: true,
  description: "Words that a user keeps under a name: `/name` in a message stands for them. Its name is its id.",
})
@Entity("slash_command")
@Unique(["userId", "name"])
export class SlashCommand {
  @PrimaryGeneratedColumn("identity", { type: "int", generatedIdentity: "ALWAYS" })
  id!: number;

  @Column("int", { name: "user_id" })
  userId!: number;

  @ManyToOne(() => User, { onDelete: "CASCADE" })
  @JoinColumn({ name: "user_id" })
  user!: Relation<User>;

  @Field(() => String, { description: "Its name without the slash, unique among its user's; lower case." })
  @Column("text")
  name!: string;

  @Field(() => String, { description: "What it stands for; 1 to 10,000 characters." })
  @Column("text")
  prompt!: string;

  @Field(() => String, { description: "What it is for, for people; may be empty." })
  @Column("text", { default: "" })
  description!: string;

  @Field(() => Date, { description: "When it was made." })
  @CreateDateColumn({ name: "created_at", type: "timestamptz" })
  createdAt!: Date;

  @Field(() => Date, { description: "When it was last changed." })
  @UpdateDateColumn({ name: "updated_at", type: "timestamptz" })
  updatedAt!: Date;
}
