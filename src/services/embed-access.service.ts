import { generateSigningSecret } from "../auth/secrets.js";
import { signingSecretContext } from "../auth/embed-tokens.js";
import { admitsOrigin } from "../auth/web-origin.js";
import type { Viewer } from "../auth/viewer.js";
import type { Transactions } from "../database/transaction.js";
import { Chat, Embed } from "../entities/index.js";
import { ForbiddenError, ValidationError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { knownChats } from "../policies/chat.policy.js";
import type { SecretBox } from "../secrets/secret-box.js";
import { about, type EmbedService } from "./embed.service.js";
import { type Page, type PageRequest, readPage } from "./page.js";

/** What anybody may know of an embed. */
export interface EmbedStatus {
  /** Whether it answers at all. */
  readonly enabled: boolean;
  /** Whether pages of the origin that was asked about may ask. */
  readonly admitted: boolean;
  /** Whether visitors need a token that the site has signed. */
  readonly requiresToken: boolean;
}

/** What the visitors of embeds come by: who is admitted, by what, and to what. */
export class EmbedAccessService {
  constructor(
    private readonly transactions: Transactions,
    private readonly embeds: Pick<EmbedService, "get">,
    private readonly box: Pick<SecretBox, "seal">,
    private readonly publicUrl: () => string | null,
    private readonly events: Pick<EventRecorder, "record">,
  ) {}

  /**
   * Whether an embed answers a page. Told to anybody, who could try it as well.
   * @param origin the page's; null: a request of no page
   * @returns null when there is no such embed
   */
  async status(uuid: string, origin: string | null): Promise<EmbedStatus | null> {
    const embed = await this.repository().findOneBy({ uuid });
    if (embed === null) return null;
    const { enabled, allowedOrigins, sealedSecret } = embed;
    return { enabled, admitted: admitsOrigin(allowedOrigins, origin), requiresToken: sealedSecret !== null };
  }

  /**
   * Gives an embed a signing secret, in place of any before; from now on its visitors need tokens signed with it.
   * @returns the secret, which is shown never again
   */
  async createSecret(viewer: Viewer, id: number): Promise<{ readonly embed: Embed; readonly secret: string }> {
    return this.transactions.run(async () => {
      const embed = await this.embeds.get(viewer, id);
      const secret = generateSigningSecret();
      embed.sealedSecret = this.box.seal(secret, signingSecretContext(embed));
      await this.events.record(viewer, "embed.secretCreated", about(embed));
      return { embed: await this.repository().save(embed), secret };
    });
  }

  /** Takes an embed's signing secret away; visitors need no tokens any more. One without stays as it is. */
  async deleteSecret(viewer: Viewer, id: number): Promise<Embed> {
    return this.transactions.run(async () => {
      const embed = await this.embeds.get(viewer, id);
      if (embed.sealedSecret === null) return embed;
      embed.sealedSecret = null;
      await this.events.record(viewer, "embed.secretDeleted", about(embed));
      return this.repository().save(embed);
    });
  }

  /**
   * The HTML that puts a widget on a page.
   * @param scriptUrl where the widget's script is served
   * @param serverUrl where pages reach this server; null: as the settings say
   * @throws ValidationError when an address is none, or none is known.
   */
  async code(viewer: Viewer, id: number, scriptUrl: string, serverUrl: string | null): Promise<string> {
    const { uuid } = await this.embeds.get(viewer, id);
    const base = serverUrl ?? this.publicUrl();
    if (base === null)
      throw new ValidationError("must be given: the instance has no publicUrl", { field: "serverUrl" });
    const api = `${webAddress(base, "serverUrl").replace(/\/+$/, "")}/api/embed`;
    const script = webAddress(scriptUrl, "scriptUrl");
    return `<script async data-embed-id="${uuid}" data-base-api-url="${escaped(api)}" src="${escaped(script)}"></script>`;
  }

  /** The chats of the visitor's own session that its later answers see, oldest first. @throws ForbiddenError for others. */
  async listOwnChats(viewer: Viewer, page: PageRequest): Promise<Page<Chat>> {
    const { credential } = viewer;
    if (credential.kind !== "embed") throw new ForbiddenError("Only visitors of embeds have a session of their own.");
    const known = knownChats(viewer, "item");
    const query = this.transactions
      .manager()
      .getRepository(Chat)
      .createQueryBuilder("item")
      .where("item.embedId = :embedId AND item.sessionId = :sessionId AND item.included", {
        embedId: credential.embed.id,
        sessionId: credential.sessionId,
      })
      .andWhere(known.sql, known.parameters);
    return readPage(query, "item", page);
  }

  private repository() {
    return this.transactions.manager().getRepository(Embed);
  }
}

/** An address as it is written into a page. */
function webAddress(given: string, field: string): string {
  if (!/^https?:\/\//i.test(given) || !URL.canParse(given)) {
    throw new ValidationError("must be an http or https URL", { field });
  }
  const { protocol, username, password, href } = new URL(given);
  if (!/^https?:$/.test(protocol) || username !== "" || password !== "") {
    throw new ValidationError("must be an http or https URL without a user or password", { field });
  }
  return href;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  '"': "&quot;",
  "<": "&lt;",
  ">": "&gt;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replace(/[&"<>']/g, (character) => entities[character] ?? character);
}
