import type { MigrationInterface, QueryRunner } from "typeorm";

/** Chunks outlive their document for a moment, so that removing a long one does not hold up everybody else. */
export class LoosenDocumentGenerations1764000004000 implements MigrationInterface {
  readonly name = "LoosenDocumentGenerations1764000004000";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE "document_generation" DROP CONSTRAINT "FK_dd7703bc353f563bb9f52af039d"
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DELETE FROM "document_generation" WHERE "document_id" NOT IN (SELECT "id" FROM "document")
    `);
    await queryRunner.query(`
      ALTER TABLE "document_generation" ADD CONSTRAINT "FK_dd7703bc353f563bb9f52af039d" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
  }
}
