import { ValidationError } from "../errors/index.js";

/** How many characters a username may have. */
export const usernameLength = { minimum: 2, maximum: 100 } as const;

/** The longest email address that mail servers take, in characters (RFC 5321, 4.5.3.1). */
export const emailMaximumLength = 254;

/** Control and format characters, lone surrogates and line separators: what a reader cannot see. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** One `@` between two parts without blanks or the characters that mean something else in a mail header. */
const emailForm = /^[^\s@"<>()[\]\\,;:]+@[^\s@"<>()[\]\\,;:]+$/u;

/**
 * A username as it is compared and looked up: two names that look alike by letter case or by compatible forms of the same
 * characters (Unicode normalization form KC) have the same key.
 */
export function usernameKey(username: string): string {
  // Lower case can take a text out of its normal form.
  return username.normalize("NFKC").toLowerCase().normalize("NFKC");
}

/**
 * A username that may be given to a user; an email address is one.
 * @param field the input field to name in the error
 * @throws ValidationError unless it has 2 to 100 characters, all of them visible, and no blanks around it.
 */
export function checkedUsername(username: string, field = "username"): string {
  const key = usernameKey(username);
  if (unseen.test(username)) throw new ValidationError("must not contain invisible characters", { field });
  if (username.trim() !== username || key.trim() !== key) {
    throw new ValidationError("must not begin or end with a blank", { field });
  }
  // Both forms: compatible forms of a character can be many characters.
  for (const form of [username, key]) {
    const { length } = [...form];
    if (length < usernameLength.minimum) {
      throw new ValidationError(`must have at least ${usernameLength.minimum} characters`, { field });
    }
    if (length > usernameLength.maximum) {
      throw new ValidationError(`must have at most ${usernameLength.maximum} characters`, { field });
    }
  }
  return username;
}

/**
 * An email address as it is stored: in lower case, so that no two users share a mailbox by letter case.
 * @param field the input field to name in the error
 * @throws ValidationError unless it looks like one.
 */
export function checkedEmail(email: string, field = "email"): string {
  const address = email.trim().normalize("NFC").toLowerCase();
  if (address.length > emailMaximumLength || unseen.test(address) || !emailForm.test(address)) {
    throw new ValidationError("must be an email address", { field });
  }
  return address;
}
