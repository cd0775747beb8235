import { randomUUID } from "node:crypto";
import { webOriginOf } from "../auth/web-origin.js";
import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { Embed } from "../entities/index.js";
import { NotFoundError, ValidationError } from "../errors/index.js";
import { diffOf } from "../events/diff.js";
import type { EventFacts, EventRecorder } from "../events/event-recorder.js";
import { knownEmbeds } from "../policies/embed.policy.js";
import { findKnown } from "./known.js";
import { type Page, type PageRequest, readPage } from "./page.js";
import type { WorkspaceService } from "./workspace.service.js";

const settingNames = [
  "enabled",
  "chatMode",
  "allowedOrigins",
  "maxChatsPerDay",
  "maxChatsPerSession",
  "historyLength",
  "allowPromptOverride",
  "allowModelOverride",
  "allowTemperatureOverride",
] as const satisfies readonly (keyof Embed)[];

/** The settings that may be given at creation and changed later. */
export type EmbedSettings = Partial<Pick<Embed, (typeof settingNames)[number]>>;

/** Settings that have a default and so cannot be null. */
const requiredSettings = [
  "enabled",
  "chatMode",
  "allowedOrigins",
  "allowPromptOverride",
  "allowModelOverride",
  "allowTemperatureOverride",
] as const;

/** The public configurations of chat widgets. */
export class EmbedService {
  constructor(
    private readonly transactions: Transactions,
    private readonly workspaces: Pick<WorkspaceService, "getManaged">,
    private readonly events: Pick<EventRecorder, "record">,
  ) {}

  /** @throws NotFoundError when there is none, or the viewer may not know of it. */
  async get(viewer: Viewer, id: number, field = "embedId"): Promise<Embed> {
    const embed = await findKnown(this.repository(), "embed", id, knownEmbeds(viewer));
    if (embed === null) throw new NotFoundError("Embed", { field });
    return embed;
  }

  /** The same by its public name. @throws NotFoundError */
  async getByUuid(viewer: Viewer, uuid: string): Promise<Embed> {
    const { sql, parameters } = knownEmbeds(viewer);
    const query = this.repository().createQueryBuilder("embed").where("embed.uuid = :uuid", { uuid });
    const embed = await query.andWhere(sql, parameters).getOne();
    if (embed === null) throw new NotFoundError("Embed", { field: "uuid" });
    return embed;
  }

  /** The embeds that the viewer may see, oldest first. */
  async list(viewer: Viewer, page: PageRequest): Promise<Page<Embed>> {
    const query = this.repository().createQueryBuilder("embed");
    const known = knownEmbeds(viewer);
    query.andWhere(known.sql, known.parameters);
    return readPage(query, "embed", page);
  }

  async create(
    viewer: Viewer,
    workspaceId: number,
    settings: EmbedSettings & { readonly allowedOrigins: string[] },
  ): Promise<Embed> {
    return this.transactions.run(async () => {
      await this.workspaces.getManaged(viewer, workspaceId);
      const embed = this.repository().create({ ...checked(settings), workspaceId, uuid: randomUUID() });
      const { id } = await this.repository().save(embed);
      const { allowedOrigins } = embed;
      await this.events.record(viewer, "embed.created", { ...about({ id, workspaceId }), data: { allowedOrigins } });
      return this.repository().findOneByOrFail({ id });
    });
  }

  /**
   * Changes an embed.
   * @param workspaceId the workspace that it asks from now on; null: the same. The viewer manages both.
   */
  async update(viewer: Viewer, id: number, settings: EmbedSettings, workspaceId: number | null = null): Promise<Embed> {
    return this.transactions.run(async () => {
      const embed = await this.get(viewer, id);
      const before = { ...embed };
      Object.assign(embed, checked(settings));
      if (workspaceId !== null) embed.workspaceId = (await this.workspaces.getManaged(viewer, workspaceId)).id;
      const changes = diffOf(before, embed, [...settingNames, "workspaceId"]);
      if (Object.keys(changes).length > 0) {
        await this.events.record(viewer, "embed.updated", { ...about(embed), changes });
      }
      return this.repository().save(embed);
    });
  }

  async delete(viewer: Viewer, id: number): Promise<Embed> {
    return this.transactions.run(async () => {
      const embed = await this.get(viewer, id);
      await this.repository().delete({ id });
      await this.events.record(viewer, "embed.deleted", about(embed));
      return embed;
    });
  }

  private repository() {
    return this.transactions.manager().getRepository(Embed);
  }
}

/** What events say about an embed. */
export function about({ id, workspaceId }: Pick<Embed, "id" | "workspaceId">): EventFacts {
  return { subject: { type: "Embed", id }, workspaceId };
}

function checked(settings: EmbedSettings): EmbedSettings {
  const given = Object.fromEntries(
    settingNames.flatMap((name) => (settings[name] === undefined ? [] : [[name, settings[name]]])),
  ) as EmbedSettings;
  for (const name of requiredSettings) {
    if (given[name] === null) throw new ValidationError("must not be null", { field: name });
  }
  if (given.allowedOrigins !== undefined) given.allowedOrigins = [...new Set(given.allowedOrigins.map(originOf))];
  return given;
}

function originOf(given: string, index: number): string {
  if (given === "*") return given;
  const origin = /^https?:/i.test(given) ? webOriginOf(given) : null;
  if (origin === null || origin.includes("*")) {
    throw new ValidationError("must be an origin like https://example.com, or *", { field: `allowedOrigins.${index}` });
  }
  return origin;
}
