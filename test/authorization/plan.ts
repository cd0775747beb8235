import { randomUUID } from "node:crypto";
import { type Caller, callers } from "./callers.js";
import {
  type About,
  type FieldExpectation,
  type FieldTable,
  type Given,
  namesOf,
  type ObjectName,
  objects,
  type Outcome,
  outcomeAbout,
  refusal,
  type Variables,
} from "./expectations/index.js";
import { describe } from "./world/objects.js";
import type { World, WorldObject } from "./world/index.js";

/** One case: a field, a caller, an object, and what is expected of them. */
export interface PlannedCase {
  readonly name: string;
  readonly field: string;
  readonly caller: Caller;
  readonly expected: Outcome;
  /** The field's expectation, for lists. */
  readonly expectation: FieldExpectation;
  readonly isPlain: boolean;
  variables(world: World): Promise<Variables>;
}

/** Every case of a table of fields. */
export function plan(table: FieldTable): PlannedCase[] {
  return Object.entries(table).flatMap(([field, expectation]) =>
    callers.flatMap((caller) => [...plainCases(field, caller, expectation), ...aboutCases(field, caller, expectation)]),
  );
}

/** Variables with which a field can be called at all, of what stands in the world. */
export async function anyVariables(world: World, { plain, about }: FieldExpectation): Promise<Variables> {
  const make = plain?.variables ?? about?.[0]?.variables;
  const name = about?.[0] === undefined ? "home" : firstOf(about[0]);
  return (await make?.(givenOf(world, world.standing(name), false))) ?? {};
}

function plainCases(field: string, caller: Caller, expectation: FieldExpectation): PlannedCase[] {
  const { who, plain } = expectation;
  if (plain === undefined) return [];
  const expected = refusal(caller, who) ?? plain.unlike?.[caller] ?? plain.outcome ?? "ok";
  return [
    {
      name: `${field} by ${caller}`,
      field,
      caller,
      expected,
      expectation,
      isPlain: true,
      variables: async (world) =>
        (await plain.variables?.(givenOf(world, world.standing("home"), expected === "ok"))) ?? {},
    },
  ];
}

function aboutCases(field: string, caller: Caller, expectation: FieldExpectation): PlannedCase[] {
  return (expectation.about ?? []).flatMap((about, index) =>
    namesFor(caller, expectation, about).map((name): PlannedCase => {
      const expected = outcomeAbout(caller, expectation.who, about, name);
      const changes = expected === "ok" && about.changes === true;
      return {
        name: `${field} (${index + 1}) by ${caller} about ${name}`,
        field,
        caller,
        expected,
        expectation,
        isPlain: false,
        variables: async (world) =>
          about.variables(givenOf(world, await objectOf(world, about, name, changes), changes)),
      };
    }),
  );
}

type Name = ObjectName | "unknown" | "wrongType";

/** Whom the field refuses is refused whatever the object: one that stands, and one that does not, tell. */
function namesFor(caller: Caller, { who }: FieldExpectation, { kind }: About): readonly Name[] {
  const names = namesOf(kind);
  return refusal(caller, who) === null ? [...names, "unknown", "wrongType"] : [...names.slice(0, 2), "unknown"];
}

async function objectOf(world: World, about: About, name: Name, changes: boolean): Promise<WorldObject> {
  if (name === "unknown") return describe(about.kind, { id: 2_000_000_000 }, "");
  // What stands for another type has no number that could be one of this type's.
  const another = about.kind === "Workspace" ? "commonThread" : "home";
  if (name === "wrongType") return { ...world.standing(another), databaseId: 1_999_999_999 };
  return changes ? world.fresh(name) : world.standing(name);
}

function givenOf(world: World, object: WorldObject, changes: boolean): Given {
  return {
    object,
    world,
    standing: (name) => world.standing(name).id,
    id: async (name) => (changes ? await world.fresh(name) : world.standing(name)).id,
    unique: randomUUID().slice(0, 13),
  };
}

function firstOf(about: About): ObjectName {
  const [name] = namesOf(about.kind);
  if (name === undefined) throw new Error(`Nothing of the kind ${about.kind} stands in the world.`);
  return objects[name].kind === about.kind ? name : "home";
}
