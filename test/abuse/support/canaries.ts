import { getNamedType, type GraphQLObjectType, isLeafType, isObjectType, isRequiredArgument } from "graphql";
import type { Target } from "../../support/graphql-client.js";
import { schema } from "./positions.js";

/** Collects everything that a server says, and finds the secrets in it that should not be there. */
export class Canaries {
  private readonly secrets = new Map<string, string>();
  private readonly said: { readonly where: string; readonly text: string; readonly mayShow: readonly string[] }[] = [];

  /** Remembers a secret under a name, and gives it back. */
  plant(name: string, secret: string): string {
    if (secret.length < 8) throw new Error(`${name} is too short to be searched for: ${secret}`);
    this.secrets.set(name, secret);
    return secret;
  }

  /** Takes what was said. @param mayShow names of secrets that are shown there once, on purpose. */
  hear(where: string, text: string, mayShow: readonly string[] = []): void {
    this.said.push({ where, text, mayShow });
  }

  /** The places where a secret was said, once each. Where, not what: a failing test must not print it either. */
  leaks(): string[] {
    const found = [...this.secrets].flatMap(([name, secret]) =>
      this.said.flatMap(({ where, text, mayShow }) => {
        const form = formsOf(secret).find((one) => text.includes(one));
        const isMeant = mayShow.some((prefix) => name.startsWith(prefix));
        return form === undefined || isMeant ? [] : [`${name} in ${where}: ${this.around(text, form)}`];
      }),
    );
    return [...new Set(found)];
  }

  /** What stands before a secret, without any of the others. */
  private around(text: string, form: string): string {
    const before = text.slice(0, text.indexOf(form));
    return [...this.secrets.values()].reduce((clean, one) => clean.replaceAll(one, "<SECRET>"), before).slice(-120);
  }

  /** What was heard where so far. */
  get heard(): readonly string[] {
    return this.said.map(({ where }) => where);
  }

  /** Sends a GraphQL request, and hears its answer, headers included. */
  async graphql<Data = Record<string, unknown>>(
    target: Target,
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
    mayShow: readonly string[] = [],
    authorization: string | null = `Bearer ${target.apiKey}`,
  ): Promise<Data | null> {
    const text = await this.http(target, "/graphql", { query, variables }, mayShow, authorization);
    return (JSON.parse(text) as { data?: Data | null }).data ?? null;
  }

  /** Sends any request, and hears its answer; a body makes it a POST. */
  async http(
    target: Target,
    path: string,
    body?: unknown,
    mayShow: readonly string[] = [],
    authorization: string | null = `Bearer ${target.apiKey}`,
  ): Promise<string> {
    const response = await fetch(`${target.url}${path}`, {
      redirect: "manual",
      headers: {
        "content-type": "application/json",
        ...(authorization === null ? {} : { authorization }),
      },
      ...(body === undefined ? {} : { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const headers = JSON.stringify([...response.headers]);
    this.hear(`the answer to ${path.split("?")[0] ?? ""} ${describe(body)}`, `${headers}\n${text}`, mayShow);
    return text;
  }
}

/** A secret as it might be written: as it is, encoded for addresses, in JSON, and in base64. */
function formsOf(secret: string): string[] {
  return [
    ...new Set([
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      Buffer.from(secret).toString("base64").replace(/=+$/, ""),
    ]),
  ];
}

function describe(body: unknown): string {
  const query = (body as { query?: unknown } | undefined)?.query;
  return typeof query === "string" ? query.slice(0, 60) : "";
}

/** Asks every list and every object that a root field without required arguments leads to, for everything that has no arguments. */
export function readEverything(): string[] {
  return Object.values(schema.getQueryType()?.getFields() ?? {})
    .filter(({ args }) => !args.some(isRequiredArgument))
    .map((field) => {
      const paged = field.args.some(({ name }) => name === "last") ? "(last: 100)" : "";
      const type = getNamedType(field.type);
      return `{ ${field.name}${paged} ${isObjectType(type) ? everythingOf(type, 3) : ""} }`;
    });
}

function everythingOf(type: GraphQLObjectType, depth: number): string {
  const fields = Object.values(type.getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument) || field.name === "edges") return [];
    const inner = getNamedType(field.type);
    if (isLeafType(inner)) return [field.name];
    if (!isObjectType(inner) || depth === 0 || field.args.some(({ name }) => name === "first")) return [];
    const selection = everythingOf(inner, depth - 1);
    return selection === "" ? [] : [`${field.name} ${selection}`];
  });
  return fields.length === 0 ? "" : `{ ${fields.join(" ")} }`;
}
