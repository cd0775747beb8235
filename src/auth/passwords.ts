import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import pLimit from "p-limit";

/** Argon2id with the parameters that OWASP's password storage cheat sheet gives: 19 MiB, two passes, one lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const prefix = `$argon2id$v=19$m=${parameters.memoryCost},t=${parameters.timeCost},p=${parameters.parallelism}$`;

/** A flood of sign-ins waits for memory instead of taking all of it. */
const inTurn = pLimit(4);

let decoy: Promise<string> | null = null;

/** A password as it is stored. */
export async function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, parameters));
}

/**
 * Whether a password is the one that was stored. Without a stored one it costs as much, and the answer is no, so that time
 * does not tell which users exist.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  // Waited for with a stored password too, so that the first attempt of a process tells nothing either.
  const nobodys = await decoyHash();
  const isRight = await inTurn(() => verify(stored ?? nobodys, password));
  return stored !== null && isRight;
}

/** What the passwords of unknown users are compared with: made once, of a password that nobody has. */
function decoyHash(): Promise<string> {
  decoy ??= hashPassword(randomBytes(32).toString("base64url")).catch((error: unknown) => {
    decoy = null;
    throw error;
  });
  return decoy;
}

/** Whether a stored password was hashed with other parameters than new ones are. */
export function isOutdated(stored: string): boolean {
  return !stored.startsWith(prefix);
}
