import type { MigrationInterface, QueryRunner } from "typeorm";

/** The postings of one segment are found without reading those of the others: long documents are copied by segments. */
export class IndexPostingSegments1764000006000 implements MigrationInterface {
  readonly name = "IndexPostingSegments1764000006000";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX "IDX_16a09990f016b30a270a4aa353" ON "posting" ("generation", "segment")
    `);
    await queryRunner.query(`DROP INDEX "IDX_0fdececae96aa843bfd3fe3fc1"`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX "IDX_0fdececae96aa843bfd3fe3fc1" ON "posting" ("generation")
    `);
    await queryRunner.query(`DROP INDEX "IDX_16a09990f016b30a270a4aa353"`);
  }
}
