import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, Unique } from "typeorm";

/**
 * Vectors that may be compared with one another: one embedding model in one version. Another model, or another version
 * of the built-in one, writes a space of its own beside the old.
 */
@Entity("embedding_space")
@Unique(["provider", "model", "dimensions", "version"])
export class EmbeddingSpace {
  @PrimaryGeneratedColumn("identity", { type: "int", generatedIdentity: "ALWAYS" })
  id!: number;

  @Column("text")
  provider!: string;

  @Column("text")
  model!: string;

  @Column("int")
  dimensions!: number;

  /** What else makes vectors incomparable; of the built-in model, its features. */
  @Column("text")
  version!: string;

  @CreateDateColumn({ name: "created_at", type: "timestamptz" })
  createdAt!: Date;
}
