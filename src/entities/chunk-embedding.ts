import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { Chunk } from "./chunk.js";
import { EmbeddingSpace } from "./embedding-space.js";

/** A chunk's vector in one embedding space. Document and generation stand here again, so that a scan needs no join. */
@Entity("chunk_embedding")
@Index(["documentId", "generation", "spaceId"])
export class ChunkEmbedding {
  @PrimaryColumn("int", { name: "chunk_id" })
  chunkId!: number;

  @PrimaryColumn("int", { name: "space_id" })
  spaceId!: number;

  @ManyToOne(() => Chunk, { onDelete: "CASCADE" })
  @JoinColumn({ name: "chunk_id" })
  chunk!: Relation<Chunk>;

  @ManyToOne(() => EmbeddingSpace, { onDelete: "RESTRICT" })
  @JoinColumn({ name: "space_id" })
  space!: Relation<EmbeddingSpace>;

  @Column("int", { name: "document_id" })
  documentId!: number;

  @Column("int")
  generation!: number;

  /** pgvector's text form. The column has no fixed dimension: the space says it. */
  @Column("vector")
  embedding!: string;
}
