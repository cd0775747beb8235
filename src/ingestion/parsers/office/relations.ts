import { posix } from "node:path";
import { readXml } from "../xml/xml-feed.js";

/** What one part of an Office package says of another. */
export interface Relation {
  /** The last word of its type, such as `slide` or `notesSlide`: the addresses before it differ between versions. */
  readonly type: string;
  /** The name of the other part in the archive. */
  readonly target: string;
}

/**
 * The relations of a part to other parts of its package, by their ids (ECMA-376 part 2, clause 9.3); those to things
 * outside of the package are left out.
 * @param name The part's name, or `""` for the package itself.
 */
export function relationsOf(parts: ReadonlyMap<string, Buffer>, name: string): ReadonlyMap<string, Relation> {
  const folder = posix.dirname(name);
  const relations = new Map<string, Relation>();
  const content = parts.get(posix.join(folder, "_rels", `${posix.basename(name)}.rels`));
  if (content === undefined) return relations;
  readXml(content, {
    open: (element, attributes) => {
      const { Id: id, Type: type, Target: target, TargetMode: mode } = attributes;
      if (element !== "Relationship" || id === undefined || target === undefined || mode === "External") return;
      relations.set(id, { type: (type ?? "").replace(/^.*\//, ""), target: resolvePart(folder, target) });
    },
    text: () => undefined,
    close: () => undefined,
  });
  return relations;
}

/** Names in the archive have no slash in front. */
function resolvePart(folder: string, target: string): string {
  return posix.resolve("/", folder, target).slice(1);
}
