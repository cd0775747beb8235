/**
 * Every type of event, with its meaning. The log, webhooks and subscriptions read this one list; docs/events.md is made
 * of it. A type is never renamed: programs filter by it.
 */
export const eventTypes = {
  "instance.multiUserEnabled": "The instance was opened to many users.",
  "session.created": "Somebody signed in.",
  "session.refused": "Somebody tried to sign in, and failed.",
  "session.revoked": "A sign-in was ended.",
  "session.reuseDetected": "A refresh token was used twice; its session was ended.",
  "user.created": "A user was created.",
  "user.updated": "A user was changed.",
  "user.deleted": "A user was deleted.",
  "user.passwordChanged": "A user's password was changed.",
  "user.resetRequested": "A password reset was asked for.",
  "user.recoveryCodesCreated": "A user's recovery codes were replaced.",
  "authToken.issued": "A single sign-on token was issued for a user.",
  "invite.created": "An invite was made.",
  "invite.claimed": "An invite was claimed.",
  "invite.disabled": "An invite was taken back.",
  "apiKey.created": "An API key was made.",
  "apiKey.updated": "An API key was changed.",
  "apiKey.rotated": "An API key got a new secret.",
  "apiKey.revoked": "An API key was revoked.",
  "workspace.created": "A workspace was created.",
  "workspace.updated": "A workspace's settings were changed.",
  "workspace.deleted": "A workspace was deleted.",
  "workspace.membersChanged": "The members of a workspace were changed.",
  "workspace.documentsAttached": "Documents were attached to a workspace.",
  "workspace.documentsDetached": "Documents were detached from a workspace.",
  "workspace.documentPinned": "A document was pinned in a workspace, or unpinned.",
  "document.created": "A document came into the library.",
  "document.processed": "A document was read, or could not be.",
  "document.deleted": "A document was removed from the library.",
  "thread.created": "A thread was begun.",
  "thread.updated": "A thread was renamed.",
  "thread.deleted": "A thread was deleted.",
  "chat.created": "A question was asked.",
  "conversation.reset": "A conversation's history was reset.",
  "embed.created": "An embed was made.",
  "embed.updated": "An embed was changed.",
  "embed.deleted": "An embed was deleted.",
  "settings.updated": "System settings were changed.",
  "events.exported": "The event log was exported.",
  "access.denied": "A permission was missing, or a policy refused.",
} as const;

/** The name of a type of event. */
export type EventType = keyof typeof eventTypes;
