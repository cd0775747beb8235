import type { MigrationInterface, QueryRunner } from "typeorm";

/** Folders, documents inside documents and from elsewhere, watched documents, crawls, and the shares of the queue. */
export class CreateIngestionTables1764000003000 implements MigrationInterface {
  readonly name = "CreateIngestionTables1764000003000";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE "folder" (
        "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        "name" text NOT NULL,
        "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "UQ_6c1d94a58a2bd91753e7be9d9df" UNIQUE ("name"),
        CONSTRAINT "PK_6278a41a706740c94c02e288df8" PRIMARY KEY ("id")
      )
    `);
    await queryRunner.query(`
      INSERT INTO "folder" ("name") SELECT DISTINCT "folder" FROM "document"
    `);
    await queryRunner.query(`
      CREATE TABLE "crawl" (
        "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        "owner_id" integer NOT NULL,
        "api_key_id" integer,
        "url" text NOT NULL,
        "origin" text NOT NULL,
        "folder" text NOT NULL,
        "workspace_ids" integer array NOT NULL DEFAULT '{}',
        "maximum_depth" integer NOT NULL,
        "maximum_pages" integer NOT NULL,
        "include" text array NOT NULL DEFAULT '{}',
        "exclude" text array NOT NULL DEFAULT '{}',
        "use_sitemaps" boolean NOT NULL DEFAULT false,
        "reached_limit" boolean NOT NULL DEFAULT false,
        "status" text NOT NULL DEFAULT 'running',
        "error_code" text,
        "error_message" text,
        "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "finished_at" TIMESTAMP WITH TIME ZONE,
        CONSTRAINT "PK_77a56a8a8369d0c36c60dbb3fdd" PRIMARY KEY ("id")
      )
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_5b2b03ce28e163ead1fcc4632d" ON "crawl" ("owner_id")
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_e9c342fad08c8260c5b61548b9" ON "crawl" ("api_key_id")
    `);
    await queryRunner.query(`
      CREATE TABLE "crawl_page" (
        "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        "crawl_id" integer NOT NULL,
        "url" text NOT NULL,
        "depth" integer NOT NULL,
        "status" text NOT NULL DEFAULT 'waiting',
        "attempts" smallint NOT NULL DEFAULT '0',
        "document_id" integer,
        "error_code" text,
        "error_message" text,
        CONSTRAINT "UQ_199432a27e7093ffd3ce8cf5989" UNIQUE ("crawl_id", "url"),
        CONSTRAINT "PK_2bcd2b735769b754dfee23e9a6d" PRIMARY KEY ("id")
      )
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_24f952e01de926dc7d76d34a4b" ON "crawl_page" ("document_id")
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_6eaaca283a5ef01d6a2430197f" ON "crawl_page" ("crawl_id", "status", "attempts", "id")
    `);
    await queryRunner.query(`
      CREATE TABLE "document_sync_run" (
        "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        "document_id" integer NOT NULL,
        "started_at" TIMESTAMP WITH TIME ZONE NOT NULL,
        "finished_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "outcome" text NOT NULL,
        "http_status" integer,
        "error_code" text,
        "error_message" text,
        CONSTRAINT "PK_54e49aa60e27364c5b59041f67b" PRIMARY KEY ("id")
      )
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_424eb16186aa2c79d05dbaab59" ON "document_sync_run" ("document_id", "id")
    `);
    await queryRunner.query(`
      CREATE TABLE "document_watch" (
        "document_id" integer NOT NULL,
        "url" text NOT NULL,
        "interval_seconds" integer NOT NULL,
        "validated_hash" text,
        "etag" text,
        "last_modified" text,
        "next_check_at" TIMESTAMP WITH TIME ZONE NOT NULL,
        "failures" integer NOT NULL DEFAULT '0',
        "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "PK_103e6a361a86818b2d3680da7d4" PRIMARY KEY ("document_id")
      )
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_bd8508faff82ec09d7fa2696f9" ON "document_watch" ("next_check_at")
    `);
    await queryRunner.query(`
      CREATE TABLE "ingestion_share" (
        "owner_id" integer NOT NULL,
        "priority" text NOT NULL,
        "last_tag" bigint NOT NULL,
        CONSTRAINT "PK_e01df8c6803621a8884a7db9c9b" PRIMARY KEY ("owner_id", "priority")
      )
    `);
    await queryRunner.query(`
      CREATE TABLE "ingestion_pause" (
        "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        "owner_id" integer,
        "paused_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "PK_dcaec73e349aa6d979ba5e20676" PRIMARY KEY ("id")
      )
    `);
    await queryRunner.query(`
      CREATE UNIQUE INDEX "IDX_625a732a305d668bcbbc0f2e6e" ON "ingestion_pause" ("owner_id")
    `);
    await queryRunner.query(`
      ALTER TABLE "document" ADD "parent_id" integer
    `);
    await queryRunner.query(`
      ALTER TABLE "document" ADD "part_path" text
    `);
    await queryRunner.query(`
      ALTER TABLE "document" ADD "depth" smallint NOT NULL DEFAULT '0'
    `);
    await queryRunner.query(`
      ALTER TABLE "document" ADD "external_id" text
    `);
    await queryRunner.query(`
      ALTER TABLE "document" ADD "external_hash" text
    `);
    await queryRunner.query(`
      ALTER TABLE "document" ADD "source_url" text
    `);
    await queryRunner.query(`
      ALTER TABLE "document" ADD "sealed_password" text
    `);
    await queryRunner.query(`
      ALTER TABLE "document" ADD "warnings" text array NOT NULL DEFAULT '{}'
    `);
    await queryRunner.query(`
      ALTER TABLE "document" ADD "priority" text NOT NULL DEFAULT 'normal'
    `);
    await queryRunner.query(`
      ALTER TABLE "document" ADD "progress" jsonb
    `);
    await queryRunner.query(`
      ALTER TABLE "document" ADD "reading" integer NOT NULL DEFAULT '0'
    `);
    await queryRunner.query(`
      ALTER TABLE "document" ADD "read_at" TIMESTAMP WITH TIME ZONE
    `);
    await queryRunner.query(`
      ALTER TABLE "document" ADD "reusable_reading" jsonb
    `);
    await queryRunner.query(`
      ALTER TABLE "document" ADD "supplied_space_id" integer
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_b66cc6ec7c33d03bce57fefb5b" ON "document" ("parent_id")
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_7fa744e9b42c44936065f6eebb" ON "document" ("owner_id", "source_url") WHERE source_url IS NOT NULL
    `);
    await queryRunner.query(`
      CREATE UNIQUE INDEX "IDX_329b3635b4cbe5a22300cdaaee" ON "document" ("owner_id", "external_id") WHERE external_id IS NOT NULL
    `);
    await queryRunner.query(`
      ALTER TABLE "document" ADD CONSTRAINT "FK_9c36e94c3f60398d2943fc8de7f" FOREIGN KEY ("folder") REFERENCES "folder"("name") ON DELETE RESTRICT ON UPDATE CASCADE
    `);
    await queryRunner.query(`
      ALTER TABLE "document" ADD CONSTRAINT "FK_b66cc6ec7c33d03bce57fefb5b2" FOREIGN KEY ("parent_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "document" ADD CONSTRAINT "FK_fe83b77c279e11bf7c3cd1de3af" FOREIGN KEY ("supplied_space_id") REFERENCES "embedding_space"("id") ON DELETE RESTRICT ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "crawl" ADD CONSTRAINT "FK_5b2b03ce28e163ead1fcc4632dc" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "crawl" ADD CONSTRAINT "FK_e9c342fad08c8260c5b61548b94" FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "crawl_page" ADD CONSTRAINT "FK_b2c8bf1abc692ca37c4d128a278" FOREIGN KEY ("crawl_id") REFERENCES "crawl"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "crawl_page" ADD CONSTRAINT "FK_24f952e01de926dc7d76d34a4ba" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE SET NULL ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "document_sync_run" ADD CONSTRAINT "FK_68f93d54d118c64aa3e2b6553b4" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "document_watch" ADD CONSTRAINT "FK_103e6a361a86818b2d3680da7d4" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "ingestion_share" ADD CONSTRAINT "FK_b8005cb60288a099e6d002c26ff" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "ingestion_pause" ADD CONSTRAINT "FK_625a732a305d668bcbbc0f2e6e5" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`UPDATE "document" SET "status" = 'queued' WHERE "status" = 'paused'`);
    await queryRunner.query(`ALTER TABLE "document" DROP CONSTRAINT "FK_9c36e94c3f60398d2943fc8de7f"`);
    for (const column of [
      "parent_id",
      "part_path",
      "depth",
      "external_id",
      "external_hash",
      "source_url",
      "sealed_password",
      "warnings",
      "priority",
      "progress",
      "reading",
      "read_at",
      "reusable_reading",
      "supplied_space_id",
    ]) {
      await queryRunner.query(`ALTER TABLE "document" DROP COLUMN "${column}"`);
    }
    for (const table of [
      "crawl_page",
      "crawl",
      "document_sync_run",
      "document_watch",
      "folder",
      "ingestion_pause",
      "ingestion_share",
    ]) {
      await queryRunner.query(`DROP TABLE "${table}"`);
    }
  }
}
