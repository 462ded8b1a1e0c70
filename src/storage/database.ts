/** Opens the SQLite file: pragmas, migrations, locks between processes, and errors that name their remedy. */
import {
  accessSync,
  chownSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';

/** An open connection. */
export type Database = Sqlite.Database;

const MIGRATIONS = fileURLToPath(new URL('../../migrations/', import.meta.url));

/** The database cannot be used; the message names the file and what to do. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  /** The file itself is broken: going on would do harm. */
  readonly damaged: boolean;
  /** Another process has it, and is to keep it. */
  readonly served: boolean;

  constructor(
    message: string,
    options: { readonly cause?: unknown; readonly damaged?: boolean; readonly served?: boolean } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.damaged = options.damaged ?? false;
    this.served = options.served ?? false;
  }
}

/** A larger file takes longer to check than a start may take, from a slow disk; what is broken in it shows when it is read, and
 * to `doctor` and `backup`. */
const CHECKED_UP_TO_BYTES = 32 * 1024 * 1024;
/** What the log of changes may keep of the disk after a long reader (a backup) made it grow. */
const WAL_BYTES = 64 * 1024 * 1024;
/** Another program's write is waited for so long; a reader who asks meanwhile waits too. */
const BUSY_MS = 5_000;
/** SQLite's name for a database that is no file. */
const IN_MEMORY = ':memory:';
/** Somebody may just be looking whether a bot runs: a start waits that out. */
const PROBED_MS = 500;

type Failing = { readonly codes: RegExp; readonly says: (path: string, message: string) => string };

/** What SQLite's and the system's errors mean for the operator. */
const FAILINGS: readonly Failing[] = [
  {
    codes: /^SQLITE_(?:BUSY|LOCKED)/,
    says: (path) => `${path} is locked by another program: stop what holds it, then start again.`,
  },
  {
    codes: /^SQLITE_(?:CORRUPT|NOTADB)/,
    says: (path) =>
      `${path} is damaged or no SQLite database: put a backup in its place (mujaz restore FILE), or move it away to begin afresh.`,
  },
  {
    codes: /^(?:SQLITE_FULL|ENOSPC|EDQUOT)/,
    says: (path) => `${path} cannot grow, the disk is full: free some space on it.`,
  },
  {
    codes: /^(?:SQLITE_READONLY|EROFS)/,
    says: (path) => `${path} cannot be written, the file or its disk is read-only: make it writable again.`,
  },
  {
    codes: /^(?:SQLITE_CANTOPEN|SQLITE_PERM|E[A-Z]+$)/,
    says: (path, message) =>
      `${path} cannot be opened for writing (${message}): check the folder and its rights.`,
  },
  {
    codes: /^SQLITE_IOERR/,
    says: (path, message) =>
      `${path} cannot be read or written (${message}): check the disk's free space and health.`,
  },
  {
    codes: /^ERR_DLOPEN_FAILED$/,
    says: () => 'SQLite was installed for another version of Node.js: run npm ci again.',
  },
];

/** The same error as a StorageError: one line that names the file and the remedy. */
export function explain(path: string, error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : String(error);
  const failing = FAILINGS.find(({ codes }) => codes.test(code));
  return new StorageError(failing?.says(path, message) ?? `${path}: ${message}`, {
    cause: error,
    damaged: /^SQLITE_(?:CORRUPT|NOTADB)/.test(code),
  });
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

/** The schema that this program works with. */
export function newestSchema(): number {
  return migrations().at(-1)?.version ?? 0;
}

function check(database: Database, path: string): void {
  if (statSync(path).size > CHECKED_UP_TO_BYTES) return;
  if (database.pragma('quick_check(1)', { simple: true }) !== 'ok') {
    throw explain(path, new Sqlite.SqliteError('quick_check failed', 'SQLITE_CORRUPT'));
  }
}

/** The number of the last migration that a database has had; 0 for a new or a foreign file. */
export function schemaVersion(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/** Throws StorageError for a database that a newer program has migrated. */
function refuseNewer(database: Database, path: string): void {
  const newest = newestSchema();
  const version = schemaVersion(database);
  if (version > newest) {
    throw new StorageError(
      `${path} was written by a newer Mujaz (schema ${version}, this one knows ${newest}): update the program.`,
    );
  }
}

/**
 * Bring the schema up to date, every step in one transaction: all of it or nothing. Throws StorageError for a newer schema, naming `path`,
 * and what SQLite throws.
 */
export function migrate(database: Database, path: string): void {
  refuseNewer(database, path);
  if (schemaVersion(database) === newestSchema()) return;
  database
    .transaction(() => {
      // Another process may have done it while this one waited for the lock.
      refuseNewer(database, path);
      const version = schemaVersion(database);
      for (const migration of migrations().filter((one) => one.version > version)) {
        database.exec(migration.sql);
        database.pragma(`user_version = ${migration.version}`);
      }
    })
    .immediate();
}

/**
 * Make the file at `path`, with its folder, where it is missing. Readers' chats are nobody else's on this machine: it is its
 * owner's alone, and so is what SQLite puts beside it. What root makes belongs to the folder's owner, the bot, as
 * SQLite has it for its own files. Throws what the system throws when the file cannot be written.
 */
export function makePrivate(path: string): void {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(path)) {
    closeSync(openSync(path, 'a', 0o600));
    const { uid, gid } = statSync(folder);
    if (process.getuid?.() === 0) chownSync(path, uid, gid);
  }
  // SQLite would not say which: a disk that is read-only, or rights.
  accessSync(path, constants.R_OK | constants.W_OK);
}

/**
 * Open (and create) the database, at the newest schema; `checked` looks a file of ordinary size through for damage.
 * Throws StorageError, in one line with the remedy, for a locked, damaged, newer or unwritable file.
 */
export function openDatabase(path: string, checked: boolean): Database {
  let database: Database | undefined;
  try {
    if (path !== IN_MEMORY) makePrivate(path);
    database = new Sqlite(path, { timeout: BUSY_MS });
    database.pragma('journal_mode = WAL');
    database.pragma(`journal_size_limit = ${WAL_BYTES}`);
    // A claim must be on the disk before its message leaves; at Telegram's pace this costs nothing.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    // Nothing is written but beside the database.
    database.pragma('temp_store = MEMORY');
    migrate(database, path);
    if (checked) check(database, path);
    return database;
  } catch (error) {
    database?.close();
    throw explain(path, error);
  }
}

/**
 * Hold a right that one process at a time has on a database, until `release` or the process ends: the kernel frees the
 * lock at a kill. undefined when another process holds it.
 */
function hold(path: string, right: string, waitMs = 0): { release(): void } | undefined {
  // Two ways to one file are one file.
  const file = `${existsSync(path) ? realpathSync(path) : path}.${right}`;
  let lock: Database | undefined;
  try {
    makePrivate(file);
    lock = new Sqlite(file, { timeout: waitMs });
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
  const held = hold(path, 'lock', PROBED_MS);
  if (held) return held;
  throw new StorageError(
    `${path} is already served by another running Mujaz: stop that one first, or give this one its own DATABASE_PATH.`,
    { served: true },
  );
}

/** Whether a `start` runs on the database. Nothing is made that is not there. */
export function isServed(path: string): boolean {
  if (!existsSync(`${realpathSync(path)}.lock`)) return false;
  const held = hold(path, 'lock');
  held?.release();
  return held === undefined;
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
