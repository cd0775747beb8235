import type { MigrationInterface, QueryRunner } from "typeorm";

/** Documents tell how often the server broke down while it read them; jobs, which are taken many at once, cannot. */
export class CountInterruptions1764000005000 implements MigrationInterface {
  readonly name = "CountInterruptions1764000005000";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE "document" ADD "interruptions" smallint NOT NULL DEFAULT '0'
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "document" DROP COLUMN "interruptions"`);
  }
}
