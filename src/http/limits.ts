import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases";
import { maxDepthRule } from "@escape.tech/graphql-armor-max-depth";
import { type DocumentNode, GraphQLError, type GraphQLSchema, type ValidationRule } from "graphql";
import { getComplexity } from "graphql-query-complexity";

/** What one GraphQL request may ask at most. */
export const limits = {
  /** Tokens of the document. */
  tokens: 2_000,
  /** Levels of selections, introspection apart. */
  depth: 12,
  /** Aliases in the document. */
  aliases: 30,
  /** Cost: one for each field, times the page size for what stands inside a list. */
  cost: 10_000,
} as const;

/** Validation rules for documents from outside. */
export const limitRules: readonly ValidationRule[] = [
  refusing(maxDepthRule({ n: limits.depth })),
  refusing(maxAliasesRule({ n: limits.aliases, allowList: [] })),
];

/**
 * The cost of an operation.
 * @throws GraphQLError with code OPERATION_TOO_COMPLEX when it exceeds the limit.
 */
export function assertCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Record<string, unknown> | null | undefined,
  operationName: string | null | undefined,
): number {
  const cost = costOf(schema, document, variables ?? {}, operationName ?? undefined);
  if (cost > limits.cost) {
    throw new GraphQLError(
      `The operation costs ${cost}, more than ${limits.cost}. Ask for smaller pages or fewer fields.`,
      {
        extensions: { code: "OPERATION_TOO_COMPLEX", http: { status: 400 } },
      },
    );
  }
  return cost;
}

/** Values that their types refuse cost nothing here: the execution refuses them a moment later, and says why. */
function costOf(
  schema: GraphQLSchema,
  query: DocumentNode,
  variables: Record<string, unknown>,
  operationName: string | undefined,
): number {
  try {
    return getComplexity({
      schema,
      query,
      variables,
      ...(operationName === undefined ? {} : { operationName }),
      estimators: [({ args, childComplexity }) => 1 + childComplexity * pageSizeOf(args)],
    });
  } catch (error) {
    if (error instanceof GraphQLError) return 0;
    throw error;
  }
}

function pageSizeOf(args: Readonly<Record<string, unknown>>): number {
  const size = args["first"] ?? args["last"];
  return typeof size === "number" && size > 0 ? size : 1;
}

/** The rules throw; a thrown error would count as the server's, a reported one is the request's. */
function refusing(rule: unknown): ValidationRule {
  const create = rule as ValidationRule;
  return (context) => {
    const visitor = create(context) as { OperationDefinition: { enter: (node: unknown) => void } };
    const { enter } = visitor.OperationDefinition;
    visitor.OperationDefinition.enter = (node) => {
      try {
        enter.call(visitor, node);
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        context.reportError(error);
      }
    };
    return visitor;
  };
}
