import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Viewer } from "../auth/viewer.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { settingCatalogue, type SettingDefinition } from "./setting-catalogue.js";
import type { SettingsService, ShownSetting } from "./settings.service.js";

/** The file in the data folder. */
const fileName = "settings.env";

/** What was written. */
export interface SettingsDump {
  readonly fileName: string;
  readonly settingCount: number;
}

/** Writes the settings where whoever has the machine can read them. */
export class SettingsDumpService {
  constructor(
    private readonly settings: Pick<SettingsService, "list">,
    private readonly events: Pick<EventRecorder, "record">,
    private readonly dataFolder: string,
  ) {}

  /**
   * Writes every setting to a file of the data folder that the server's own user alone can read. The file is replaced
   * whole, so that nobody ever reads half of it.
   */
  async write(viewer: Viewer): Promise<SettingsDump> {
    const settings = this.settings.list();
    const path = join(this.dataFolder, fileName);
    const draft = `${path}.${randomUUID()}.tmp`;
    await mkdir(this.dataFolder, { recursive: true });
    try {
      await writeFile(draft, environmentFile(settings), { mode: 0o600, flag: "wx" });
      await rename(draft, path);
    } finally {
      await rm(draft, { force: true });
    }
    await this.events.record(viewer, "settings.dumped", { data: { settings: settings.length } });
    return { fileName, settingCount: settings.length };
  }
}

/**
 * Settings as an environment file. Those that no variable of the environment gives, and secrets, are comments: a server
 * that is started with the file has the values of the others.
 */
export function environmentFile(settings: readonly ShownSetting[]): string {
  const lines = settings.map(({ name, value, isSecret, isSet }) => {
    const { environment }: SettingDefinition = settingCatalogue[name];
    if (isSecret) return `# ${environment ?? name}: ${isSet ? "a secret that is set" : "a secret that is not set"}`;
    if (environment === null) return `# ${name}: ${JSON.stringify(value)}`;
    if (value === null) return `# ${environment} is not set`;
    return assignment(environment, typeof value === "string" ? value : JSON.stringify(value));
  });
  return `# The settings of the instance, without secrets.\n${lines.join("\n")}\n`;
}

/** Environment files know no escapes: a value stands between quotes that it does not have itself. */
function assignment(name: string, value: string): string {
  const quote = ["'", "`", '"'].find((mark) => !value.includes(mark));
  return quote === undefined ? `# ${name}: ${JSON.stringify(value)}` : `${name}=${quote}${value}${quote}`;
}
