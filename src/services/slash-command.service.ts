import type { Viewer } from "../auth/viewer.js";
import { databaseErrorCode, uniqueViolation } from "../database/errors.js";
import type { Transactions } from "../database/transaction.js";
import { SlashCommand, type User } from "../entities/index.js";
import { ConflictError, ForbiddenError, NotFoundError, ValidationError } from "../errors/index.js";
import type { EventRecorder } from "../events/event-recorder.js";
import { knownSlashCommands } from "../policies/slash-command.policy.js";
import { expandCommands, resetCommand } from "./expand-commands.js";
import { type Page, type PageRequest, readPage } from "./page.js";

/** What a slash command has. */
export interface SlashCommandValues {
  readonly prompt: string;
  readonly description: string;
}

/** Changes to one; what is left out stays. */
export interface SlashCommandChanges extends Partial<SlashCommandValues> {
  readonly newName?: string | undefined;
}

/** How many a user may keep. */
const mostCommands = 500;
const nameForm = /^[a-z\d][a-z\d_-]{0,63}$/;

/** The words that users keep under names. */
export class SlashCommandService {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: Pick<EventRecorder, "record">,
  ) {}

  /** The viewer's own, in the order in which they were made. */
  async list(viewer: Viewer, page: PageRequest): Promise<Page<SlashCommand>> {
    const { sql, parameters } = knownSlashCommands(viewer);
    return readPage(this.repository().createQueryBuilder("slashCommand").where(sql, parameters), "slashCommand", page);
  }

  /** @throws ConflictError when the viewer has one of this name, or as many as one may have. */
  async create(viewer: Viewer, given: string, values: SlashCommandValues): Promise<SlashCommand> {
    const { id: userId } = userOf(viewer);
    const name = commandName(given, "name");
    return this.transactions.run(async () => {
      if ((await this.repository().countBy({ userId })) >= mostCommands) {
        throw new ConflictError(`A user keeps at most ${mostCommands} slash commands.`);
      }
      const command = await this.save({ ...values, userId, name, prompt: checkedPrompt(values.prompt) }, "name");
      await this.events.record(viewer, "slashCommand.created", { data: { name } });
      return command;
    });
  }

  /** @throws NotFoundError when the viewer has none of this name; ConflictError when it has one of the new name. */
  async update(viewer: Viewer, name: string, changes: SlashCommandChanges): Promise<SlashCommand> {
    return this.transactions.run(async () => {
      const command = await this.get(viewer, name);
      const { newName, prompt = command.prompt, description = command.description } = changes;
      const changed = {
        id: command.id,
        name: newName === undefined ? command.name : commandName(newName, "newName"),
        prompt: checkedPrompt(prompt),
        description,
      };
      await this.events.record(viewer, "slashCommand.updated", { data: { name: changed.name } });
      return this.save({ ...command, ...changed }, "newName");
    });
  }

  /** @throws NotFoundError when the viewer has none of this name. */
  async delete(viewer: Viewer, name: string): Promise<SlashCommand> {
    return this.transactions.run(async () => {
      const command = await this.get(viewer, name);
      await this.repository().delete({ id: command.id });
      await this.events.record(viewer, "slashCommand.deleted", { data: { name: command.name } });
      return command;
    });
  }

  /**
   * A message with the viewer's commands in it replaced by what they stand for.
   * @param longest how long it may become, in UTF-16 code units.
   * @throws ValidationError when it becomes longer.
   */
  async expand(viewer: Viewer, message: string, longest: number): Promise<string> {
    if (viewer.user === null || !message.includes("/")) return message;
    const { id: userId } = viewer.user;
    const find = async (names: readonly string[]) => {
      const rows = await this.transactions.query<Pick<SlashCommand, "name" | "prompt">>(
        "SELECT name, prompt FROM slash_command WHERE user_id = $1 AND name = ANY($2)",
        [userId, names],
      );
      return new Map(rows.map(({ name, prompt }) => [name, prompt]));
    };
    return expandCommands(message, longest, find);
  }

  private async get(viewer: Viewer, name: string): Promise<SlashCommand> {
    const { sql, parameters } = knownSlashCommands(viewer);
    const command = await this.repository()
      .createQueryBuilder("slashCommand")
      .where("slashCommand.name = :name", { name: withoutSlash(name) })
      .andWhere(sql, parameters)
      .getOne();
    if (command === null) throw new NotFoundError("Slash command", { field: "name" });
    return command;
  }

  private async save(values: Partial<SlashCommand>, field: string): Promise<SlashCommand> {
    try {
      const { id } = await this.repository().save(this.repository().create(values));
      return await this.repository().findOneByOrFail({ id });
    } catch (error) {
      if (databaseErrorCode(error) !== uniqueViolation) throw error;
      throw new ConflictError("There is a slash command of that name.", { field });
    }
  }

  private repository() {
    return this.transactions.manager().getRepository(SlashCommand);
  }
}

function userOf({ user }: Viewer): User {
  if (user === null) throw new ForbiddenError("Slash commands are kept by users.");
  return user;
}

function withoutSlash(name: string): string {
  return name.trim().replace(/^\//, "").toLowerCase();
}

function commandName(given: string, field: string): string {
  const name = withoutSlash(given);
  if (!nameForm.test(name)) {
    throw new ValidationError("must be 1 to 64 letters, digits, - and _, and begin with a letter or digit", { field });
  }
  if (name === resetCommand) throw new ValidationError(`/${resetCommand} has a meaning of its own`, { field });
  return name;
}

function checkedPrompt(prompt: string): string {
  if (prompt.trim() === "") throw new ValidationError("must not be blank", { field: "prompt" });
  return prompt;
}
