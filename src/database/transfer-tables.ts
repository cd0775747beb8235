import type { PoolClient } from "pg";

/** A table that an export contains. */
export interface TransferTable {
  readonly schema: string;
  readonly name: string;
  /**
   * Every column whose value means something elsewhere, in order: not generated ones, nor the ids of transactions, which
   * another database counts for itself. There a row gets that of the transaction that imports it.
   */
  readonly columns: readonly string[];
  /** The columns that a sequence fills. */
  readonly counters: readonly string[];
}

interface TableRow {
  readonly id: number;
  readonly schema: string;
  readonly name: string;
  readonly columns: string[];
  readonly counters: string[];
  readonly needs: number[];
}

/**
 * Every table of the database in an order in which rows can be inserted: a table comes after those that it refers to. The
 * tables that record migrations are left out, since migrating makes them.
 */
export async function listTables(client: PoolClient): Promise<TransferTable[]> {
  const { rows } = await client.query<TableRow>(`
    SELECT c.oid::int AS id, n.nspname::text AS schema, c.relname::text AS name,
      ARRAY(SELECT a.attname::text FROM pg_attribute a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
              AND NOT EXISTS (SELECT 1 FROM pg_attrdef d WHERE d.adrelid = c.oid AND d.adnum = a.attnum
                AND pg_get_expr(d.adbin, d.adrelid) LIKE '%pg_current_xact_id%')
            ORDER BY a.attnum) AS columns,
      ARRAY(SELECT a.attname::text FROM pg_attribute a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
              AND pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) IS NOT NULL) AS counters,
      ARRAY(SELECT DISTINCT f.confrelid::int FROM pg_constraint f
            WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS needs
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND c.relname <> 'migrations'
      AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    ORDER BY 2, 3`);
  return inOrderOfReference(rows);
}

/** A qualified name as SQL. */
export function qualifiedName(table: Pick<TransferTable, "schema" | "name">): string {
  return `${quote(table.schema)}.${quote(table.name)}`;
}

/** Names as SQL. */
export function columnList(names: readonly string[]): string {
  return names.map(quote).join(", ");
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function inOrderOfReference(rows: readonly TableRow[]): TransferTable[] {
  const ordered: TableRow[] = [];
  let rest = [...rows];
  while (rest.length > 0) {
    const waiting = new Set(rest.map(({ id }) => id));
    const ready = rest.filter((row) => row.needs.every((id) => !waiting.has(id)));
    if (ready.length === 0)
      throw new Error(`These tables refer to each other in a circle: ${rest.map(({ name }) => name).join(", ")}`);
    ordered.push(...ready);
    rest = rest.filter((row) => !ready.includes(row));
  }
  return ordered.map(({ schema, name, columns, counters }) => ({ schema, name, columns, counters }));
}
