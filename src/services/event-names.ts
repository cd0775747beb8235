import { type NodeType, nodeTypes } from "../entities/index.js";
import { ValidationError } from "../errors/index.js";
import { type EventType, eventTypes } from "../events/catalogue.js";

/** The same names as types of events. @throws ValidationError naming the first that is none. */
export function eventTypesOf(names: readonly string[], field: string): EventType[] {
  return names.map((name, index) => {
    if (!Object.hasOwn(eventTypes, name)) {
      throw new ValidationError("is no type of event", { field: `${field}.${index}` });
    }
    return name as EventType;
  });
}

/** The same name as the type of a subject. @throws ValidationError when it is none. */
export function subjectTypeOf(name: string, field: string): NodeType {
  const found = nodeTypes.find((type) => type === name);
  if (found === undefined) throw new ValidationError("is no type of object with an id", { field });
  return found;
}
