import type { Identity } from "../viewer.js";

/** What a request presents to be known by. */
export interface Presented {
  readonly secret: string;
  /** The `Origin` header: the page that asks. */
  readonly webOrigin: string | null;
}

/** An identity before memberships are known: the workspaces that the credential itself is limited to; null: no limit. */
export type Bearer = Identity;

/**
 * One kind of credential. The same rows that admit a caller are read again while its connection is open, so that what
 * would refuse a newcomer ends a connection too.
 */
export interface CredentialSource {
  /** Whether a secret looks like one of this kind. */
  matches(secret: string): boolean;
  /** The bearer of a secret; null when it is unknown, expired, revoked, or its user suspended. */
  find(presented: Presented): Promise<Bearer | null>;
  /** The same bearers as they are now, in the same order; null for those that would not be admitted any more. */
  reload(bearers: readonly Bearer[]): Promise<(Bearer | null)[]>;
}

/** Whether a moment has come; null never does. */
export function isPast(date: Date | null): boolean {
  return date !== null && date.getTime() <= Date.now();
}

/** Puts rows into the order of the bearers that they were read for. */
export function inOrder<Row extends { readonly id: number }>(
  ids: readonly number[],
  rows: readonly Row[],
): (Row | null)[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}
