import { usernameKey } from "../auth/names.js";
import { ValidationError } from "../errors/index.js";
import type { SettingsService } from "./settings.service.js";

/** Nobody types more; hashing more would only cost. */
const maximumLength = 128;

/** What a password may be asked to have. */
const kinds = [
  ["passwordRequireLowercase", /\p{Ll}/u, "a lower-case letter"],
  ["passwordRequireUppercase", /\p{Lu}/u, "an upper-case letter"],
  ["passwordRequireDigit", /\p{Nd}/u, "a digit"],
  ["passwordRequireSymbol", /[^\p{L}\p{N}\s]/u, "a symbol"],
] as const;

/**
 * Checks a new password against the instance's rules.
 * @throws ValidationError naming the rule that it breaks; the password itself is never repeated.
 */
export function assertPassword(
  password: string,
  settings: Pick<SettingsService, "get">,
  username: string,
  field = "password",
): void {
  const minimum = settings.get("passwordMinimumLength");
  const length = [...password].length;
  if (length < minimum) throw new ValidationError(`must have at least ${minimum} characters`, { field });
  if (length > maximumLength) throw new ValidationError(`must have at most ${maximumLength} characters`, { field });
  for (const [setting, pattern, what] of kinds) {
    if (settings.get(setting) && !pattern.test(password)) throw new ValidationError(`must have ${what}`, { field });
  }
  if (usernameKey(password) === usernameKey(username)) {
    throw new ValidationError("must not be the username", { field });
  }
}
