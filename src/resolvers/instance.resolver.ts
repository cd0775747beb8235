import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { type Context, viewerOf } from "../schema/context.js";
import { EnableMultiUserModeInput } from "../schema/inputs/user.inputs.js";
import { Permission } from "../schema/permission.js";
import { InstanceType } from "../schema/types/instance.js";
import { EnableMultiUserModePayload } from "../schema/types/user-payloads.js";

@Resolver()
export class InstanceResolver {
  @Permission("public")
  @Query(() => InstanceType, { description: "What anybody may know of this instance." })
  instance(@Ctx() context: Context) {
    return context.services.instance.facts();
  }

  @Permission("administer")
  @Mutation(() => EnableMultiUserModePayload, {
    description:
      "Opens the instance to many users, once and for ever: its owner becomes the first administrator, with a name and a password.",
  })
  async enableMultiUserMode(
    @Ctx() context: Context,
    @Arg("input", () => EnableMultiUserModeInput, { description: "The first administrator." })
    input: EnableMultiUserModeInput,
  ) {
    const user = await context.services.instance.enableMultiUserMode(viewerOf(context), input);
    return { user, instance: await context.services.instance.facts() };
  }
}
