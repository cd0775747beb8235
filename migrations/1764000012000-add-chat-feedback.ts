import type { MigrationInterface, QueryRunner } from "typeorm";

/** What people think of answers is kept with them. */
export class AddChatFeedback1764000012000 implements MigrationInterface {
  readonly name = "AddChatFeedback1764000012000";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "chat" ADD "feedback" jsonb`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "chat" DROP COLUMN "feedback"`);
  }
}
