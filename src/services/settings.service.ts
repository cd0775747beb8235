import { isDeepStrictEqual } from "node:util";
import { In } from "typeorm";
import { userOf, type Viewer } from "../auth/viewer.js";
import type { Settings } from "../config/index.js";
import type { Transactions } from "../database/transaction.js";
import { Setting } from "../entities/index.js";
import { ValidationError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import type { Logger } from "../observability/logger.js";
import type { PubSub } from "../pubsub/index.js";
import { type SecretBox, SealError } from "../secrets/secret-box.js";
import {
  isSettingName,
  settingCatalogue,
  type SettingDefinition,
  type SettingName,
  settingNames,
  type SettingValues,
} from "./setting-catalogue.js";
import { type Refusal, type SettingChanges, withoutRefused } from "./setting-changes.js";
import { contradictions, misdirectedKeys } from "./setting-faults.js";

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

/** What became of changes. */
export interface SettingUpdate {
  /** Every setting as it is now. */
  readonly settings: readonly ShownSetting[];
  /** What was left as it is, with the reasons; nothing unless it was asked for. */
  readonly refused: readonly Refusal[];
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
  private stored: Stored = new Map();
  private timer: NodeJS.Timeout | null = null;
  private unsubscribe: () => Promise<void> = () => Promise.resolve();
  /** Readings follow each other, so that an older one never replaces a newer one. */
  private pass: Promise<void> = Promise.resolve();

  constructor(private readonly parts: SettingsServiceParts) {}

  /** Reads the values, and follows their changes until {@link stop}. */
  async start(): Promise<void> {
    const again = () => {
      this.pass = this.pass.then(() => this.reread());
    };
    this.unsubscribe = await this.parts.pubsub.subscribe(channel, again, again);
    this.stored = await this.load();
    this.timer = setInterval(again, rereadMilliseconds).unref();
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.unsubscribe();
    await this.pass;
  }

  /** The value now. */
  get<Name extends SettingName>(name: Name): SettingValues[Name] {
    return this.valueOf(name, this.stored);
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
   * Changes settings: all or none, unless what is refused is to be left out. Other nodes have the values within moments,
   * this one when the promise resolves.
   * @throws ValidationError naming every fault; values are never repeated, since they may be secrets.
   */
  async update(viewer: Viewer, changes: SettingChanges): Promise<SettingUpdate> {
    const { transactions, events, pubsub } = this.parts;
    const refused = await transactions.run(async () => {
      await transactions.query("SELECT pg_advisory_xact_lock(hashtext('settings'))", []);
      const before = await this.load();
      const { after, accepted, ...rest } = this.apply(before, changes);
      const changed = settingNames.filter((name) => before.get(name) !== after.get(name));
      await this.save(viewer, changed, after, accepted.reset);
      if (changed.length === 0) return rest.refused;
      await events.record(viewer, "settings.updated", {
        changes: Object.fromEntries(
          changed.map((name) => [name, { from: this.shown(name, before), to: this.shown(name, after) }]),
        ),
      });
      transactions.afterCommit(async () => {
        // Subscribers of this node are called at once: the reading has begun when it returns.
        const told = pubsub.publish(channel, {});
        await this.pass;
        await told;
      });
      return rest.refused;
    });
    return { settings: this.list(), refused };
  }

  private apply(before: Stored, changes: SettingChanges) {
    const refused: Refusal[] = [];
    for (let accepted = changes; ;) {
      const { after, faults } = this.tryOut(before, accepted);
      if (faults.length === 0) return { after, accepted, refused };
      if (changes.skipRefused !== true) {
        const message = faults.map(({ name, message: words }) => `${name}: ${words}`).join("; ");
        throw new ValidationError(message, { field: "values" });
      }
      const rest = withoutRefused(accepted, faults);
      refused.push(...rest.refused);
      accepted = rest.changes;
      if (accepted.values.length + accepted.reset.length === 0) return { after: before, accepted, refused };
    }
  }

  private tryOut(before: Stored, changes: SettingChanges): { readonly after: Stored; readonly faults: Refusal[] } {
    const { values, reset } = changes;
    const after: Stored = new Map(before);
    const faults: Refusal[] = [];
    const named = [...values.map(({ name }) => name), ...reset];
    for (const name of new Set(named.filter((one, index) => named.indexOf(one) !== index))) {
      faults.push({ name, message: "given twice" });
    }
    for (const name of new Set(named.filter((one) => !isSettingName(one)))) {
      faults.push({ name, message: "there is no such setting" });
    }
    for (const name of reset.filter(isSettingName)) after.delete(name);
    for (const { name, value } of values) {
      if (!isSettingName(name)) continue;
      const parsed = definitionOf(name).rule.safeParse(value);
      if (!parsed.success) {
        faults.push(...parsed.error.issues.map(({ message }) => ({ name, message: safeMessage(message) })));
      } else if (!isDeepStrictEqual(before.get(name)?.value, parsed.data)) {
        after.set(name, { value: parsed.data, updatedAt: new Date() });
      }
    }
    faults.push(...this.faultsTogether(before, after, changes));
    return { after, faults };
  }

  private faultsTogether(before: Stored, after: Stored, { values }: SettingChanges): Refusal[] {
    const from =
      (stored: Stored) =>
      <Name extends SettingName>(name: Name) =>
        this.valueOf(name, stored);
    return [
      ...contradictions(from(after)),
      ...misdirectedKeys({
        before: from(before),
        after: from(after),
        given: from(new Map()),
        isStored: (name) => after.has(name),
        isNamed: (one) => values.some(({ name }) => name === one),
      }),
    ];
  }

  private async save(
    viewer: Viewer,
    changed: readonly SettingName[],
    after: Stored,
    reset: readonly string[],
  ): Promise<void> {
    const rows = this.parts.transactions.manager().getRepository(Setting);
    if (reset.length > 0) await rows.delete({ name: In([...reset]) });
    for (const name of changed) {
      const entry = after.get(name);
      if (entry === undefined) continue;
      const isSealed = definitionOf(name).isSecret && entry.value !== null;
      await rows.upsert(
        {
          name,
          value: (isSealed ? null : entry.value) as never,
          sealed: isSealed ? this.parts.box.seal(JSON.stringify(entry.value), settingContext(name)) : null,
          updatedById: userOf(viewer).id,
          updatedAt: entry.updatedAt,
        },
        ["name"],
      );
    }
  }

  /** The values as they are stored. A row that this node cannot use counts as absent, and is told of in the log. */
  private async load(): Promise<Stored> {
    const loaded: Stored = new Map();
    for (const row of await this.parts.transactions.manager().getRepository(Setting).find()) {
      if (!isSettingName(row.name)) continue;
      const parsed = definitionOf(row.name).rule.safeParse(this.plain(row));
      if (parsed.success) loaded.set(row.name, { value: parsed.data, updatedAt: row.updatedAt });
      else this.parts.logger.warn({ setting: row.name }, "a stored setting is not valid; it is left aside");
    }
    return loaded;
  }

  /** What a row holds; what cannot be decrypted is as good as undefined, which no rule admits. */
  private plain({ name, value, sealed }: Setting): unknown {
    if (sealed === null) return value;
    try {
      return JSON.parse(this.parts.box.open(sealed, settingContext(name)));
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      return undefined;
    }
  }

  private async reread(): Promise<void> {
    try {
      this.stored = await this.parts.transactions.outside(() => this.load());
    } catch (error) {
      this.parts.logger.warn({ err: error }, "the settings could not be read again");
    }
  }

  /** A value as the event log may have it. */
  private shown(name: SettingName, stored: Stored): unknown {
    const value = this.valueOf(name, stored);
    return definitionOf(name).isSecret && value !== null ? "(secret)" : value;
  }

  private valueOf<Name extends SettingName>(name: Name, stored: Stored): SettingValues[Name] {
    const entry = stored.get(name);
    // Rows are checked when they are read, and the environment has the same types.
    return (
      entry === undefined ? (this.given(name) ?? definitionOf(name).standard) : entry.value
    ) as SettingValues[Name];
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

/** What a sealed setting is bound to, so that it cannot be moved to another name. */
export function settingContext(name: string): string {
  return `setting:${name}`;
}

/** The rules' own words; a validator's words could repeat what was given. */
function safeMessage(message: string): string {
  return /^(must|is) /.test(message) ? message : "is not valid";
}
