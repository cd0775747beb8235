import type { MigrationInterface, QueryRunner } from "typeorm";

/** Sessions, invites, one-time tokens and memberships; what users and keys gain; events, settings and request counters. */
export class CreateIdentityTables1764000002000 implements MigrationInterface {
  readonly name = "CreateIdentityTables1764000002000";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE "event_log" (
        "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        "transaction_id" bigint NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,
        "type" text NOT NULL,
        "actor_id" integer,
        "actor_name" text,
        "credential" text,
        "address" text,
        "correlation_id" text,
        "workspace_id" integer,
        "subject_type" text,
        "subject_id" integer,
        "data" jsonb NOT NULL DEFAULT '{}',
        "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "PK_d8ccd9b5b44828ea378dd37e691" PRIMARY KEY ("id")
      )
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_c14bd2c0c7cee27f9a081ac96e" ON "event_log" ("created_at")
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_d45a475e5a75e50160f98f0a6c" ON "event_log" ("workspace_id", "transaction_id", "id")
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_b93e9bf035b410fb7a75d9ea65" ON "event_log" ("actor_id", "transaction_id", "id")
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_9f1ac4bc28f62e296dc12ada82" ON "event_log" ("type", "transaction_id", "id")
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_0255ed7a4b54928b3420a7540a" ON "event_log" ("transaction_id", "id")
    `);
    await queryRunner.query(`
      CREATE TABLE "instance" (
        "id" integer NOT NULL,
        "multi_user_since" TIMESTAMP WITH TIME ZONE,
        "key_check" text,
        "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "PK_eaf60e4a0c399c9935413e06474" PRIMARY KEY ("id")
      )
    `);
    await queryRunner.query(`
      CREATE TABLE "invite" (
        "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        "code_hash" text NOT NULL,
        "sealed_code" text NOT NULL,
        "status" text NOT NULL DEFAULT 'pending',
        "workspace_ids" integer array NOT NULL DEFAULT '{}',
        "creator_id" integer,
        "claimed_by_id" integer,
        "expires_at" TIMESTAMP WITH TIME ZONE,
        "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "UQ_3ef7c05ece2cf2ee4e2846c495d" UNIQUE ("code_hash"),
        CONSTRAINT "PK_fc9fa190e5a3c5d80604a4f63e1" PRIMARY KEY ("id")
      )
    `);
    await queryRunner.query(`
      CREATE TABLE "one_time_token" (
        "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        "purpose" text NOT NULL,
        "user_id" integer NOT NULL,
        "hash" text NOT NULL,
        "expires_at" TIMESTAMP WITH TIME ZONE,
        "used_at" TIMESTAMP WITH TIME ZONE,
        "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "UQ_6aed40a75a1ebe49743923069ae" UNIQUE ("hash"),
        CONSTRAINT "PK_956e3dd6580e4829e05ab460808" PRIMARY KEY ("id")
      )
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_8b28059f6bee21e69d42224bbb" ON "one_time_token" ("user_id")
    `);
    await queryRunner.query(`
      CREATE TABLE "rate_limit" (
        "key" text NOT NULL,
        "points" integer NOT NULL DEFAULT '0',
        "expire" bigint,
        CONSTRAINT "PK_e6c0c0608decdf78e4d4b263397" PRIMARY KEY ("key")
      )
    `);
    await queryRunner.query(`
      CREATE TABLE "session" (
        "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        "user_id" integer NOT NULL,
        "refresh_hash" text NOT NULL,
        "address" text,
        "user_agent" text,
        "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "refreshed_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL,
        "revoked_at" TIMESTAMP WITH TIME ZONE,
        CONSTRAINT "PK_f55da76ac1c3ac420f444d2ff11" PRIMARY KEY ("id")
      )
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_30e98e8746699fb9af235410af" ON "session" ("user_id")
    `);
    await queryRunner.query(`
      CREATE TABLE "setting" (
        "name" text NOT NULL,
        "value" jsonb,
        "sealed" text,
        "updated_by_id" integer,
        "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "PK_27923d152bbf82683ab795d5476" PRIMARY KEY ("name")
      )
    `);
    await queryRunner.query(`
      CREATE TABLE "workspace_member" (
        "workspace_id" integer NOT NULL,
        "user_id" integer NOT NULL,
        "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "PK_0eab76d5a9c509930a9f3d7a104" PRIMARY KEY ("workspace_id", "user_id")
      )
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_82b74268d8b7e1574fd744b390" ON "workspace_member" ("user_id")
    `);
    await queryRunner.query(`
      ALTER TABLE "app_user" ADD "username_key" text
    `);
    await queryRunner.query(`
      UPDATE "app_user" SET "username_key" = lower("username")
    `);
    await queryRunner.query(`
      ALTER TABLE "app_user" ALTER COLUMN "username_key" SET NOT NULL
    `);
    await queryRunner.query(`
      ALTER TABLE "app_user" ADD CONSTRAINT "UQ_bdd3782f95ddab5f7ac18a78316" UNIQUE ("username_key")
    `);
    await queryRunner.query(`
      ALTER TABLE "app_user" ADD "email" text
    `);
    await queryRunner.query(`
      ALTER TABLE "app_user" ADD CONSTRAINT "UQ_3fa909d0e37c531ebc237703391" UNIQUE ("email")
    `);
    await queryRunner.query(`
      ALTER TABLE "app_user" ADD "display_name" text
    `);
    await queryRunner.query(`
      ALTER TABLE "app_user" ADD "bio" text NOT NULL DEFAULT ''
    `);
    await queryRunner.query(`
      ALTER TABLE "app_user" ADD "password_hash" text
    `);
    await queryRunner.query(`
      ALTER TABLE "app_user" ADD "daily_message_limit" integer
    `);
    await queryRunner.query(`
      ALTER TABLE "api_key" ADD "kind" text NOT NULL DEFAULT 'program'
    `);
    await queryRunner.query(`
      ALTER TABLE "api_key" ADD "previous_hash" text
    `);
    await queryRunner.query(`
      ALTER TABLE "api_key" ADD CONSTRAINT "UQ_e41743157121bfdb74f9b505182" UNIQUE ("previous_hash")
    `);
    await queryRunner.query(`
      ALTER TABLE "api_key" ADD "previous_expires_at" TIMESTAMP WITH TIME ZONE
    `);
    await queryRunner.query(`
      ALTER TABLE "api_key" ADD "workspace_ids" integer array
    `);
    await queryRunner.query(`
      ALTER TABLE "chat" ADD "embed_id" integer
    `);
    await queryRunner.query(`
      ALTER TABLE "app_user" DROP CONSTRAINT "UQ_c480e576dd71729addbc2d51b67"
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_f916a250c0228cac38f429efff" ON "chat" ("embed_id", "id") WHERE embed_id IS NOT NULL
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_634561b41aa6004de2d1debae0" ON "chat" ("user_id", "created_at")
    `);
    await queryRunner.query(`
      UPDATE "chat" SET "user_id" = NULL WHERE NOT EXISTS (SELECT 1 FROM "app_user" WHERE "app_user"."id" = "chat"."user_id")
    `);
    await queryRunner.query(`
      ALTER TABLE "chat" ADD CONSTRAINT "FK_15d83eb496fd7bec7368b30dbf3" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "chat" ADD CONSTRAINT "FK_6d8bbdb395fa5ae7aada860b843" FOREIGN KEY ("embed_id") REFERENCES "embed"("id") ON DELETE SET NULL ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "invite" ADD CONSTRAINT "FK_d75851b420a8a1c014064cb93b6" FOREIGN KEY ("creator_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "invite" ADD CONSTRAINT "FK_aa06b9b369b293c647f4bf52dd7" FOREIGN KEY ("claimed_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "one_time_token" ADD CONSTRAINT "FK_8b28059f6bee21e69d42224bbb1" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "session" ADD CONSTRAINT "FK_30e98e8746699fb9af235410aff" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "workspace_member" ADD CONSTRAINT "FK_73d466cb93234025fe379fa5873" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "workspace_member" ADD CONSTRAINT "FK_82b74268d8b7e1574fd744b3903" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [
      "event_log",
      "instance",
      "invite",
      "one_time_token",
      "rate_limit",
      "session",
      "setting",
      "workspace_member",
    ]) {
      await queryRunner.query(`DROP TABLE "${table}"`);
    }
    await queryRunner.query(`
      ALTER TABLE "chat" DROP COLUMN "embed_id", DROP CONSTRAINT "FK_15d83eb496fd7bec7368b30dbf3"
    `);
    await queryRunner.query(`
      DROP INDEX "IDX_634561b41aa6004de2d1debae0"
    `);
    for (const column of ["kind", "previous_hash", "previous_expires_at", "workspace_ids"]) {
      await queryRunner.query(`ALTER TABLE "api_key" DROP COLUMN "${column}"`);
    }
    for (const column of ["username_key", "email", "display_name", "bio", "password_hash", "daily_message_limit"]) {
      await queryRunner.query(`ALTER TABLE "app_user" DROP COLUMN "${column}"`);
    }
    await queryRunner.query(`
      ALTER TABLE "app_user" ADD CONSTRAINT "UQ_c480e576dd71729addbc2d51b67" UNIQUE ("username")
    `);
  }
}
