import { generateApiKeySecret, hashSecret, secretPrefix } from "../auth/secrets.js";
import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { ApiKey, ApiKeyScope, User, UserRole } from "../entities/index.js";
import { ForbiddenError, NotFoundError, ValidationError } from "../errors/index.js";
import { mayManageApiKey } from "../policies/library.policy.js";
import { type Page, type PageRequest, readPage } from "./page.js";

/** What a new key is to be. */
export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly ApiKeyScope[];
  readonly expiresAt?: Date | undefined;
}

/** A key with its secret, which is nowhere else. */
export interface IssuedApiKey {
  readonly apiKey: ApiKey;
  readonly secret: string;
}

/** The credentials of programs. */
export class ApiKeyService {
  constructor(private readonly transactions: Transactions) {}

  /** The keys that the viewer may see, oldest first, revoked ones included. */
  async list(viewer: Viewer, page: PageRequest): Promise<Page<ApiKey>> {
    const query = this.repository().createQueryBuilder("apiKey");
    if (viewer.user.role !== UserRole.ADMIN) query.andWhere("apiKey.ownerId = :owner", { owner: viewer.user.id });
    return readPage(query, "apiKey", page);
  }

  /** @throws ForbiddenError for a scope that the viewer's own credential lacks. */
  async create(viewer: Viewer, input: NewApiKey): Promise<IssuedApiKey> {
    const beyond = input.scopes.find((scope) => !viewer.scopes.has(scope));
    if (beyond !== undefined) {
      throw new ForbiddenError(`The viewer's credential lacks the ${beyond} scope.`, { field: "scopes" });
    }
    return this.issue(viewer.user.id, input, generateApiKeySecret());
  }

  /** @throws NotFoundError when there is no such key, or it is another's. */
  async revoke(viewer: Viewer, id: number): Promise<ApiKey> {
    const apiKey = await this.repository().findOneBy({ id });
    if (apiKey === null || !mayManageApiKey(viewer, apiKey)) throw new NotFoundError("ApiKey", { field: "apiKeyId" });
    return this.markRevoked(apiKey);
  }

  /**
   * On the very first start, makes the instance's owner and its first key, with `chosenSecret` or a random one.
   * @returns the secret; null when the instance has users already.
   */
  async bootstrap(chosenSecret: string | undefined): Promise<string | null> {
    return this.transactions.run(async () => {
      await this.transactions.query("SELECT pg_advisory_xact_lock(hashtext('bootstrap'))", []);
      const users = this.transactions.manager().getRepository(User);
      if ((await users.count()) > 0) return null;
      const owner = await users.save({ username: "owner", role: UserRole.ADMIN });
      const secret = chosenSecret ?? generateApiKeySecret();
      await this.issue(owner.id, { name: "First key", scopes: [ApiKeyScope.ADMIN] }, secret);
      return secret;
    });
  }

  /** A key for the instance's owner, made by whoever holds the machine. */
  async createForOwner(input: NewApiKey): Promise<IssuedApiKey> {
    const owner = await this.transactions
      .manager()
      .getRepository(User)
      .findOne({ where: { role: UserRole.ADMIN }, order: { id: "ASC" } });
    if (owner === null) throw new NotFoundError("The owner (start the server once)");
    return this.issue(owner.id, input, generateApiKeySecret());
  }

  /** Revokes any key by its number or its prefix, for whoever holds the machine. */
  async revokeForOwner(numberOrPrefix: string): Promise<ApiKey> {
    const by = /^\d+$/.test(numberOrPrefix) ? { id: Number(numberOrPrefix) } : { prefix: numberOrPrefix };
    const matches = await this.repository().find({ where: by, take: 2 });
    const [apiKey, another] = matches;
    if (apiKey === undefined) throw new NotFoundError("ApiKey");
    if (another !== undefined) throw new ValidationError("Several keys have that prefix: give the number.");
    return this.markRevoked(apiKey);
  }

  /** Every key, for whoever holds the machine. */
  async listForOwner(): Promise<ApiKey[]> {
    return this.repository().find({ order: { id: "ASC" } });
  }

  private async markRevoked(apiKey: ApiKey): Promise<ApiKey> {
    apiKey.revokedAt ??= new Date();
    return this.repository().save(apiKey);
  }

  private async issue(ownerId: number, input: NewApiKey, secret: string): Promise<IssuedApiKey> {
    if (input.name.trim() === "") throw new ValidationError("must not be blank", { field: "name" });
    if (input.expiresAt !== undefined && input.expiresAt.getTime() <= Date.now()) {
      throw new ValidationError("must be in the future", { field: "expiresAt" });
    }
    const apiKey = await this.repository().save({
      ownerId,
      name: input.name.trim(),
      prefix: secretPrefix(secret),
      hash: hashSecret(secret),
      scopes: [...new Set(input.scopes)],
      expiresAt: input.expiresAt ?? null,
      revokedAt: null,
      lastUsedAt: null,
    });
    return { apiKey: await this.repository().findOneByOrFail({ id: apiKey.id }), secret };
  }

  private repository() {
    return this.transactions.manager().getRepository(ApiKey);
  }
}
