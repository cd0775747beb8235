import { ArgsType, type ClassType, Field, Int, ObjectType } from "type-graphql";
import { encodeCursor, type Page, type PageRequest } from "../services/page.js";

/** Where a page stands in its list. */
@ObjectType({ simpleResolvers: true, description: "Where a page stands in its list." })
export class PageInfo {
  @Field(() => Boolean, { description: "Whether there is more after this page." })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: "Whether there is more before this page." })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: "Cursor of the page's first item; null for an empty page." })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: "Cursor of the page's last item; null for an empty page." })
  endCursor!: string | null;
}

/** Which page of a list is wanted. Exactly one of `first` and `last` must be given. */
@ArgsType()
export class PageArguments implements PageRequest {
  @Field(() => Int, { nullable: true, description: "How many items from the start, 1 to 100." })
  first?: number;

  @Field(() => String, { nullable: true, description: "Only items after this cursor." })
  after?: string;

  @Field(() => Int, { nullable: true, description: "How many items from the end, 1 to 100." })
  last?: number;

  @Field(() => String, { nullable: true, description: "Only items before this cursor." })
  before?: string;
}

/** What a connection class has. */
export interface Connection<T> {
  readonly nodes: readonly T[];
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: PageInfo;
  readonly totalCount: () => Promise<number>;
}

/** Makes the connection type (and its edge type) of an object type. */
export function connectionOf<T extends object>(
  itemClass: ClassType<T>,
  name: string,
  items: string,
): ClassType<Connection<T>> {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `One of the ${items} of a page, with its cursor.` })
  class Edge {
    @Field(() => String, { description: "The item's place in the list." })
    cursor!: string;

    @Field(() => itemClass, { description: "The item." })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of ${items}.` })
  class ConnectionClass implements Connection<T> {
    @Field(() => [Edge], { description: "The items with their cursors." })
    edges!: Edge[];

    @Field(() => [itemClass], { description: "The items." })
    nodes!: T[];

    @Field(() => PageInfo, { description: "Where the page stands in the list." })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: `How many ${items} the whole list has.` })
    totalCount!: () => Promise<number>;
  }
  return ConnectionClass;
}

/** Presents a page as a connection. */
export function toConnection<T extends { readonly id: number }>(page: Page<T>): Connection<T> {
  const edges = page.items.map((node) => ({ cursor: encodeCursor(node.id), node }));
  return {
    nodes: page.items,
    edges,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: page.totalCount,
  };
}
