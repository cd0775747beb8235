import { checkFileLengths } from "./file-lengths.js";
import { checkMigrationFiles } from "./migration-files.js";
import { report } from "./report.js";
import { checkSchemaDescriptions } from "./schema-descriptions.js";
import { checkSecretFields } from "./secret-fields.js";

// What the house rules ask of the sources and no linter knows.
await report({
  "file lengths": checkFileLengths,
  "schema descriptions": checkSchemaDescriptions,
  "secret fields": checkSecretFields,
  migrations: checkMigrationFiles,
});
