/** A check of the checkout: a sentence for each thing that is wrong, none when all is well. */
export type Check = () => readonly string[] | Promise<readonly string[]>;

/** Runs checks one after the other, prints what they find, and sets the exit code of the process. */
export async function report(checks: Readonly<Record<string, Check>>): Promise<void> {
  for (const [name, check] of Object.entries(checks)) {
    for (const problem of await check()) {
      process.stdout.write(`        ${name}: ${problem}\n`);
      process.exitCode = 1;
    }
  }
}
