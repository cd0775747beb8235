import type { Settings } from "../config/index.js";
import { AddressGuard } from "../web/address-guard.js";
import { SafeFetch } from "../web/safe-fetch.js";

/** The two ways to the web. */
export interface Web {
  /** For what somebody waits for, in milliseconds: 10,000 of silence, 30,000 in all. */
  readonly prompt: SafeFetch;
  /** For what nobody waits for. */
  readonly patient: SafeFetch;
}

/**
 * Opens the ways to the web, which lead to the public internet and to what the settings allow beside.
 * @throws RangeError for a range of addresses that is none.
 */
export function openWeb({ FETCH_ALLOWED_HOSTS }: Settings): Web {
  const guard = new AddressGuard(FETCH_ALLOWED_HOSTS);
  return {
    prompt: new SafeFetch(guard, { silence: 10_000, total: 30_000 }),
    patient: new SafeFetch(guard),
  };
}
