import { CreateCoreTables1764000000000 } from "./1764000000000-create-core-tables.js";
import { CreateRetrievalTables1764000001000 } from "./1764000001000-create-retrieval-tables.js";
import { CreateIdentityTables1764000002000 } from "./1764000002000-create-identity-tables.js";
import { CreateIngestionTables1764000003000 } from "./1764000003000-create-ingestion-tables.js";
import { LoosenDocumentGenerations1764000004000 } from "./1764000004000-loosen-document-generations.js";
import { CountInterruptions1764000005000 } from "./1764000005000-count-interruptions.js";
import { IndexPostingSegments1764000006000 } from "./1764000006000-index-posting-segments.js";
import { ExtendEmbeds1764000011000 } from "./1764000011000-extend-embeds.js";
import { AddChatFeedback1764000012000 } from "./1764000012000-add-chat-feedback.js";
import { DateInvites1764000013000 } from "./1764000013000-date-invites.js";
import { CreateSlashCommands1764000017000 } from "./1764000017000-create-slash-commands.js";

/** All migrations in the order in which they run. The same files run on embedded and on native Postgres. */
export const migrations = [
  CreateCoreTables1764000000000,
  CreateRetrievalTables1764000001000,
  CreateIdentityTables1764000002000,
  CreateIngestionTables1764000003000,
  LoosenDocumentGenerations1764000004000,
  CountInterruptions1764000005000,
  IndexPostingSegments1764000006000,
  ExtendEmbeds1764000011000,
  AddChatFeedback1764000012000,
  DateInvites1764000013000,
  CreateSlashCommands1764000017000,
];
