import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import pLimit from "p-limit";

/** Argon2id with the parameters that OWASP's password storage cheat sheet gives: 19 MiB, two passes, one lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const prefix = `$argon2id$v=19$m=${parameters.memoryCost},t=${parameters.timeCost},p=${parameters.parallelism}$`;

/** A flood of sign-ins waits for memory instead of taking all of it. */
const inTurn = pLimit(4);

let unknownUsersHash: Promise<string> | null = null;

/** A password as it is stored. */
export async function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, parameters));
}

/**
 * Whether a password is the one that was stored. Without a stored one it costs as much, and the answer is no, so that time
 * does not tell which users exist.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  unknownUsersHash ??= hashPassword(randomBytes(32).toString("base64url"));
  const against = stored ?? (await unknownUsersHash);
  const isRight = await inTurn(() => verify(against, password));
  return stored !== null && isRight;
}

/** Whether a stored password was hashed with other parameters than new ones are. */
export function isOutdated(stored: string): boolean {
  return !stored.startsWith(prefix);
}
