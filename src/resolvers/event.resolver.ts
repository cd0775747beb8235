import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { EventLog, User, Workspace } from "../entities/index.js";
import { PageArguments, toConnection } from "../schema/connection.js";
import { type Context, viewerOf } from "../schema/context.js";
import { optionalDatabaseIdOf } from "../schema/ids.js";
import { EventFilterInput } from "../schema/inputs/event.inputs.js";
import { withoutNulls } from "../schema/nulls.js";
import { Permission } from "../schema/permission.js";
import { EventLogConnection } from "../schema/types/connections.js";
import { eventTypesOf, subjectTypeOf } from "../services/event-names.js";

@Resolver(() => EventLog)
export class EventResolver {
  @Permission("administer")
  @Query(() => EventLogConnection, {
    description:
      "What happened, in the order of the log, oldest first: `last` gives the newest. Reading on from a cursor misses nothing. The whole log as lines of JSON: `GET /api/events.ndjson`.",
  })
  async eventLogs(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => EventFilterInput, { nullable: true, description: "Which of them." }) filter?: EventFilterInput,
  ) {
    const { types, subjectType, from, to, actorId, workspaceId } = withoutNulls(filter ?? {});
    return toConnection(
      await context.services.events.list(viewerOf(context), page, {
        types: types === undefined ? undefined : eventTypesOf(types, "filter.types"),
        subjectType: subjectType === undefined ? undefined : subjectTypeOf(subjectType, "filter.subjectType"),
        actorId: optionalDatabaseIdOf("User", actorId, "filter.actorId") ?? undefined,
        workspaceId: optionalDatabaseIdOf("Workspace", workspaceId, "filter.workspaceId") ?? undefined,
        from,
        to,
      }),
    );
  }

  @Permission("administer")
  @FieldResolver(() => User, {
    nullable: true,
    description: "The user who did it; null: nobody who had signed in, or a user who is gone.",
  })
  actor(@Root() event: EventLog, @Ctx() context: Context) {
    return event.actorId === null ? null : context.loaders.user.load(event.actorId);
  }

  @Permission("administer")
  @FieldResolver(() => Workspace, {
    nullable: true,
    description: "The workspace in which it happened; null: in none, or one that is gone.",
  })
  async workspace(@Root() event: EventLog, @Ctx() context: Context) {
    if (event.workspaceId === null) return null;
    const [workspace] = await context.loaders.workspacesAmong([event.workspaceId]);
    return workspace ?? null;
  }
}
