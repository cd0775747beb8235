import type { MigrationInterface, QueryRunner } from "typeorm";

/** Users keep words under names. */
export class CreateSlashCommands1764000017000 implements MigrationInterface {
  readonly name = "CreateSlashCommands1764000017000";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE "slash_command" (
        "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        "user_id" integer NOT NULL,
        "name" text NOT NULL,
        "prompt" text NOT NULL,
        "description" text NOT NULL DEFAULT '',
        "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "UQ_0eab8120f2cfd69fea870e7d693" UNIQUE ("user_id", "name"),
        CONSTRAINT "PK_6e42e5a350dd33f4c90b8b34700" PRIMARY KEY ("id")
      )
    `);
    await queryRunner.query(`
      ALTER TABLE "slash_command" ADD CONSTRAINT "FK_4d3477642a535eb440e73368d0c" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "slash_command"`);
  }
}
