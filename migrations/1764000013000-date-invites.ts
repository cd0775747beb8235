import type { MigrationInterface, QueryRunner } from "typeorm";

/** An invite says when it was last changed: made, claimed or taken back. */
export class DateInvites1764000013000 implements MigrationInterface {
  readonly name = "DateInvites1764000013000";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "invite" ADD "updated_at" timestamptz NOT NULL DEFAULT now()`);
    await queryRunner.query(`UPDATE "invite" SET "updated_at" = "created_at"`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "invite" DROP COLUMN "updated_at"`);
  }
}
