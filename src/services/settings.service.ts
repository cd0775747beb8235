import { In } from "typeorm";
import { userOf, type Viewer } from "../auth/viewer.js";
import type { Settings } from "../config/index.js";
import type { Transactions } from "../database/transaction.js";
import { Setting } from "../entities/index.js";
import { ValidationError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import type { Logger } from "../observability/logger.js";
import type { PubSub } from "../pubsub/index.js";
import type { SecretBox } from "../secrets/secret-box.js";
import {
  contradictions,
  isSettingName,
  settingCatalogue,
  type SettingDefinition,
  type SettingName,
  settingNames,
  type SettingValues,
} from "./setting-catalogue.js";

/** Where a setting has its value from. */
export type SettingSource = "default" | "environment" | "database";

/** A setting as administrators see it. */
export interface ShownSetting {
  readonly name: SettingName;
  readonly description: string;
  /** Null for a secret, whatever it is. */
  readonly value: unknown;
  readonly isSecret: boolean;
  readonly isSet: boolean;
  readonly source: SettingSource;
  readonly updatedAt: Date | null;
}

/** What is to be changed: all of it, or none. */
export interface SettingChanges {
  readonly values: readonly { readonly name: string; readonly value: unknown }[];
  /** Names of settings that get back their value from the environment, or their default. */
  readonly reset: readonly string[];
}

/** What {@link SettingsService} needs. */
export interface SettingsServiceParts {
  readonly transactions: Transactions;
  readonly box: SecretBox;
  readonly pubsub: PubSub;
  readonly events: Pick<EventRecorder, "record">;
  readonly logger: Logger;
  readonly environment: Settings;
}

const channel = "settings";
/** A message that was lost delays a change by this much. */
const rereadMilliseconds = 30_000;

/**
 * The settings that can be changed while the instance runs. What is stored wins over the environment, and that over the
 * default. Every node keeps the values in memory and reads them again when one of the nodes has changed them.
 */
export class SettingsService {
  private readonly stored = new Map<SettingName, { readonly value: unknown; readonly updatedAt: Date }>();
  private readonly listeners: (() => void)[] = [];
  private version = "";
  private timer: NodeJS.Timeout | null = null;
  private unsubscribe: () => Promise<void> = () => Promise.resolve();
  private pass: Promise<void> = Promise.resolve();

  constructor(private readonly parts: SettingsServiceParts) {}

  /** Reads the values, and follows their changes until {@link stop}. */
  async start(): Promise<void> {
    const again = () => {
      this.pass = this.pass.then(() => this.reread());
    };
    this.unsubscribe = await this.parts.pubsub.subscribe(channel, again, again);
    await this.read();
    this.timer = setInterval(again, rereadMilliseconds).unref();
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.unsubscribe();
    await this.pass;
  }

  /** The value now. */
  get<Name extends SettingName>(name: Name): SettingValues[Name] {
    return this.valueOf(name, this.stored) as SettingValues[Name];
  }

  /** Calls back after values have changed, here or on another node. */
  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Every setting, without secrets. */
  list(): ShownSetting[] {
    return settingNames.map((name) => {
      const { description, isSecret } = definitionOf(name);
      const value = this.valueOf(name, this.stored);
      return {
        name,
        description,
        value: isSecret ? null : value,
        isSecret,
        isSet: value !== null,
        source: this.sourceOf(name),
        updatedAt: this.stored.get(name)?.updatedAt ?? null,
      };
    });
  }

  /**
   * Changes settings, all or none.
   * @throws ValidationError naming every fault; values are never repeated, since they may be secrets.
   */
  async update(viewer: Viewer, changes: SettingChanges): Promise<ShownSetting[]> {
    const { transactions, events, pubsub } = this.parts;
    await transactions.run(async () => {
      await transactions.query("SELECT pg_advisory_xact_lock(hashtext('settings'))", []);
      const before = await this.load();
      const after = this.apply(before, changes);
      await this.save(viewer, after, before);
      const shown = (name: SettingName, values: Stored) =>
        definitionOf(name).isSecret ? "(secret)" : this.valueOf(name, values);
      const changed = settingNames.filter((name) => before.get(name) !== after.get(name));
      await events.record(viewer, "settings.updated", {
        changes: Object.fromEntries(
          changed.map((name) => [name, { from: shown(name, before), to: shown(name, after) }]),
        ),
      });
      transactions.afterCommit(async () => {
        await this.read();
        await pubsub.publish(channel, {});
      });
    });
    return this.list();
  }

  private apply(before: Stored, { values, reset }: SettingChanges): Stored {
    const after: Stored = new Map(before);
    const faults: string[] = [];
    const named = [...values.map(({ name }) => name), ...reset];
    for (const name of named.filter((one, index) => named.indexOf(one) !== index)) faults.push(`${name}: given twice`);
    for (const name of reset) {
      if (isSettingName(name)) after.delete(name);
      else faults.push(`${name}: there is no such setting`);
    }
    for (const { name, value } of values) {
      if (!isSettingName(name)) {
        faults.push(`${name}: there is no such setting`);
        continue;
      }
      const parsed = definitionOf(name).rule.safeParse(value);
      if (parsed.success) after.set(name, { value: parsed.data, updatedAt: new Date() });
      else faults.push(...parsed.error.issues.map((issue) => `${name}: ${safeMessage(issue.message)}`));
    }
    const whole = Object.fromEntries(settingNames.map((name) => [name, this.valueOf(name, after)])) as SettingValues;
    faults.push(...contradictions(whole).map(({ name, message }) => `${name}: ${message}`));
    if (faults.length > 0) throw new ValidationError(faults.join("; "), { field: "values" });
    return after;
  }

  private async save(viewer: Viewer, after: Stored, before: Stored): Promise<void> {
    const rows = this.parts.transactions.manager().getRepository(Setting);
    const gone = [...before.keys()].filter((name) => !after.has(name));
    if (gone.length > 0) await rows.delete({ name: In(gone) });
    for (const [name, entry] of after) {
      if (before.get(name) === entry) continue;
      const isSealed = definitionOf(name).isSecret && entry.value !== null;
      await rows.upsert(
        {
          name,
          value: (isSealed ? null : entry.value) as never,
          sealed: isSealed ? this.parts.box.seal(JSON.stringify(entry.value), contextOf(name)) : null,
          updatedById: userOf(viewer).id,
          updatedAt: entry.updatedAt,
        },
        ["name"],
      );
    }
  }

  /** The values as they are stored. A row that this version cannot use counts as absent, and is told of in the log. */
  private async load(): Promise<Stored> {
    const loaded: Stored = new Map();
    for (const row of await this.parts.transactions.manager().getRepository(Setting).find()) {
      if (!isSettingName(row.name)) continue;
      const given: unknown =
        row.sealed === null ? row.value : JSON.parse(this.parts.box.open(row.sealed, contextOf(row.name)));
      const parsed = definitionOf(row.name).rule.safeParse(given);
      if (parsed.success) loaded.set(row.name, { value: parsed.data, updatedAt: row.updatedAt });
      else this.parts.logger.warn({ setting: row.name }, "a stored setting is not valid; it is left aside");
    }
    return loaded;
  }

  private async reread(): Promise<void> {
    await this.read().catch((error: unknown) => {
      this.parts.logger.warn({ err: error }, "the settings could not be read again");
    });
  }

  private async read(): Promise<void> {
    const loaded = await this.load();
    const version = JSON.stringify([...loaded].map(([name, { updatedAt }]) => [name, updatedAt]));
    if (version === this.version) return;
    this.version = version;
    this.stored.clear();
    for (const [name, entry] of loaded) this.stored.set(name, entry);
    for (const listener of this.listeners) listener();
  }

  private valueOf(name: SettingName, stored: Stored): unknown {
    const entry = stored.get(name);
    return entry === undefined ? (this.given(name) ?? definitionOf(name).standard) : entry.value;
  }

  private sourceOf(name: SettingName): SettingSource {
    if (this.stored.has(name)) return "database";
    const given = this.given(name);
    return given === undefined || given === definitionOf(name).standard ? "default" : "environment";
  }

  private given(name: SettingName): unknown {
    const { environment } = definitionOf(name);
    return environment === null ? undefined : this.parts.environment[environment];
  }
}

type Stored = Map<SettingName, { readonly value: unknown; readonly updatedAt: Date }>;

function definitionOf(name: SettingName): SettingDefinition {
  return settingCatalogue[name];
}

function contextOf(name: SettingName): string {
  return `setting:${name}`;
}

/** The rules' own words; a validator's words could repeat what was given. */
function safeMessage(message: string): string {
  return /^(must|is) /.test(message) ? message : "is not valid";
}
