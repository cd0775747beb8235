import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { decodeGlobalId, Node } from "../entities/index.js";
import { type Context, viewerOf } from "../schema/context.js";
import { Permission } from "../schema/permission.js";
import { ViewerType } from "../schema/types/viewer.js";

@Resolver()
export class ViewerResolver {
  @Permission("identified")
  @Query(() => ViewerType, { description: "Who is asking." })
  viewer(@Ctx() context: Context): ViewerType {
    const { credential, user, scopes, expiresAt } = viewerOf(context);
    return {
      credential: credential.kind,
      user,
      apiKey: "apiKey" in credential ? credential.apiKey : null,
      session: "session" in credential ? credential.session : null,
      scopes: [...scopes],
      expiresAt,
    };
  }

  @Permission("identified")
  @Query(() => Node, {
    nullable: true,
    description: "Any object by its id; null when there is none that the viewer may see.",
  })
  node(@Ctx() context: Context, @Arg("id", () => ID, { description: "Its id." }) id: string) {
    const decoded = decodeGlobalId(id);
    return decoded === null ? null : context.services.nodes.find(viewerOf(context), decoded.type, decoded.databaseId);
  }
}
