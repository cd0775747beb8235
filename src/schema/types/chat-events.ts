import { GraphQLUUID } from "graphql-scalars";
import { createUnionType, Field, ID, Int, ObjectType } from "type-graphql";
import { ChatMetrics, ChatStatus, Citation } from "../../entities/index.js";
import { Failure } from "./failures.js";

/** The first event of a stream. */
@ObjectType({
  simpleResolvers: true,
  description: "The first event of a stream: which chat it is, and what its answer rests on.",
})
export class ChatStarted {
  @Field(() => ID, { description: "The chat's id, to resume or stop it by." })
  chatId!: string;

  @Field(() => Int, { description: "The number that the REST dialects use." })
  databaseId!: number;

  @Field(() => GraphQLUUID, { description: "The id that the REST streams show." })
  uuid!: string;

  @Field(() => [Citation], { description: "The passages that were given to the model, in the order of their numbers." })
  citations!: Citation[];
}

/** A piece of the answer. */
@ObjectType({
  simpleResolvers: true,
  description: "A piece of the answer. Pieces follow each other without gap or overlap.",
})
export class ChatDelta {
  @Field(() => Int, { description: "Where the piece begins in the answer, in UTF-16 code units." })
  offset!: number;

  @Field(() => String, { description: "The piece." })
  text!: string;
}

/** The last event of a stream. */
@ObjectType({ simpleResolvers: true, description: "The last event of a stream; exactly one ends it." })
export class ChatFinished {
  @Field(() => ChatStatus, { description: "What became of the chat; a final status." })
  status!: ChatStatus;

  @Field(() => Int, { description: "Length of the stored answer in UTF-16 code units; truncate what you hold to it." })
  textLength!: number;

  @Field(() => Boolean, { description: "Query mode found nothing similar enough, and the answer is the refusal text." })
  refused!: boolean;

  @Field(() => ChatMetrics, { nullable: true, description: "What the answer cost; null when no model was asked." })
  metrics!: ChatMetrics | null;

  @Field(() => Failure, { nullable: true, description: "Why it failed; null unless it did." })
  error!: Failure | null;
}

const classes = { started: ChatStarted, delta: ChatDelta, finished: ChatFinished } as const;

/** What a stream of an answer yields: told apart by `kind`, since events of other nodes arrive as plain JSON. */
export const ChatEventType = createUnionType({
  name: "ChatEvent",
  description: "What a stream of an answer yields: ChatStarted, then any number of ChatDelta, then one ChatFinished.",
  types: () => [ChatStarted, ChatDelta, ChatFinished] as const,
  resolveType: (event) => classes[(event as unknown as { kind: keyof typeof classes }).kind],
});
