import { generateApiKeySecret, hashSecret, secretPrefix } from "../auth/secrets.js";
import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { ApiKey, type ApiKeyKind, ApiKeyScope, User, UserRole } from "../entities/index.js";
import { NotFoundError, ValidationError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";

/** What a new key is to be. */
export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly ApiKeyScope[];
  readonly expiresAt?: Date | undefined;
  /** The workspaces that it is limited to; left out: none but its owner's limits. */
  readonly workspaceIds?: readonly number[] | undefined;
  readonly kind?: ApiKeyKind;
}

/** A key with its secret, which is nowhere else. */
export interface IssuedApiKey {
  readonly apiKey: ApiKey;
  readonly secret: string;
}

/** The keys as whoever holds the machine has them: the first start, and the command line. Asks no policy. */
export class InstanceKeys {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: Pick<EventRecorder, "record">,
  ) {}

  /**
   * On the very first start, makes the instance's owner and its first key, with `chosenSecret` or a random one. Several
   * processes may start at once: one of them does it.
   * @returns the secret; null when the instance has users already.
   */
  async bootstrap(chosenSecret: string | undefined): Promise<string | null> {
    return this.transactions.run(async () => {
      await this.transactions.query("SELECT pg_advisory_xact_lock(hashtext('bootstrap'))", []);
      const users = this.transactions.manager().getRepository(User);
      if ((await users.count()) > 0) return null;
      const owner = await users.save({ username: "owner", usernameKey: "owner", role: UserRole.ADMIN });
      const secret = chosenSecret ?? generateApiKeySecret();
      await this.issue(null, owner.id, { name: "First key", scopes: [ApiKeyScope.ADMIN] }, secret);
      return secret;
    });
  }

  /** A key for the first administrator. @throws NotFoundError before the first start. */
  async create(input: NewApiKey): Promise<IssuedApiKey> {
    const owner = await this.transactions
      .manager()
      .getRepository(User)
      .findOne({ where: { role: UserRole.ADMIN, suspended: false }, order: { id: "ASC" } });
    if (owner === null) throw new NotFoundError("The owner (start the server once)");
    return this.issue(null, owner.id, input, generateApiKeySecret());
  }

  /** Revokes any key by its number or its prefix. */
  async revoke(numberOrPrefix: string): Promise<ApiKey> {
    const by = /^\d+$/.test(numberOrPrefix) ? { id: Number(numberOrPrefix) } : { prefix: numberOrPrefix };
    const matches = await this.repository().find({ where: by, take: 2 });
    const [apiKey, another] = matches;
    if (apiKey === undefined) throw new NotFoundError("ApiKey");
    if (another !== undefined) throw new ValidationError("Several keys have that prefix: give the number.");
    return this.markRevoked(null, apiKey.id);
  }

  /** Every key, oldest first. */
  async list(): Promise<ApiKey[]> {
    return this.repository().find({ order: { id: "ASC" } });
  }

  /**
   * Stores a new key with its event.
   * @param actor who makes it; null: whoever holds the machine.
   * @throws ValidationError for a blank name, or an expiry that is past.
   */
  async issue(actor: Viewer | null, ownerId: number, input: NewApiKey, secret: string): Promise<IssuedApiKey> {
    const name = keyName(input.name);
    const expiresAt = futureExpiry(input.expiresAt);
    return this.transactions.run(async () => {
      const { id } = await this.repository().save({
        ownerId,
        ...(input.kind === undefined ? {} : { kind: input.kind }),
        name,
        prefix: secretPrefix(secret),
        hash: hashSecret(secret),
        scopes: [...new Set(input.scopes)],
        workspaceIds: input.workspaceIds === undefined ? null : [...new Set(input.workspaceIds)],
        expiresAt,
      });
      const apiKey = await this.repository().findOneByOrFail({ id });
      await this.events.record(actor, "apiKey.created", {
        subject: { type: "ApiKey", id },
        data: { name, kind: apiKey.kind, scopes: apiKey.scopes, workspaceIds: apiKey.workspaceIds, ownerId },
      });
      return { apiKey, secret };
    });
  }

  /** Makes a key, with both its secrets, useless for ever; one that is already stays as it is. */
  async markRevoked(actor: Viewer | null, id: number): Promise<ApiKey> {
    return this.transactions.run(async () => {
      const revoked = await this.transactions.query<{ name: string }>(
        "UPDATE api_key SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL RETURNING name",
        [id],
      );
      for (const { name } of revoked) {
        await this.events.record(actor, "apiKey.revoked", { subject: { type: "ApiKey", id }, data: { name } });
      }
      return this.repository().findOneByOrFail({ id });
    });
  }

  private repository() {
    return this.transactions.manager().getRepository(ApiKey);
  }
}

/** @throws ValidationError for a blank name. */
export function keyName(name: string): string {
  if (name.trim() === "") throw new ValidationError("must not be blank", { field: "name" });
  return name.trim();
}

/** @throws ValidationError when the moment is past. */
export function futureExpiry(expiresAt: Date | null | undefined): Date | null {
  if (expiresAt === null || expiresAt === undefined) return null;
  if (expiresAt.getTime() <= Date.now()) throw new ValidationError("must be in the future", { field: "expiresAt" });
  return expiresAt;
}
