import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { type Context, viewerOf } from "../schema/context.js";
import { TestProviderInput, UpdateSettingsInput } from "../schema/inputs/setting.inputs.js";
import { withoutNulls } from "../schema/nulls.js";
import { Permission } from "../schema/permission.js";
import {
  DumpSettingsPayload,
  SettingType,
  TestProviderPayload,
  UpdateSettingsPayload,
} from "../schema/types/setting.js";

@Resolver()
export class SettingResolver {
  @Permission("administer")
  @Query(() => [SettingType], { description: "Every setting that can be changed while the instance runs, by name." })
  settings(@Ctx() context: Context) {
    return context.services.settings.list();
  }

  @Permission("administer")
  @Mutation(() => UpdateSettingsPayload, {
    description:
      "Changes settings on every node: all or none, unless what is refused is to be skipped. An error names every fault.",
  })
  updateSettings(
    @Ctx() context: Context,
    @Arg("input", () => UpdateSettingsInput, { description: "The changes." }) input: UpdateSettingsInput,
  ) {
    const values = input.values.map(({ name, value }) => ({ name, value: value ?? null }));
    const { reset, skipRefused } = input;
    return context.services.settings.update(viewerOf(context), { values, reset, skipRefused });
  }

  @Permission("administer")
  @Mutation(() => DumpSettingsPayload, {
    description:
      "Writes every setting to a file in the data folder of the node that answers, in the form of an environment file, secrets without their values. The file of the last time is replaced.",
  })
  dumpSettings(@Ctx() context: Context) {
    return context.services.settingsDump.write(viewerOf(context));
  }

  @Permission("administer")
  @Mutation(() => TestProviderPayload, {
    description: "Asks a provider for a few words, or a vector, within 15 seconds. Nothing is changed by it.",
  })
  testProvider(
    @Ctx() context: Context,
    @Arg("input", () => TestProviderInput, { description: "Which provider." }) input: TestProviderInput,
  ) {
    return context.services.providerTests.run(withoutNulls(input));
  }
}
