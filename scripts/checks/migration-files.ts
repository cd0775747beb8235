import { readdirSync } from "node:fs";
import type { MigrationInterface } from "typeorm";
import { migrations } from "../../migrations/index.js";
import { root } from "../root.js";

const fileName = /^(\d{13})-([a-z]+(?:-[a-z0-9]+)+)\.ts$/;

/** Every migration file is well named and listed, in order, and can be taken back. */
export function checkMigrationFiles(): readonly string[] {
  const files = readdirSync(`${root}migrations`).filter((name) => name !== "index.ts");
  const badlyNamed = files.filter((name) => !fileName.test(name));
  const expected = files
    .toSorted()
    .map(classNameOf)
    .filter((name) => name !== null);
  const listed = migrations.map((migration) => migration.name);
  return [
    ...badlyNamed.map((name) => `migrations/${name} is not named <timestamp>-<verb>-<noun>.ts`),
    ...(expected.join() === listed.join()
      ? []
      : [`migrations/index.ts lists ${listed.join(", ")}; by file names it would be ${expected.join(", ")}`]),
    ...migrations.flatMap((migration) => faultsOf(new migration())),
  ];
}

function faultsOf(migration: MigrationInterface): readonly string[] {
  const name = migration.constructor.name;
  const doesNothing = (method: "up" | "down"): boolean => !String(Reflect.get(migration, method)).includes("query");
  return [
    ...(doesNothing("up") ? [`${name} has no up`] : []),
    ...(doesNothing("down") ? [`${name} has no down`] : []),
    ...(migration.name === undefined || migration.name === name ? [] : [`${name} calls itself ${migration.name}`]),
  ];
}

/** CreateCoreTables1764000000000 for 1764000000000-create-core-tables.ts, the name under which TypeORM records it. */
function classNameOf(file: string): string | null {
  const [, timestamp, words] = fileName.exec(file) ?? [];
  if (timestamp === undefined || words === undefined) return null;
  return `${words.replaceAll(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())}${timestamp}`;
}
