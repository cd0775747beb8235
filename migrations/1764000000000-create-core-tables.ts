import type { MigrationInterface, QueryRunner } from "typeorm";

/** Users and keys, workspaces, documents, threads, chats, embeds and the nodes of a cluster. */
export class CreateCoreTables1764000000000 implements MigrationInterface {
  readonly name = "CreateCoreTables1764000000000";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE "app_user" (
        "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        "username" text NOT NULL,
        "role" text NOT NULL,
        "suspended" boolean NOT NULL DEFAULT false,
        "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "UQ_c480e576dd71729addbc2d51b67" UNIQUE ("username"),
        CONSTRAINT "PK_22a5c4a3d9b2fb8e4e73fc4ada1" PRIMARY KEY ("id")
      )
    `);
    await queryRunner.query(`
      CREATE TABLE "api_key" (
        "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        "owner_id" integer NOT NULL,
        "name" text NOT NULL,
        "prefix" text NOT NULL,
        "hash" text NOT NULL,
        "scopes" text array NOT NULL,
        "expires_at" TIMESTAMP WITH TIME ZONE,
        "revoked_at" TIMESTAMP WITH TIME ZONE,
        "last_used_at" TIMESTAMP WITH TIME ZONE,
        "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "UQ_45e0aa2a880b928326a05a28885" UNIQUE ("hash"),
        CONSTRAINT "PK_b1bd840641b8acbaad89c3d8d11" PRIMARY KEY ("id")
      )
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_b11eedeb1df210081677dbf868" ON "api_key" ("owner_id")
    `);
    await queryRunner.query(`
      CREATE TABLE "workspace" (
        "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        "slug" text NOT NULL,
        "name" text NOT NULL,
        "description" text,
        "chat_provider" text,
        "chat_model" text,
        "temperature" double precision,
        "system_prompt" text,
        "history_length" integer NOT NULL DEFAULT '20',
        "top_n" integer NOT NULL DEFAULT '4',
        "similarity_threshold" double precision NOT NULL DEFAULT '0.25',
        "chat_mode" text NOT NULL DEFAULT 'chat',
        "search_mode" text NOT NULL DEFAULT 'hybrid',
        "refusal_text" text,
        "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "UQ_0d706c438a9b1ae0ac9806a201a" UNIQUE ("slug"),
        CONSTRAINT "PK_ca86b6f9b3be5fe26d307d09b49" PRIMARY KEY ("id")
      )
    `);
    await queryRunner.query(`
      CREATE TABLE "thread" (
        "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        "workspace_id" integer NOT NULL,
        "user_id" integer,
        "slug" text NOT NULL,
        "name" text NOT NULL,
        "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "UQ_a08a8d6a07dfb9fe74d567db0eb" UNIQUE ("workspace_id", "slug"),
        CONSTRAINT "PK_cabc0f3f27d7b1c70cf64623e02" PRIMARY KEY ("id")
      )
    `);
    await queryRunner.query(`
      CREATE TABLE "chat" (
        "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        "uuid" uuid NOT NULL,
        "workspace_id" integer NOT NULL,
        "thread_id" integer,
        "session_id" text,
        "user_id" integer,
        "asker" text NOT NULL,
        "idempotency_key" text,
        "prompt" text NOT NULL,
        "attachments" jsonb NOT NULL DEFAULT '[]',
        "response" text NOT NULL DEFAULT '',
        "citations" jsonb NOT NULL DEFAULT '[]',
        "mode" text NOT NULL,
        "status" text NOT NULL DEFAULT 'pending',
        "refused" boolean NOT NULL DEFAULT false,
        "included" boolean NOT NULL DEFAULT true,
        "metrics" jsonb,
        "error_code" text,
        "error_message" text,
        "writer_node" uuid,
        "writer_epoch" integer NOT NULL DEFAULT '0',
        "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "finished_at" TIMESTAMP WITH TIME ZONE,
        CONSTRAINT "UQ_c526a9be916cb6caca6f09c9183" UNIQUE ("uuid"),
        CONSTRAINT "PK_9d0b2ba74336710fd31154738a5" PRIMARY KEY ("id")
      )
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_chat_running" ON "chat" ("status") WHERE status IN ('pending', 'streaming')
    `);
    await queryRunner.query(`
      CREATE UNIQUE INDEX "IDX_60b9a53b70014f26f38f5bce98" ON "chat" ("asker", "idempotency_key") WHERE idempotency_key IS NOT NULL
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_92dc0626860987a74a56fe81e6" ON "chat" ("workspace_id", "thread_id", "session_id", "id")
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_0348bf0b929f51bba2420b8d3a" ON "thread" ("workspace_id", "id")
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_bf24d552e0b5b6adc45133563f" ON "chat" ("workspace_id", "id")
    `);
    await queryRunner.query(`
      CREATE TABLE "chat_segment" (
        "chat_id" integer NOT NULL,
        "start_offset" integer NOT NULL,
        "text" text NOT NULL,
        CONSTRAINT "PK_04f1a444c5ef371b8d6ea50a7b2" PRIMARY KEY ("chat_id", "start_offset")
      )
    `);
    await queryRunner.query(`
      CREATE TABLE "cluster_node" (
        "id" uuid NOT NULL,
        "worker_ids" text array NOT NULL DEFAULT '{}',
        "started_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "heartbeat_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "PK_5fe575773e1082834b1754e57c8" PRIMARY KEY ("id")
      )
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_d3371dca3afca0c62a76b25c30" ON "cluster_node" ("heartbeat_at")
    `);
    await queryRunner.query(`
      CREATE TABLE "document" (
        "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        "uuid" uuid NOT NULL,
        "owner_id" integer NOT NULL,
        "folder" text NOT NULL,
        "name" text NOT NULL,
        "title" text NOT NULL,
        "author" text,
        "description" text,
        "source" text,
        "mime_type" text NOT NULL,
        "size_bytes" bigint NOT NULL,
        "content_hash" text NOT NULL,
        "language" text,
        "pages" integer,
        "word_count" integer,
        "token_count" integer,
        "character_count" integer,
        "chunk_count" integer NOT NULL DEFAULT '0',
        "metadata" jsonb NOT NULL DEFAULT '{}',
        "status" text NOT NULL DEFAULT 'queued',
        "failure_code" text,
        "failure_message" text,
        "generation" integer NOT NULL DEFAULT '0',
        "file_key" text NOT NULL,
        "text_key" text,
        "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "UQ_8960855240f8a386eed1d7791c1" UNIQUE ("uuid"),
        CONSTRAINT "PK_e57d3357f83f3cdc0acffc3d777" PRIMARY KEY ("id")
      )
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_062becf8cc3a945c305b98f5d6" ON "document" ("status")
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_414be81d88f928beaf4814f3ca" ON "document" ("owner_id", "content_hash")
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_6ce8d99320473f889fdf21ad2f" ON "document" ("folder", "id")
    `);
    await queryRunner.query(`
      CREATE TABLE "embed" (
        "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        "uuid" uuid NOT NULL,
        "workspace_id" integer NOT NULL,
        "enabled" boolean NOT NULL DEFAULT true,
        "chat_mode" text NOT NULL DEFAULT 'query',
        "allowed_origins" text array NOT NULL,
        "max_chats_per_day" integer,
        "max_chats_per_session" integer,
        "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "UQ_324f617c245470088b5550cf317" UNIQUE ("uuid"),
        CONSTRAINT "PK_77f42178bb6ade891a6b563957d" PRIMARY KEY ("id")
      )
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_1df0035b8d9ab756f6e86a7655" ON "embed" ("workspace_id")
    `);
    await queryRunner.query(`
      CREATE TABLE "workspace_document" (
        "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        "workspace_id" integer NOT NULL,
        "document_id" integer NOT NULL,
        "pinned" boolean NOT NULL DEFAULT false,
        "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "UQ_7f124d0b013733c6605be20a041" UNIQUE ("workspace_id", "document_id"),
        CONSTRAINT "PK_1a26df1d581953e88f05199716c" PRIMARY KEY ("id")
      )
    `);
    await queryRunner.query(`
      CREATE INDEX "IDX_a29cd51772d555639de1ad61d2" ON "workspace_document" ("document_id")
    `);
    await queryRunner.query(`
      ALTER TABLE "api_key" ADD CONSTRAINT "FK_b11eedeb1df210081677dbf8687" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "thread" ADD CONSTRAINT "FK_3f5e96fbfa0050e7687227c0446" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "thread" ADD CONSTRAINT "FK_268f824f2f1f84dac247b7776fe" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "chat" ADD CONSTRAINT "FK_cf7c6252eebf50a802cd4e079dd" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "chat" ADD CONSTRAINT "FK_2a32fb7e7a1fd831651101fedc3" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "chat_segment" ADD CONSTRAINT "FK_a342603e24599983704f0d3d9a2" FOREIGN KEY ("chat_id") REFERENCES "chat"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "document" ADD CONSTRAINT "FK_81b7502f2f9bd98bf7c846fb006" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "embed" ADD CONSTRAINT "FK_1df0035b8d9ab756f6e86a76558" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "workspace_document" ADD CONSTRAINT "FK_a6259e8db351cdd264b1d981038" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
    await queryRunner.query(`
      ALTER TABLE "workspace_document" ADD CONSTRAINT "FK_a29cd51772d555639de1ad61d26" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [
      "chat_segment",
      "chat",
      "thread",
      "embed",
      "workspace_document",
      "document",
      "workspace",
      "api_key",
      "app_user",
      "cluster_node",
    ]) {
      await queryRunner.query(`DROP TABLE "${table}"`);
    }
  }
}
