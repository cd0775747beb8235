import { ValidationError } from "../errors/index.js";

/** The command that every instance has: a message of it alone makes later answers forget the conversation. */
export const resetCommand = "reset";

/** A slash and a name, between white space or at an end of the message: paths and dates are none. */
const command = /(?<!\S)\/([a-z\d][a-z\d_-]{0,63})(?!\S)/gi;
/** So many different names are looked up; more are no message of a person's. */
const mostNames = 100;

/** Whether a message is `/reset` and nothing else. */
export function isReset(message: string): boolean {
  return message.trim().toLowerCase() === `/${resetCommand}`;
}

/**
 * Replaces the commands in a message by what they stand for; names that stand for nothing stay as they are.
 * @param longest how long the message may become, in UTF-16 code units.
 * @param find what names stand for; given in lower case, each once.
 * @throws ValidationError when it becomes longer.
 */
export async function expandCommands(
  message: string,
  longest: number,
  find: (names: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<string> {
  const found = [...message.matchAll(command)];
  const names = [...new Set(found.map(([, name = ""]) => name.toLowerCase()))].slice(0, mostNames);
  if (names.length === 0) return message;
  const prompts = await find(names);
  const standsFor = (name: string): string | undefined => prompts.get(name.toLowerCase());
  const growth = found.reduce((sum, [whole, name = ""]) => sum + (standsFor(name) ?? whole).length - whole.length, 0);
  if (message.length + growth > longest) {
    throw new ValidationError(`must have at most ${longest} characters once its commands are replaced`, {
      field: "message",
    });
  }
  return message.replace(command, (whole, name: string) => standsFor(name) ?? whole);
}
