/** Looks a database file through: whether it is whole, ours and of a known schema, and how many rows each table holds. */
import type { Database } from './database.ts';

/** Findings that are told; a file that is damaged is damaged, however often. */
const FINDINGS = 3;

/** Rows by table, those of the search index included. */
export type RowCounts = ReadonlyMap<string, number>;

/** How many rows each table holds now. */
export function rowCounts(database: Database): RowCounts {
  const tables = database
    .prepare<[], { name: string }>(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow') ORDER BY name",
    )
    .all();
  return new Map(
    tables.map(({ name }) => [
      name,
      Number(database.prepare(`SELECT count(*) FROM "${name}"`).pluck().get()),
    ]),
  );
}

/**
 * What is wrong with a database: broken pages and indexes, and rows that point at rows which are not there. Empty when
 * it is whole. Reads every page: 3 s for each gigabyte that the system holds in memory, 30 s from a slow disk.
 */
export function findDamage(database: Database): readonly string[] {
  const rows = database.pragma(`integrity_check(${FINDINGS})`) as { integrity_check: string }[];
  const broken = rows
    .map((row) => row.integrity_check.replace(/\s+/g, ' '))
    .filter((finding) => finding !== 'ok');
  if (broken.length > 0) return broken;
  const astray = database
    .prepare<[], { table: string; parent: string; rows: number }>(
      'SELECT "table", parent, count(*) AS rows FROM pragma_foreign_key_check GROUP BY "table", parent',
    )
    .all();
  return astray.map(({ table, parent, rows }) => `${rows} rows of ${table} point at none of ${parent}`);
}
