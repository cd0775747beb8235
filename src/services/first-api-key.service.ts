import { generateApiKeySecret } from "../auth/secrets.js";
import type { ClientOrigin } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import type { ApiKeyScope } from "../entities/index.js";
import { UnauthenticatedError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { InstanceKeys, type IssuedApiKey } from "./instance-keys.js";
import type { InstanceService } from "./instance.service.js";

/** Lets whoever has just installed an instance get in by a request, as the command line does. */
export class FirstApiKeyService {
  private readonly keys: InstanceKeys;

  constructor(
    private readonly transactions: Transactions,
    events: Pick<EventRecorder, "record">,
    private readonly instance: Pick<InstanceService, "isMultiUser">,
  ) {
    this.keys = new InstanceKeys(transactions, events);
  }

  /**
   * Makes a key of the owner's without a credential, as long as no key of the instance was ever used, it has no users,
   * and the request comes straight from a program on the server's own machine, whose user could run the command line.
   * @throws UnauthenticatedError otherwise; it does not tell which of these is missing.
   */
  async create(
    origin: ClientOrigin,
    input: { readonly name: string; readonly scopes: readonly ApiKeyScope[] },
  ): Promise<IssuedApiKey> {
    if (origin.isOwnMachine !== true) throw new UnauthenticatedError();
    return this.transactions.run(async () => {
      const isUsed = await this.transactions.query("SELECT 1 FROM api_key WHERE last_used_at IS NOT NULL LIMIT 1");
      if (isUsed.length > 0 || (await this.instance.isMultiUser())) throw new UnauthenticatedError();
      return this.keys.issue(null, await this.ownerId(), input, generateApiKeySecret());
    });
  }

  /** In single-user mode there is one user. */
  private async ownerId(): Promise<number> {
    const [owner] = await this.transactions.query<{ id: number }>("SELECT id FROM app_user ORDER BY id LIMIT 1");
    if (owner === undefined) throw new UnauthenticatedError();
    return owner.id;
  }
}
