/** What retrieval needs of the database; `Transactions` has it. */
export interface Sql {
  /** Runs one statement, in the ambient transaction when there is one, and returns its rows. */
  query<Row>(statement: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Runs the statements of `work` in one transaction, joining the ambient one. */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
}
