import type { Transactions } from "../database/transaction.js";
import { DocentError } from "../errors/index.js";
import { type SecretBox, SealError } from "./secret-box.js";

const text = "This instance's secrets can be read.";
const context = "key check";

/** The key is not the one with which the stored secrets were encrypted. */
export class SecretKeyMismatchError extends DocentError {
  constructor() {
    super(
      "unavailable",
      "SECRET_KEY_MISMATCH",
      [
        "The secret key is not the one with which this database's secrets were encrypted. Nothing was changed.",
        "Put the former key back: in SECRET_KEY, or without that in the file secret.key of DATA_DIR.",
        "If it is lost for good, run `npx docent secrets reset`: it forgets the stored secrets, open invites and",
        "sign-ins, so that they can be made anew with the present key. Documents, chats, users and API keys stay.",
      ].join("\n"),
    );
  }
}

/**
 * Makes sure that the key opens what was sealed before. The first start seals a known text; of several at once, one does.
 * @throws SecretKeyMismatchError
 */
export async function assertKeyFits(transactions: Transactions, box: SecretBox): Promise<void> {
  const [row] = await transactions.query<{ key_check: string }>(
    `INSERT INTO instance (id, key_check) VALUES (1, $1)
     ON CONFLICT (id) DO UPDATE SET key_check = coalesce(instance.key_check, excluded.key_check) RETURNING key_check`,
    [box.seal(text, context)],
  );
  try {
    box.open(row?.key_check ?? "", context);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    throw new SecretKeyMismatchError();
  }
}

/**
 * Forgets everything that a lost key had sealed, and takes the present key as the right one.
 * @returns how many secrets and invites are gone.
 */
export async function resetSecrets(
  transactions: Transactions,
  box: SecretBox,
): Promise<{ settings: number; invites: number }> {
  return transactions.run(async () => {
    const settings = await transactions.query("DELETE FROM setting WHERE sealed IS NOT NULL RETURNING name");
    const invites = await transactions.query(
      "UPDATE invite SET status = 'disabled', sealed_code = '' WHERE status = 'pending' RETURNING id",
    );
    await transactions.query("UPDATE session SET revoked_at = now() WHERE revoked_at IS NULL");
    await transactions.query(
      `INSERT INTO instance (id, key_check) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET key_check = excluded.key_check`,
      [box.seal(text, context)],
    );
    return { settings: settings.length, invites: invites.length };
  });
}
