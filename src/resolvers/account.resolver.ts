import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { type Context, viewerOf } from "../schema/context.js";
import { databaseIdOf } from "../schema/ids.js";
import {
  ChangePasswordInput,
  RecoverAccountInput,
  ResetPasswordInput,
  UpdateProfileInput,
} from "../schema/inputs/session.inputs.js";
import { Permission } from "../schema/permission.js";
import { AcceptedPayload, PasswordResetPayload, RecoveryCodesPayload } from "../schema/types/session-payloads.js";
import { UserPayload } from "../schema/types/user-payloads.js";

@Resolver()
export class AccountResolver {
  @Permission("account")
  @Mutation(() => UserPayload, { description: "Changes what the viewer says of themselves." })
  async updateProfile(
    @Ctx() context: Context,
    @Arg("input", () => UpdateProfileInput, { description: "The changes." }) input: UpdateProfileInput,
  ) {
    const { currentPassword, ...changes } = input;
    const proof = currentPassword == null ? {} : { currentPassword };
    return { user: await context.services.accounts.updateProfile(viewerOf(context), { ...changes, ...proof }) };
  }

  @Permission("account")
  @Mutation(() => UserPayload, { description: "Changes the viewer's password. The viewer's other sessions end." })
  async changePassword(
    @Ctx() context: Context,
    @Arg("input", () => ChangePasswordInput, { description: "Both passwords." }) input: ChangePasswordInput,
  ) {
    const { currentPassword, newPassword } = input;
    return { user: await context.services.accounts.changePassword(viewerOf(context), currentPassword, newPassword) };
  }

  @Permission("account")
  @Mutation(() => RecoveryCodesPayload, {
    description: "Makes eight recovery codes in place of the viewer's earlier ones.",
  })
  async createRecoveryCodes(@Ctx() context: Context) {
    return { codes: await context.services.accounts.createRecoveryCodes(viewerOf(context)) };
  }

  @Permission("public")
  @Mutation(() => AcceptedPayload, {
    description:
      "Sends a reset token to a user's address, if there are such a user, an address and a mail server; the answer is the same.",
  })
  async requestPasswordReset(
    @Ctx() context: Context,
    @Arg("username", () => String, { description: "The username, whatever its letter case." }) username: string,
  ) {
    await context.services.accounts.requestPasswordReset(username, context.origin);
    return { accepted: true };
  }

  @Permission("administer")
  @Mutation(() => PasswordResetPayload, { description: "Makes a reset token to hand over to a user." })
  createPasswordReset(
    @Ctx() context: Context,
    @Arg("userId", () => ID, { description: "Whose password it sets." }) userId: string,
  ) {
    return context.services.accounts.createPasswordReset(viewerOf(context), databaseIdOf("User", userId, "userId"));
  }

  @Permission("public")
  @Mutation(() => AcceptedPayload, {
    description:
      "Sets a password with a reset token. All sessions of the user end. Few attempts a minute are admitted.",
  })
  async resetPassword(
    @Ctx() context: Context,
    @Arg("input", () => ResetPasswordInput, { description: "The token and the password." }) input: ResetPasswordInput,
  ) {
    await context.services.accounts.resetPassword(input.token, input.newPassword, context.origin);
    return { accepted: true };
  }

  @Permission("public")
  @Mutation(() => AcceptedPayload, {
    description:
      "Sets a password with a recovery code. All sessions of the user end. Few attempts a minute are admitted.",
  })
  async recoverAccount(
    @Ctx() context: Context,
    @Arg("input", () => RecoverAccountInput, { description: "The code and the password." }) input: RecoverAccountInput,
  ) {
    const { username, recoveryCode, newPassword } = input;
    await context.services.accounts.recover(username, recoveryCode, newPassword, context.origin);
    return { accepted: true };
  }
}
