import { Field, ID, InterfaceType } from "type-graphql";
import { encodeGlobalId } from "./global-id.js";

/** What every object that can be fetched by its id has in common. */
@InterfaceType("Node", { description: "An object that can be fetched again by its id." })
export abstract class Node {
  abstract id: number;

  @Field(() => ID, {
    name: "id",
    simple: false,
    description: "Opaque id, unique over all types. Never authority: access is always checked.",
  })
  get globalId(): string {
    return encodeGlobalId(this.constructor.name, this.id);
  }
}
