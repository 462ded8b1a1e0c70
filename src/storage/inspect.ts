/** What can be said of a database file from outside, beside a running bot and without changing anything. */
import { existsSync, statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { findDamage } from './check.ts';
import { explain, isServed, newestSchema, schemaVersion } from './database.ts';

/** A writer beside us is waited for so long. */
const BUSY_MS = 5_000;
/** Rights of others than the owner. */
const OTHERS = 0o077;

/** What can be said of a database without changing it. */
export type Inspection = {
  readonly bytes: number;
  /** Pages that are empty and taken again first, in bytes. */
  readonly freeBytes: number;
  readonly schema: number;
  /** The schema that this program works with. */
  readonly newest: number;
  /** Empty when it is whole. */
  readonly damage: readonly string[];
  /** Others on this machine may read or write it. */
  readonly open: boolean;
  /** A bot runs on it. */
  readonly served: boolean;
};

/** Look the database through, every page of it; undefined when there is none. Throws StorageError when it cannot be read. */
export function inspect(path: string): Inspection | undefined {
  if (!existsSync(path)) return undefined;
  let database: Sqlite.Database | undefined;
  try {
    const { size, mode } = statSync(path);
    database = new Sqlite(path, { fileMustExist: true, timeout: BUSY_MS });
    const pageSize = Number(database.pragma('page_size', { simple: true }));
    return {
      bytes: size,
      freeBytes: pageSize * Number(database.pragma('freelist_count', { simple: true })),
      schema: schemaVersion(database),
      newest: newestSchema(),
      damage: findDamage(database),
      open: (mode & OTHERS) !== 0,
      served: isServed(path),
    };
  } catch (error) {
    throw explain(path, error);
  } finally {
    database?.close();
  }
}
