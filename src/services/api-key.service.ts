import { IsNull } from "typeorm";
import { ApiKeySource, scopesOf } from "../auth/credentials/api-key.source.js";
import { generateApiKeySecret, generateExtensionKeySecret, hashSecret, secretPrefix } from "../auth/secrets.js";
import { type Origin, userOf, type Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { ApiKey, ApiKeyKind, ApiKeyScope, Workspace } from "../entities/index.js";
import { ConflictError, ForbiddenError, NotFoundError, ValidationError } from "../errors/index.js";
import { diffOf } from "../events/diff.js";
import type { EventRecorder } from "../events/event-recorder.js";
import type { AuthThrottle } from "../limits/index.js";
import { isWithin, knownApiKeys, limitsOf, mayRotateApiKey } from "../policies/api-key.policy.js";
import { knownWorkspaces } from "../policies/workspace.policy.js";
import { futureExpiry, InstanceKeys, type IssuedApiKey, keyName, type NewApiKey } from "./instance-keys.js";
import { findKnown } from "./known.js";
import { type Page, type PageRequest, readPage } from "./page.js";

/** Narrows a list of keys; fields are combined with AND. */
export interface ApiKeyFilter {
  /** Only this user's keys. */
  readonly ownerId?: number | undefined;
  readonly databaseIds?: readonly number[] | undefined;
}

/** Changes to a key; what is left out stays. */
export interface ApiKeyChanges {
  readonly name?: string | undefined;
  /** No more than the present ones. */
  readonly scopes?: readonly ApiKeyScope[] | undefined;
  /** Null: never. */
  readonly expiresAt?: Date | null | undefined;
}

/** Which key is to be rotated, by exactly one of its id and its present secret, and how. */
export interface Rotation {
  readonly apiKeyId?: number | undefined;
  readonly currentSecret?: string | undefined;
  readonly name?: string | undefined;
  /** How long the present secret works beside the new one. */
  readonly graceSeconds: number;
}

/** The credentials of programs. */
export class ApiKeyService {
  private readonly keys: InstanceKeys;
  private readonly source: ApiKeySource;

  constructor(
    private readonly transactions: Transactions,
    private readonly events: Pick<EventRecorder, "record">,
    private readonly throttle: Pick<AuthThrottle, "admit">,
  ) {
    this.keys = new InstanceKeys(transactions, events);
    this.source = new ApiKeySource(transactions);
  }

  /** The keys that the viewer may see, oldest first, revoked ones included. */
  async list(viewer: Viewer, page: PageRequest, filter: ApiKeyFilter = {}): Promise<Page<ApiKey>> {
    const { ownerId, databaseIds } = filter;
    const query = this.repository().createQueryBuilder("apiKey");
    const known = knownApiKeys(viewer);
    query.andWhere(known.sql, known.parameters);
    if (ownerId !== undefined) query.andWhere("apiKey.ownerId = :ownerId", { ownerId });
    if (databaseIds !== undefined) query.andWhere("apiKey.id = ANY(:databaseIds)", { databaseIds });
    return readPage(query, "apiKey", page);
  }

  /**
   * Makes a key of the viewer's. What is left out is what the viewer's own credential is limited to.
   * @throws ForbiddenError for a scope that the viewer's credential lacks, or a longer life than its own; NotFoundError
   * for a workspace that it does not reach.
   */
  async create(viewer: Viewer, input: NewApiKey): Promise<IssuedApiKey> {
    return this.issue(viewer, input, generateApiKeySecret());
  }

  /** Makes a key for a browser extension of the viewer's: it reads, and adds documents. */
  async createExtensionKey(viewer: Viewer, name: string): Promise<IssuedApiKey> {
    const scopes = [ApiKeyScope.READ, ApiKeyScope.WRITE];
    return this.issue(viewer, { name, scopes, kind: ApiKeyKind.BROWSER_EXTENSION }, generateExtensionKeySecret());
  }

  /**
   * @throws ForbiddenError for a scope that the key lacks, or a longer life than that of the viewer's own credential;
   * ConflictError when the key is revoked.
   */
  async update(viewer: Viewer, id: number, changes: ApiKeyChanges): Promise<ApiKey> {
    return this.transactions.run(async () => {
      const apiKey = await this.getWorking(viewer, id);
      const after = {
        name: changes.name === undefined ? apiKey.name : keyName(changes.name),
        scopes: changes.scopes === undefined ? apiKey.scopes : narrowed(apiKey, changes.scopes),
        expiresAt: changes.expiresAt === undefined ? apiKey.expiresAt : extended(viewer, changes.expiresAt),
      };
      // These columns alone, so that a rotation meanwhile is not undone.
      const { affected } = await this.repository().update({ id, revokedAt: IsNull() }, after);
      if (affected !== 1) throw new ConflictError("The key is revoked.", { field: "apiKeyId" });
      await this.events.record(viewer, "apiKey.updated", {
        subject: { type: "ApiKey", id },
        changes: diffOf(apiKey, { ...apiKey, ...after }, ["name", "scopes", "expiresAt"]),
      });
      return this.repository().findOneByOrFail({ id });
    });
  }

  /**
   * Gives a key of the viewer's a new secret. The present one works until the grace is over, an earlier one no longer.
   * @throws ForbiddenError when the key is another's, or can do more than the viewer's credential; so the secret before a
   * rotation cannot be used for the next one. ConflictError when the key is revoked, or was rotated meanwhile.
   */
  async rotate(viewer: Viewer, rotation: Rotation): Promise<IssuedApiKey> {
    const secret = generateApiKeySecret();
    return this.transactions.run(async () => {
      const apiKey = await this.getWorking(viewer, await this.idOf(rotation));
      if (!mayRotateApiKey(viewer, apiKey)) {
        throw new ForbiddenError("A key is rotated by its owner, with a credential that can do at least as much.");
      }
      const fresh = apiKey.kind === ApiKeyKind.PROGRAM ? secret : generateExtensionKeySecret();
      const rows = await this.transactions.query(
        `UPDATE api_key SET hash = $3, prefix = $4, name = $5,
           previous_hash = CASE WHEN $6::int > 0 THEN hash END,
           previous_expires_at = CASE WHEN $6::int > 0 THEN now() + $6::int * interval '1 second' END
         WHERE id = $1 AND hash = $2 AND revoked_at IS NULL RETURNING id`,
        [
          apiKey.id,
          apiKey.hash,
          hashSecret(fresh),
          secretPrefix(fresh),
          rotation.name === undefined ? apiKey.name : keyName(rotation.name),
          rotation.graceSeconds,
        ],
      );
      if (rows.length === 0) throw new ConflictError("The key was rotated or revoked meanwhile.");
      await this.events.record(viewer, "apiKey.rotated", {
        subject: { type: "ApiKey", id: apiKey.id },
        data: { name: apiKey.name, graceSeconds: rotation.graceSeconds },
      });
      return { apiKey: await this.repository().findOneByOrFail({ id: apiKey.id }), secret: fresh };
    });
  }

  /** @throws NotFoundError when there is no such key, or it is another's. */
  async revoke(viewer: Viewer, id: number): Promise<ApiKey> {
    return this.transactions.run(async () => this.keys.markRevoked(viewer, (await this.get(viewer, id)).id));
  }

  /**
   * Whether a secret is an API key that works now. Says no more, whoever asks.
   * @throws RateLimitedError after too many questions from one address.
   */
  async verify(origin: Origin, secret: string): Promise<boolean> {
    await this.throttle.admit({ address: origin.address, account: `key ${secretPrefix(secret)}` });
    return (await this.source.find({ secret, webOrigin: null })) !== null;
  }

  private async issue(viewer: Viewer, input: NewApiKey, secret: string): Promise<IssuedApiKey> {
    const limits = limitsOf(viewer);
    const workspaceIds = input.workspaceIds ?? limits.workspaceIds ?? undefined;
    const expiresAt = input.expiresAt ?? limits.expiresAt ?? undefined;
    const beyond = input.scopes.find((scope) => !viewer.scopes.has(scope));
    if (beyond !== undefined) {
      throw new ForbiddenError(`The viewer's credential lacks the ${beyond} scope.`, { field: "scopes" });
    }
    if (input.workspaceIds !== undefined) await this.assertReached(viewer, input.workspaceIds);
    const power = { scopes: input.scopes, workspaceIds: workspaceIds ?? null, expiresAt: expiresAt ?? null };
    if (!isWithin(viewer, power)) {
      throw new ForbiddenError("A key makes no key that lives longer than itself.", { field: "expiresAt" });
    }
    return this.keys.issue(viewer, userOf(viewer).id, { ...input, workspaceIds, expiresAt }, secret);
  }

  private async assertReached(viewer: Viewer, workspaceIds: readonly number[]): Promise<void> {
    const ids = [...new Set(workspaceIds)];
    const known = knownWorkspaces(viewer);
    const reached = await this.transactions
      .manager()
      .createQueryBuilder(Workspace, "workspace")
      .where("workspace.id = ANY(:ids)", { ids })
      .andWhere(known.sql, known.parameters)
      .getCount();
    if (reached !== ids.length) throw new NotFoundError("Workspace", { field: "workspaceIds" });
  }

  private async get(viewer: Viewer, id: number): Promise<ApiKey> {
    const apiKey = await findKnown(this.repository(), "apiKey", id, knownApiKeys(viewer));
    if (apiKey === null) throw new NotFoundError("ApiKey", { field: "apiKeyId" });
    return apiKey;
  }

  private async getWorking(viewer: Viewer, id: number): Promise<ApiKey> {
    const apiKey = await this.get(viewer, id);
    if (apiKey.revokedAt !== null) throw new ConflictError("The key is revoked.", { field: "apiKeyId" });
    return apiKey;
  }

  private async idOf({ apiKeyId, currentSecret }: Rotation): Promise<number> {
    if ((apiKeyId === undefined) === (currentSecret === undefined)) {
      throw new ValidationError("Give exactly one of `apiKeyId` and `currentSecret`.", { field: "apiKeyId" });
    }
    if (currentSecret === undefined) return apiKeyId ?? 0;
    const apiKey = await this.repository().findOneBy({ hash: hashSecret(currentSecret) });
    if (apiKey === null) throw new NotFoundError("ApiKey", { field: "currentSecret" });
    return apiKey.id;
  }

  private repository() {
    return this.transactions.manager().getRepository(ApiKey);
  }
}

function narrowed(apiKey: ApiKey, scopes: readonly ApiKeyScope[]): ApiKeyScope[] {
  const present = scopesOf(apiKey);
  const beyond = scopes.find((scope) => !present.has(scope));
  if (beyond !== undefined) throw new ForbiddenError(`The key lacks the ${beyond} scope.`, { field: "scopes" });
  return [...new Set(scopes)];
}

function extended(viewer: Viewer, expiresAt: Date | null): Date | null {
  const limit = limitsOf(viewer).expiresAt;
  if (limit !== null && (expiresAt === null || expiresAt > limit)) {
    throw new ForbiddenError("A key gives no key a longer life than its own.", { field: "expiresAt" });
  }
  return futureExpiry(expiresAt);
}
