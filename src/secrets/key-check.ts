import type { Transactions } from "../database/transaction.js";
import { DocentError } from "../errors/index.js";
import { SealError, SecretBox } from "./secret-box.js";
import { SecretKey, type SecretKeySettings } from "./secret-key.js";

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
        "Put the former key back: in SECRET_KEY, or without that in the file secret.key of DATA_DIR. After a rotation that was",
        "interrupted it is in secret.key.new.",
        "If it is lost for good, run `npx docent secrets reset`: it forgets the stored secrets, open invites and",
        "sign-ins, so that they can be made anew with the present key. Documents, chats, users and API keys stay.",
      ].join("\n"),
    );
  }
}

/**
 * The instance's key, checked against what is stored already, which may be nothing: not even tables. Only on a database
 * without secrets a missing key file is made; nothing else is changed.
 * @throws SecretKeyMismatchError; what {@link SecretKey.load} throws.
 */
export async function openSecrets(
  settings: SecretKeySettings,
  transactions: Transactions,
): Promise<{ readonly key: SecretKey; readonly box: SecretBox }> {
  const sealed = await storedKeyCheck(transactions);
  const key = await SecretKey.load(settings, sealed === null);
  const box = new SecretBox(key);
  if (sealed !== null && !fits(sealed, box)) throw new SecretKeyMismatchError();
  return { key, box };
}

/**
 * Makes sure that the key is the one that this database knows. The first start has it know one; of several at once with
 * different keys, one does.
 * @throws SecretKeyMismatchError
 */
export async function assertKeyFits(transactions: Transactions, box: SecretBox): Promise<void> {
  const [row] = await transactions.query<{ key_check: string }>(
    `INSERT INTO instance (id, key_check) VALUES (1, $1)
     ON CONFLICT (id) DO UPDATE SET key_check = coalesce(instance.key_check, excluded.key_check) RETURNING key_check`,
    [box.seal(text, context)],
  );
  if (!fits(row?.key_check ?? "", box)) throw new SecretKeyMismatchError();
}

/** What another key left, replaced by the check of this one; until the transaction ends, nobody else may do the same. */
export async function replaceKeyCheck(transactions: Transactions, box: SecretBox): Promise<void> {
  await transactions.query(
    "INSERT INTO instance (id, key_check) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET key_check = excluded.key_check",
    [box.seal(text, context)],
  );
}

/** Whether the database knows a key, and it is this one. */
export async function isKnownKey(transactions: Transactions, box: SecretBox): Promise<boolean> {
  const sealed = await storedKeyCheck(transactions);
  return sealed !== null && fits(sealed, box);
}

/** Null before the first start, when there is not even a table. */
async function storedKeyCheck(transactions: Transactions): Promise<string | null> {
  const [table] = await transactions.query<{ exists: boolean }>("SELECT to_regclass('instance') IS NOT NULL AS exists");
  if (table?.exists !== true) return null;
  const [row] = await transactions.query<{ key_check: string | null }>("SELECT key_check FROM instance WHERE id = 1");
  return row?.key_check ?? null;
}

function fits(sealed: string, box: SecretBox): boolean {
  try {
    box.open(sealed, context);
    return true;
  } catch (error) {
    if (error instanceof SealError) return false;
    throw error;
  }
}
