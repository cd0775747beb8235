import type { MigrationInterface, QueryRunner } from "typeorm";

/** What visitors of embeds may choose, tokens that vouch for them, and what is known of them when they ask. */
export class ExtendEmbeds1764000011000 implements MigrationInterface {
  readonly name = "ExtendEmbeds1764000011000";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE "embed"
        ADD "history_length" integer,
        ADD "allow_prompt_override" boolean NOT NULL DEFAULT false,
        ADD "allow_model_override" boolean NOT NULL DEFAULT false,
        ADD "allow_temperature_override" boolean NOT NULL DEFAULT false,
        ADD "sealed_secret" text
    `);
    await queryRunner.query(`ALTER TABLE "chat" ADD "visitor" jsonb`);
    await queryRunner.query(`
      CREATE INDEX "IDX_8adef5be4755102b3db73ab1a2" ON "chat" ("embed_id", "created_at") WHERE embed_id IS NOT NULL
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_bbb24a8573567ac2d29829405b" ON "chat" ("embed_id", "session_id", "id") WHERE embed_id IS NOT NULL
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "IDX_bbb24a8573567ac2d29829405b"`);
    await queryRunner.query(`DROP INDEX "IDX_8adef5be4755102b3db73ab1a2"`);
    await queryRunner.query(`ALTER TABLE "chat" DROP COLUMN "visitor"`);
    await queryRunner.query(`
      ALTER TABLE "embed"
        DROP COLUMN "sealed_secret",
        DROP COLUMN "allow_temperature_override",
        DROP COLUMN "allow_model_override",
        DROP COLUMN "allow_prompt_override",
        DROP COLUMN "history_length"
    `);
  }
}
