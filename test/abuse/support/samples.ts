import {
  getNamedType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from "graphql";
import { goodPassword } from "../../support/people.js";
import type { ArgumentField, Position } from "./positions.js";

/** Gives a valid id for an argument or input field of that name; `field` is where it stands. */
export type IdFor = (name: string, field: ArgumentField) => string;

/** Texts that have a form, by the name of their field; others are any text. */
const texts: Readonly<Record<string, string>> = {
  username: "somebody",
  password: goodPassword,
  newPassword: `${goodPassword} too`,
  currentPassword: goodPassword,
  allowedOrigins: "https://example.com",
  url: "https://site.example/",
  slug: "a-slug",
  content: "Hello?",
  contentString: "data:text/plain;base64,aGVsbG8=",
  mime: "text/plain",
  chatProvider: "builtin",
};

/** Whole numbers that have a lower limit, by the name of their field. */
const numbers: Readonly<Record<string, number>> = { intervalSeconds: 86_400 };

/** What an input needs though its type does not say so: one of several fields must be given. */
const oneOfSeveral: Readonly<Record<string, string>> = { UpsertDocumentInput: "text" };

/**
 * Arguments with which a field is asked: what it requires, and whatever leads to the position.
 * @param replace makes the value at the position; without it a valid one stands there.
 */
export function argumentsOf(
  field: ArgumentField,
  idFor: IdFor,
  position?: Pick<Position, "path">,
  replace: (valid: unknown) => unknown = (valid) => valid,
): Record<string, unknown> {
  const path = position?.path ?? [];
  const values = new Sampler(field, idFor, replace);
  const given: Record<string, unknown> = {};
  for (const arg of field.args) {
    const isOnPath = path[0] === arg.name;
    if (isOnPath || isRequiredArgument(arg))
      given[arg.name] = values.of(arg.type, arg.name, isOnPath ? path.slice(1) : null);
  }
  // Lists are asked for in pages.
  const isPaged = field.args.some(({ name }) => name === "first");
  return isPaged && !("first" in given) && !("last" in given) ? { first: 1, ...given } : given;
}

class Sampler {
  constructor(
    private readonly field: ArgumentField,
    private readonly idFor: IdFor,
    private readonly replace: (valid: unknown) => unknown,
  ) {}

  /** @param rest what is left of the path to the position; null: the position is elsewhere. */
  of(type: GraphQLInputType, name: string, rest: readonly string[] | null): unknown {
    if (isNonNullType(type)) return this.of(type.ofType, name, rest);
    const valid = this.valid(type, name, rest);
    return rest?.length === 0 ? this.replace(valid) : valid;
  }

  private valid(type: GraphQLInputType, name: string, rest: readonly string[] | null): unknown {
    if (isListType(type))
      return [this.of(type.ofType, name, rest === null || rest.length === 0 ? null : rest.slice(1))];
    if (isEnumType(type)) return type.getValues()[0]?.name;
    if (isInputObjectType(type)) {
      const given: Record<string, unknown> = {};
      for (const one of Object.values(type.getFields())) {
        const isOnPath = rest?.[0] === one.name;
        if (isOnPath || isRequiredInputField(one) || one.name === oneOfSeveral[type.name]) {
          given[one.name] = this.of(one.type, one.name, isOnPath ? rest.slice(1) : null);
        }
      }
      return given;
    }
    return this.scalar(getNamedType(type).name, name);
  }

  private scalar(type: string, name: string): unknown {
    switch (type) {
      case "ID":
        return this.idFor(name, this.field);
      case "Int":
        return numbers[name] ?? 1;
      case "Float":
      case "NonNegativeFloat":
        return 0.5;
      case "Boolean":
        return true;
      case "DateTimeISO":
        return "2099-01-01T00:00:00.000Z";
      case "UUID":
        return "2f1b7c1e-6d5a-4c3b-9e8f-0a1b2c3d4e5f";
      case "JSON":
      case "JSONObject":
        return {};
      case "Upload":
        return null;
      case "String":
        return texts[name] ?? `a ${name}`;
      default:
        throw new Error(`A sample of the scalar ${type} is missing here.`);
    }
  }
}
