import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  subscribe,
  validate,
} from "graphql";
import { DocentError, ValidationError } from "../errors/index.js";

/** What a {@link SchemaClient} needs. `Caller` is whatever authentication makes; the dialects never look into it. */
export interface SchemaClientOptions<Caller> {
  readonly schema: GraphQLSchema;
  /** The context that resolvers get. Called once for each operation. */
  readonly contextFor: (caller: Caller) => object;
}

/** The schema as one caller sees it. */
export interface CallerClient {
  /**
   * Runs a query or a mutation.
   * @returns its data, whole: an operation with any error throws.
   * @throws DocentError that the resolvers threw; anything else is unexpected, and thrown as it came.
   */
  execute<Result, Variables extends object>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
  ): Promise<Result>;
  /**
   * Subscribes. Returning the generator early ends the subscription.
   * @throws the same as {@link CallerClient.execute}, at the start or at any event.
   */
  subscribe<Result, Variables extends object>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
  ): AsyncGenerator<Result, void, void>;
}

/**
 * Executes the dialects' operations on the schema in this process, without HTTP between. Documents arrive parsed, are
 * validated once, when they are registered, and only registered documents run. The schema's own permissions and
 * policies decide what the caller may do, as for any GraphQL request.
 */
export class SchemaClient<Caller> {
  private readonly registered = new WeakSet<DocumentNode>();

  constructor(private readonly options: SchemaClientOptions<Caller>) {}

  /**
   * Validates documents against the schema. To be called at the start, so that a fault stops the start.
   * @throws Error naming every fault of every document.
   */
  register(documents: Iterable<DocumentNode>): void {
    const faults: string[] = [];
    for (const document of documents) {
      const errors = validate(this.options.schema, document);
      faults.push(...errors.map((error) => `${nameOf(document)}: ${error.message}`));
      if (errors.length === 0) this.registered.add(document);
    }
    if (faults.length > 0) throw new Error(`Operations that the schema refuses:\n${faults.join("\n")}`);
  }

  /** The schema as `caller` sees it. */
  as(caller: Caller): CallerClient {
    return {
      execute: (document, variables) => this.execute(document, variables, caller),
      subscribe: (document, variables) => this.subscribe(document, variables, caller),
    };
  }

  private async execute<Result, Variables extends object>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
    caller: Caller,
  ): Promise<Result> {
    return dataOf(await execute(this.argumentsOf(document, variables, caller))) as Result;
  }

  private async *subscribe<Result, Variables extends object>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
    caller: Caller,
  ): AsyncGenerator<Result, void, void> {
    const results = await subscribe(this.argumentsOf(document, variables, caller));
    if (!(Symbol.asyncIterator in results)) throw faultOf(results.errors);
    for await (const result of results) yield dataOf(result) as Result;
  }

  private argumentsOf(document: DocumentNode, variables: object, caller: Caller) {
    if (!this.registered.has(document)) throw new Error(`${nameOf(document)} was not registered.`);
    const contextValue = this.options.contextFor(caller);
    return { schema: this.options.schema, document, variableValues: { ...variables }, contextValue };
  }
}

/** The operations among the exports of a generated module. */
export function operationsIn(module: Readonly<Record<string, unknown>>): DocumentNode[] {
  return Object.values(module).filter(
    (value): value is DocumentNode =>
      isDocument(value) && value.definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION),
  );
}

function isDocument(value: unknown): value is DocumentNode {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === Kind.DOCUMENT;
}

function dataOf({ data, errors }: ExecutionResult): unknown {
  if (errors !== undefined && errors.length > 0) throw faultOf(errors);
  return data;
}

/** The error behind the first fault of a result. */
function faultOf(errors: readonly GraphQLError[] | undefined): unknown {
  const [first] = errors ?? [];
  let cause: unknown = first;
  while (cause instanceof GraphQLError && cause.originalError != null) cause = cause.originalError;
  if (cause instanceof DocentError || first === undefined)
    return cause ?? new Error("An operation ended without a result.");
  // A fault without a path arose before anything ran: a value that the types of the variables refuse.
  return first.path === undefined && cause instanceof GraphQLError ? new ValidationError(first.message) : cause;
}

function nameOf(document: DocumentNode): string {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    return `${definition.operation} ${definition.name?.value ?? "without a name"}`;
  }
  return "a document without an operation";
}
