import { signingSecretContext } from "../auth/embed-tokens.js";
import type { Transactions } from "../database/transaction.js";
import { ConflictError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { isKnownKey, replaceKeyCheck, SecretKeyMismatchError } from "../secrets/key-check.js";
import type { SecretBox } from "../secrets/secret-box.js";
import { openPassword, passwordContext } from "./document-passwords.js";
import { inviteCodeContext } from "./invite.service.js";
import { settingContext } from "./settings.service.js";

/** How many encrypted values something was done to. */
export interface SecretCounts {
  readonly settings: number;
  readonly invites: number;
  /** Documents with a password. */
  readonly documents: number;
  /** Embeds whose visitors need a signed token. */
  readonly embeds: number;
}

/** What whoever holds the machine does to the encrypted values as a whole. No server may run on the database meanwhile. */
export class SecretUpkeep {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: Pick<EventRecorder, "record">,
  ) {}

  /**
   * Forgets everything that a lost key had encrypted, ends every sign-in, and takes the present key as the right one.
   * @throws ConflictError when the present key is the right one already.
   */
  async reset(box: SecretBox): Promise<SecretCounts> {
    const { transactions } = this;
    return transactions.run(async () => {
      if (await isKnownKey(transactions, box)) {
        throw new ConflictError("The present key is the right one: nothing is lost, and nothing was reset.");
      }
      const settings = await transactions.query("DELETE FROM setting WHERE sealed IS NOT NULL RETURNING name");
      const invites = await transactions.query(
        "UPDATE invite SET status = 'disabled', sealed_code = '', updated_at = now() WHERE status = 'pending' RETURNING id",
      );
      const documents = await transactions.query(
        "UPDATE document SET sealed_password = NULL WHERE sealed_password IS NOT NULL RETURNING id",
      );
      // Without its secret an embed would admit everybody: it answers nobody until somebody has looked at it.
      const embeds = await transactions.query(
        "UPDATE embed SET enabled = false, sealed_secret = NULL WHERE sealed_secret IS NOT NULL RETURNING id",
      );
      const counts = countsOf({ settings, invites, documents, embeds });
      await this.take(box, "secrets.reset", counts);
      return counts;
    });
  }

  /**
   * Encrypts everything anew with another key, which is the right one from then on, and ends every sign-in.
   * @throws SecretKeyMismatchError when `from` is not the right one; SealError when something cannot be decrypted. Nothing
   * is changed then.
   */
  async rotate(from: SecretBox, to: SecretBox): Promise<SecretCounts> {
    const { transactions } = this;
    return transactions.run(async () => {
      if (!(await isKnownKey(transactions, from))) throw new SecretKeyMismatchError();
      const settings = await transactions.query<{ name: string; sealed: string }>(
        "SELECT name, sealed FROM setting WHERE sealed IS NOT NULL FOR UPDATE",
      );
      for (const { name, sealed } of settings) {
        const context = settingContext(name);
        const again = to.seal(from.open(sealed, context), context);
        await transactions.query("UPDATE setting SET sealed = $2 WHERE name = $1", [name, again]);
      }
      const invites = await transactions.query<{ id: number; code_hash: string; sealed_code: string }>(
        "SELECT id, code_hash, sealed_code FROM invite WHERE status = 'pending' FOR UPDATE",
      );
      for (const { id, code_hash: codeHash, sealed_code: sealed } of invites) {
        const context = inviteCodeContext({ codeHash });
        const again = to.seal(from.open(sealed, context), context);
        await transactions.query("UPDATE invite SET sealed_code = $2 WHERE id = $1", [id, again]);
      }
      const documents = await transactions.query<{ id: number; uuid: string; sealedPassword: string }>(
        `SELECT id, uuid, sealed_password AS "sealedPassword" FROM document WHERE sealed_password IS NOT NULL FOR UPDATE`,
      );
      for (const document of documents) {
        const again = to.seal(openPassword(from, document) ?? "", passwordContext(document));
        await transactions.query("UPDATE document SET sealed_password = $2 WHERE id = $1", [document.id, again]);
      }
      const embeds = await transactions.query<{ id: number; uuid: string; sealedSecret: string }>(
        `SELECT id, uuid, sealed_secret AS "sealedSecret" FROM embed WHERE sealed_secret IS NOT NULL FOR UPDATE`,
      );
      for (const embed of embeds) {
        const context = signingSecretContext(embed);
        const again = to.seal(from.open(embed.sealedSecret, context), context);
        await transactions.query("UPDATE embed SET sealed_secret = $2 WHERE id = $1", [embed.id, again]);
      }
      const counts = countsOf({ settings, invites, documents, embeds });
      await this.take(to, "secrets.rotated", counts);
      return counts;
    });
  }

  /** Sign-ins end because their tokens are signed with the key. */
  private async take(box: SecretBox, type: "secrets.reset" | "secrets.rotated", counts: SecretCounts): Promise<void> {
    await this.transactions.query("UPDATE session SET revoked_at = now() WHERE revoked_at IS NULL");
    await replaceKeyCheck(this.transactions, box);
    await this.events.record(null, type, { data: { ...counts } });
  }
}

function countsOf(found: Readonly<Record<keyof SecretCounts, readonly unknown[]>>): SecretCounts {
  const { settings, invites, documents, embeds } = found;
  return {
    settings: settings.length,
    invites: invites.length,
    documents: documents.length,
    embeds: embeds.length,
  };
}
