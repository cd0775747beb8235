import type { MigrationInterface, QueryRunner } from "typeorm";

/** Generations of documents with their chunks, the chunks' embeddings and the postings of keyword search. */
export class CreateRetrievalTables1764000001000 implements MigrationInterface {
  readonly name = "CreateRetrievalTables1764000001000";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE EXTENSION IF NOT EXISTS vector`);
    await queryRunner.query(`
      CREATE TABLE "document_generation" (
        "document_id" integer NOT NULL,
        "generation" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        "language" text,
        "chunk_count" integer NOT NULL DEFAULT '0',
        "term_count" bigint NOT NULL DEFAULT '0',
        "touched_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "PK_91cfbbb744c16d855d76b161397" PRIMARY KEY ("document_id", "generation")
      )
    `);
    await queryRunner.query(`
      CREATE TABLE "chunk" (
        "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        "document_id" integer NOT NULL,
        "generation" integer NOT NULL,
        "position" integer NOT NULL,
        "text" text NOT NULL,
        "page" integer,
        "page_end" integer,
        "character_start" integer NOT NULL,
        "character_end" integer NOT NULL,
        "heading_path" text array NOT NULL,
        "token_count" integer NOT NULL,
        "term_count" integer NOT NULL,
        CONSTRAINT "UQ_5c94006f1e8553ecbb8e7c6904f" UNIQUE ("document_id", "generation", "position"),
        CONSTRAINT "PK_444ba832a2c514629d265d81b5f" PRIMARY KEY ("id")
      )
    `);
    await queryRunner.query(`
      CREATE TABLE "embedding_space" (
        "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        "provider" text NOT NULL,
        "model" text NOT NULL,
        "dimensions" integer NOT NULL,
        "version" text NOT NULL,
        "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "UQ_4400591f69bbec1f0af3114cb78" UNIQUE ("provider", "model", "dimensions", "version"),
        CONSTRAINT "PK_df5554add7ef3b556d979194a27" PRIMARY KEY ("id")
      )
    `);
    // Vectors of up to about 2,000 dimensions stay in their row: fetching each from beside the table costs a scan
    // several times what comparing it does.
    await queryRunner.query(`
      CREATE TABLE "chunk_embedding" (
        "chunk_id" integer NOT NULL,
        "space_id" integer NOT NULL,
        "document_id" integer NOT NULL,
        "generation" integer NOT NULL,
        "embedding" vector NOT NULL,
        CONSTRAINT "PK_7d4a69d217f35998d31d144d223" PRIMARY KEY ("chunk_id", "space_id")
      ) WITH (toast_tuple_target = 8160)
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_e5003641b40b5c3a7c8b399b00" ON "chunk_embedding" ("document_id", "generation", "space_id")
    `);
    await queryRunner.query(`
      CREATE TABLE "posting" (
        "term" integer NOT NULL,
        "document_id" integer NOT NULL,
        "generation" integer NOT NULL,
        "segment" smallint NOT NULL,
        "entry_count" smallint NOT NULL,
        "entries" bigint array NOT NULL,
        CONSTRAINT "PK_07008a65b92bccab360c4974872" PRIMARY KEY ("term", "document_id", "generation", "segment")
      )
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_0fdececae96aa843bfd3fe3fc1" ON "posting" ("generation")
    `);
    await queryRunner.query(`
      ALTER TABLE "document_generation" ADD CONSTRAINT "FK_dd7703bc353f563bb9f52af039d" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "chunk" ADD CONSTRAINT "FK_ff0f30e800ca0a2334b7db36eb1" FOREIGN KEY ("document_id", "generation") REFERENCES "document_generation"("document_id","generation") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "chunk_embedding" ADD CONSTRAINT "FK_32e9f0e29b1a730d2bbc2a5a3c4" FOREIGN KEY ("chunk_id") REFERENCES "chunk"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "chunk_embedding" ADD CONSTRAINT "FK_43d7f131a2f59436cb100a51ddd" FOREIGN KEY ("space_id") REFERENCES "embedding_space"("id") ON DELETE RESTRICT ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      CREATE FUNCTION delete_postings_of_removed_generations() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM posting USING removed
        WHERE posting.generation = removed.generation;
        RETURN NULL;
      END
      $$
    `);
    await queryRunner.query(`
      CREATE TRIGGER document_generation_postings AFTER DELETE ON "document_generation"
      REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION delete_postings_of_removed_generations()
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ["posting", "chunk_embedding", "embedding_space", "chunk", "document_generation"]) {
      await queryRunner.query(`DROP TABLE "${table}"`);
    }
    await queryRunner.query(`DROP FUNCTION delete_postings_of_removed_generations()`);
  }
}
