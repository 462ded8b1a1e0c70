/** Opens the SQLite file: pragmas, migrations, locks between processes, and errors that name their remedy. */
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';

export type Database = Sqlite.Database;

const MIGRATIONS = fileURLToPath(new URL('../../migrations/', import.meta.url));

/** The database cannot be used; the message names the file and what to do. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  /** The file itself is broken: going on would do harm. */
  readonly damaged: boolean;

  constructor(message: string, options: { readonly cause?: unknown; readonly damaged?: boolean } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.damaged = options.damaged ?? false;
  }
}

/** A larger file takes longer to check than a start may take; what is broken in it shows when it is read. */
const CHECKED_UP_TO_BYTES = 256 * 1024 * 1024;

/** What SQLite's own error means for the operator. */
export function explain(path: string, error: unknown): StorageError {
  const code = error instanceof Sqlite.SqliteError ? error.code : '';
  const message = error instanceof Error ? error.message : String(error);
  const options = { cause: error };
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new StorageError(
      `${path} is locked by another program: stop what holds it, then start again.`,
      options,
    );
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new StorageError(
      `${path} is damaged or no SQLite database: put a backup in its place, or move it away to begin afresh.`,
      { ...options, damaged: true },
    );
  }
  if (
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_PERM')
  ) {
    return new StorageError(
      `${path} cannot be opened for writing (${message}): check the folder and its rights.`,
      options,
    );
  }
  if (code.startsWith('SQLITE_FULL') || code.startsWith('SQLITE_IOERR')) {
    return new StorageError(
      `${path} cannot be written (${message}): check the disk's free space and health.`,
      options,
    );
  }
  return new StorageError(`${path}: ${message}`, options);
}

function migrations(): { version: number; name: string; sql: string }[] {
  return readdirSync(MIGRATIONS)
    .filter((name) => /^\d{3}-.+\.sql$/.test(name))
    .sort()
    .map((name) => ({
      version: Number(name.slice(0, 3)),
      name,
      sql: readFileSync(join(MIGRATIONS, name), 'utf8'),
    }));
}

function check(database: Database, path: string): void {
  if (statSync(path).size > CHECKED_UP_TO_BYTES) return;
  if (database.pragma('quick_check(1)', { simple: true }) !== 'ok') {
    throw explain(path, new Sqlite.SqliteError('quick_check failed', 'SQLITE_CORRUPT'));
  }
}

/** Bring the schema up to date, every step in one transaction: all of it or nothing. */
function migrate(database: Database, path: string): void {
  const known = migrations();
  const newest = known.at(-1)?.version ?? 0;
  const version = (): number => Number(database.pragma('user_version', { simple: true }));
  const refuseNewer = (): void => {
    if (version() > newest) {
      throw new StorageError(
        `${path} was written by a newer Mujaz (schema ${version()}, this one knows ${newest}): update the program.`,
      );
    }
  };
  refuseNewer();
  if (version() === newest) return;
  database
    .transaction(() => {
      // Another process may have done it while this one waited for the lock.
      refuseNewer();
      for (const migration of known.filter((one) => one.version > version())) {
        database.exec(migration.sql);
        database.pragma(`user_version = ${migration.version}`);
      }
    })
    .immediate();
}

/**
 * Open (and create) the database, at the newest schema; `checked` looks a file of ordinary size through for damage.
 * Throws StorageError, in one line with the remedy, for a locked, damaged, newer or unwritable file.
 */
export function openDatabase(path: string, checked: boolean): Database {
  let database: Database | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true });
    database = new Sqlite(path, { timeout: 5_000 });
    database.pragma('journal_mode = WAL');
    // A claim must be on the disk before its message leaves; at Telegram's pace this costs nothing.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    migrate(database, path);
    if (checked) check(database, path);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof StorageError) throw error;
    if (error instanceof Error && 'code' in error && error.code === 'ERR_DLOPEN_FAILED') {
      throw new StorageError('SQLite was installed for another version of Node.js: run npm ci again.', {
        cause: error,
      });
    }
    if (error instanceof Error && 'code' in error && !(error instanceof Sqlite.SqliteError)) {
      throw new StorageError(
        `${path} cannot be opened (${error.message}): check the folder and its rights.`,
        { cause: error },
      );
    }
    throw explain(path, error);
  }
}

/**
 * Hold a right that one process at a time has on a database, until `release` or the process ends: the kernel frees the
 * lock at a kill. undefined when another process holds it.
 */
function hold(path: string, right: string): { release(): void } | undefined {
  mkdirSync(dirname(path), { recursive: true });
  // Two ways to one file are one file.
  const file = `${existsSync(path) ? realpathSync(path) : path}.${right}`;
  let lock: Database | undefined;
  try {
    lock = new Sqlite(file, { timeout: 0 });
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock?.close();
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) return undefined;
    throw explain(file, error);
  }
  const held = lock;
  return { release: () => held.close() };
}

/** Hold the right to be the one `start` on a database. Throws StorageError when another process has it. */
export function holdStart(path: string): { release(): void } {
  const held = hold(path, 'lock');
  if (held) return held;
  throw new StorageError(
    `${path} is already served by another running Mujaz: stop that one first, or give this one its own DATABASE_PATH.`,
  );
}

/**
 * Do `work` while no other process summarises the same database; undefined, and nothing done, when one does: two at once
 * would each open a story for one event.
 */
export async function aloneSummarizing<Result>(
  path: string,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  const held = hold(path, 'summarize.lock');
  if (!held) return undefined;
  try {
    return await work();
  } finally {
    held.release();
  }
}
