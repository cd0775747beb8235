import { existsSync } from "node:fs";
import { readSettings, type Settings } from "./settings.js";

export { defaultSystemPrompt } from "./default-prompt.js";
export { findProgram } from "./find-program.js";
export { SettingsError, readSettings, settingNames, type Settings } from "./settings.js";

/**
 * Reads the process environment once, after `.env` in the working directory where there is one (a variable that is
 * already set wins over the file).
 * @throws SettingsError listing all faults.
 */
export function loadSettings(): Settings {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const settings = readSettings(process.env);
  // The vendors' packages read variables of their own: keys, headers, switches that send prompts elsewhere. Here the
  // settings above are all that counts.
  for (const name of Object.keys(process.env)) {
    if (/^(OPENAI|ANTHROPIC|OLLAMA|LANGSMITH|LANGCHAIN)_/.test(name)) delete process.env[name];
  }
  return settings;
}
