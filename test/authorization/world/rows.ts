import { createHash, randomUUID } from "node:crypto";
import type { Database } from "../../../src/database/data-source.js";
import {
  ApiKey,
  ApiKeyKind,
  ApiKeyScope,
  Chat,
  ChatMode,
  ChatStatus,
  Crawl,
  CrawlPage,
  CrawlPageStatus,
  Document,
  DocumentStatus,
  Embed,
  EventLog,
  Invite,
  Session,
  Thread,
  Workspace,
  WorkspaceDocument,
} from "../../../src/entities/index.js";
import { hashSecret } from "../../../src/auth/secrets.js";
import { inviteCodeContext } from "../../../src/services/invite.service.js";
import type { SecretBox } from "../../../src/secrets/secret-box.js";

/** Inserts rows of every kind, each with a mark in its texts that betrays it wherever it turns up. */
export class Rows {
  constructor(
    private readonly database: Database,
    private readonly box: SecretBox,
  ) {}

  workspace(mark: string): Promise<Workspace> {
    return this.insert(Workspace, { slug: `w-${randomUUID()}`, name: mark, description: mark, systemPrompt: mark });
  }

  /** A document that nobody reads. Its external id is its mark, and its bytes are. */
  async document(mark: string, ownerId: number, workspaceIds: readonly number[]): Promise<Document> {
    const document = await this.insert(Document, {
      uuid: randomUUID(),
      ownerId,
      folder: "custom-documents",
      name: `${mark}.txt`,
      title: mark,
      mimeType: "text/plain",
      sizeBytes: 1,
      contentHash: createHash("sha256").update(mark).digest("hex"),
      externalId: mark,
      fileKey: randomUUID(),
      status: DocumentStatus.READY,
      // Nothing is ever asked there.
      sourceUrl: `http://127.0.0.1:9/${mark}`,
    });
    for (const workspaceId of workspaceIds) await this.place(document.id, workspaceId);
    return document;
  }

  async place(documentId: number, workspaceId: number): Promise<void> {
    await this.database.dataSource.getRepository(WorkspaceDocument).insert({ documentId, workspaceId });
  }

  thread(mark: string, workspaceId: number, userId: number | null): Promise<Thread> {
    return this.insert(Thread, { workspaceId, userId, name: mark, slug: randomUUID() });
  }

  chat(mark: string, workspaceId: number, values: Partial<Chat>): Promise<Chat> {
    return this.insert(Chat, {
      uuid: randomUUID(),
      workspaceId,
      prompt: mark,
      response: mark,
      mode: ChatMode.CHAT,
      status: ChatStatus.COMPLETED,
      finishedAt: new Date(),
      ...values,
    });
  }

  embed(mark: string, workspaceId: number, values: Partial<Embed> = {}): Promise<Embed> {
    const allowedOrigins = ["*", `https://${mark}.example`];
    return this.insert(Embed, { uuid: randomUUID(), workspaceId, allowedOrigins, enabled: true, ...values });
  }

  apiKey(mark: string, ownerId: number, secret: string, values: Partial<ApiKey> = {}): Promise<ApiKey> {
    return this.insert(ApiKey, {
      ownerId,
      name: mark,
      kind: ApiKeyKind.PROGRAM,
      prefix: "test",
      hash: hashSecret(secret),
      scopes: [ApiKeyScope.READ],
      ...values,
    });
  }

  /** @param refreshId of the only refresh token that is still good. */
  session(mark: string, userId: number, refreshId: string, values: Partial<Session> = {}): Promise<Session> {
    const expiresAt = new Date(Date.now() + 3_600_000);
    return this.insert(Session, { userId, refreshHash: hashSecret(refreshId), userAgent: mark, expiresAt, ...values });
  }

  invite(code: string, creatorId: number, workspaceIds: number[], values: Partial<Invite> = {}): Promise<Invite> {
    const codeHash = hashSecret(code);
    const sealedCode = this.box.seal(code, inviteCodeContext({ codeHash }));
    return this.insert(Invite, { codeHash, sealedCode, creatorId, workspaceIds, ...values });
  }

  /** A crawl that nobody goes on with, whose only page is a document. */
  async crawl(mark: string, ownerId: number, workspaceIds: number[], documentId: number): Promise<Crawl> {
    const url = `http://127.0.0.1:9/${mark}`;
    const crawl = await this.insert(Crawl, {
      ownerId,
      url,
      origin: "http://127.0.0.1:9",
      folder: "custom-documents",
      workspaceIds,
      maximumDepth: 0,
      maximumPages: 1,
    });
    const page = { crawlId: crawl.id, url, depth: 0, status: CrawlPageStatus.FETCHED, documentId };
    await this.database.dataSource.getRepository(CrawlPage).insert(page);
    return crawl;
  }

  event(mark: string, workspaceId: number, actorId: number): Promise<EventLog> {
    return this.insert(EventLog, { type: "workspace.updated", workspaceId, actorId, actorName: mark, data: { mark } });
  }

  private async insert<Row extends { id: number }>(entity: new () => Row, values: Partial<Row>): Promise<Row> {
    const repository = this.database.dataSource.getRepository(entity);
    const row = Object.assign(new entity(), values);
    return repository.findOneByOrFail({ id: (await repository.save(row)).id } as never);
  }
}
