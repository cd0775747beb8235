import type { Transactions } from "../database/transaction.js";
import { LastAdminError } from "../errors/last-admin.js";

/** The administrators who can sign in, of whom there is always one. */
export class Administrators {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Makes sure that an active administrator is left without a user. Call it in the transaction that demotes, suspends or
   * deletes the user, before it does: such transactions wait for one another, so that two administrators who demote each
   * other do not both succeed.
   * @returns the other active administrators, oldest first.
   * @throws LastAdminError when there is none.
   */
  async assertAnotherThan(userId: number): Promise<readonly number[]> {
    // Rows that stop to be an active administrator's while the lock is waited for are left out of the result.
    const rows = await this.transactions.query<{ id: number }>(
      "SELECT id FROM app_user WHERE role = 'admin' AND NOT suspended ORDER BY id FOR NO KEY UPDATE",
    );
    const others = rows.map(({ id }) => id).filter((id) => id !== userId);
    if (others.length === 0) throw new LastAdminError();
    return others;
  }
}
