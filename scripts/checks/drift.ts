import { checkGeneratedFiles } from "./generated-drift.js";
import { checkMigrationDrift } from "./migration-drift.js";
import { report } from "./report.js";

// What is committed twice, once as a source and once as what follows from it, says the same.
await report({ generated: checkGeneratedFiles, migrations: checkMigrationDrift });
