/** A copy of the database taken beside a running bot, and its way back. */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { lookBack } from '../digests/choose.ts';
import { findDamage, type RowCounts, rowCounts } from './check.ts';
import {
  type Database,
  explain,
  holdStart,
  makePrivate,
  migrate,
  StorageError,
  schemaVersion,
} from './database.ts';
import { freeRoom } from './room.ts';

/** A writer beside us is waited for so long. */
const BUSY_MS = 10_000;
/** The database itself is one file, and SQLite keeps two more beside it while it is open. */
const PARTS = ['', '-wal', '-shm'] as const;

/** What a backup holds. */
export type Backup = { readonly bytes: number; readonly rows: number };

function total(rows: RowCounts): number {
  return [...rows.values()].reduce((sum, count) => sum + count, 0);
}

/** A path as the system sees it, also for a file that is not there yet. */
function real(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const folder = dirname(path);
  return existsSync(folder) ? join(realpathSync(folder), basename(path)) : path;
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1_048_576)} MB`;

async function refuseTooLarge(file: string, bytes: number): Promise<void> {
  const free = await freeRoom(file);
  if (free < bytes)
    throw new StorageError(
      `${file} would need ${megabytes(bytes)}, and its disk has ${megabytes(free)} free: free some, or name a file elsewhere.`,
    );
}

/** What was to be copied is to blame, not where the copy goes. */
function comesFromReading(error: unknown): boolean {
  return (
    error instanceof Sqlite.SqliteError && /^SQLITE_(?:CORRUPT|NOTADB|BUSY|LOCKED|ERROR)/.test(error.code)
  );
}

/** What was written is on the disk before its name is. */
function flush(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Open a file that is there, as it is: no migration, no other journal. */
function openAsItIs(path: string): Database {
  if (!existsSync(path)) throw new StorageError(`${path} is not there: nothing can be copied from it.`);
  if (!statSync(path).isFile()) throw new StorageError(`${path} is no file: name a database.`);
  return new Sqlite(path, { fileMustExist: true, timeout: BUSY_MS });
}

/** Copy the database at `path` to the new file `part`, and look the copy through. */
async function copyChecked(path: string, part: string): Promise<Backup> {
  const source = openAsItIs(path);
  let rows: RowCounts;
  try {
    const pages = Number(source.pragma('page_count', { simple: true }));
    await refuseTooLarge(part, pages * Number(source.pragma('page_size', { simple: true })));
    rmSync(part, { force: true });
    makePrivate(part);
    // Copy and counts are of one moment; those who write meanwhile are not held up.
    source.exec('BEGIN');
    rows = rowCounts(source);
    await source.backup(part, { progress: ({ totalPages }) => totalPages });
    source.exec('ROLLBACK');
  } finally {
    source.close();
  }
  const copy = new Sqlite(part);
  try {
    // One file, that can be carried anywhere.
    copy.pragma('journal_mode = DELETE');
    const damage = findDamage(copy);
    const copied = rowCounts(copy);
    const missing = [...rows].filter(([table, count]) => copied.get(table) !== count);
    if (damage.length > 0 || missing.length > 0) {
      const what = damage[0] ?? `${missing.map(([table]) => table).join(', ')} lack rows`;
      throw new StorageError(`the copy of ${path} is not whole (${what}): run mujaz doctor.`, {
        damaged: true,
      });
    }
  } finally {
    copy.close();
  }
  flush(part);
  return { bytes: statSync(part).size, rows: total(rows) };
}

/** Give a finished copy its name, so that a file of that name is always whole. */
function putInPlace(part: string, file: string): void {
  renameSync(part, file);
  flush(dirname(file));
}

/**
 * Copy the database at `path` to `file`, beside a running bot: a snapshot of one moment, looked through (pages, indexes,
 * foreign keys, rows of every table) before it gets its name. A file that is there is replaced only on `replace`.
 * Throws StorageError in one line.
 */
export async function backUp(path: string, file: string, replace: boolean): Promise<Backup> {
  const to = real(file);
  if (PARTS.some((part) => to === real(path) + part))
    throw new StorageError(`${file} is the database itself: name another file.`);
  if (!existsSync(dirname(to)))
    throw new StorageError(`${dirname(file)} is not there: make the folder first.`);
  if (existsSync(to) && !statSync(to).isFile())
    throw new StorageError(`${file} is no file: name one in it, such as ${join(file, 'mujaz-backup.db')}.`);
  if (existsSync(to) && !replace)
    throw new StorageError(`${file} is there already: name another file, or add --replace.`);
  const part = `${to}.${process.pid}.part`;
  try {
    const backup = await copyChecked(path, part);
    putInPlace(part, to);
    return backup;
  } catch (error) {
    throw explain(comesFromReading(error) ? path : file, error);
  } finally {
    for (const left of [part, `${part}-journal`]) rmSync(left, { force: true });
  }
}

/** What was put in place, and what stood there. */
export type Restored = Backup & {
  /** Where the database that stood there stands now; undefined when there was none. */
  readonly aside: string | undefined;
  /** Something was, or may have been, sent since the backup was made. */
  readonly sentSince: boolean;
};

/** Whether the database that is to be replaced tells of sends which the backup does not know; true where it cannot say. */
function hasSentSince(backup: string, path: string): boolean {
  if (!existsSync(path)) return true;
  let present: Database | undefined;
  try {
    // Only read: it is kept as it was found.
    present = new Sqlite(path, { readonly: true, timeout: BUSY_MS });
    present.prepare('ATTACH ? AS backup').run(backup);
    const unknown = present
      .prepare(`
        SELECT 1 FROM main.deliveries AS present LEFT JOIN backup.deliveries AS known USING (id)
        WHERE present.state IN ('sending', 'sent', 'uncertain') AND known.state IS NOT present.state LIMIT 1`)
      .get();
    return unknown !== undefined;
  } catch {
    return true;
  } finally {
    present?.close();
  }
}

/**
 * What was sent after the backup is not known in it. So that nothing is told twice: parts that waited in it are uncertain
 * (their stories come once more as headlines), digests and what is sent at once tell only what is published from `now` on, and nobody
 * knows any more what of a story was told.
 */
function forgetNoSend(copy: Database, now: number): void {
  copy
    .transaction(() => {
      copy
        .prepare(`
          UPDATE deliveries SET state = 'uncertain', reason = 'restored from a backup', settled_at = ?, html = ''
          WHERE state IN ('pending', 'sending')`)
        .run(now);
      copy.prepare('UPDATE chats SET since = max(since, ?)').run(now + lookBack);
      copy.prepare('UPDATE delivery_stories SET facts = NULL WHERE facts IS NOT NULL').run();
    })
    .immediate();
}

/** Copy a file whole or not at all. */
function copyAside(path: string, aside: string): void {
  try {
    copyFileSync(path, aside);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

/** Keep the present file under another name, with what belongs to it; it stands at its own until the new one takes it. */
function setAside(path: string, now: number): string | undefined {
  if (!existsSync(path)) return undefined;
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
  const aside = `${path}.before-restore-${stamp}`;
  // First what may fail: on a full disk all is left as it was.
  try {
    linkSync(path, aside);
  } catch {
    copyAside(path, aside);
  }
  // Left beside another file, a log of changes would be written into it.
  for (const part of ['-wal', '-shm']) {
    if (existsSync(path + part)) renameSync(path + part, aside + part);
  }
  return aside;
}

/**
 * Put the backup `file` in the place of the database at `path`, which is kept under another name. `asItIs` when the bot
 * has sent nothing since the backup (a move to another machine): else that is found out from the database that is
 * replaced, or taken for granted. `now` is epoch ms. Throws StorageError in one line: while a bot runs on the
 * database, for a file that is damaged, no database of ours, or of a newer schema.
 */
export async function restore(
  file: string,
  path: string,
  { asItIs, now }: { readonly asItIs: boolean; readonly now: number },
): Promise<Restored> {
  if (real(file) === real(path))
    throw new StorageError(`${file} is the database itself: name a backup of it.`);
  const held = holdStart(path);
  const place = real(path);
  const part = `${place}.${process.pid}.part`;
  try {
    const backup = await copyChecked(file, part);
    const copy = new Sqlite(part);
    let sentSince = false;
    try {
      if (schemaVersion(copy) === 0)
        throw new StorageError(`${file} is no database of Mujaz: name one that mujaz backup made.`);
      // What is done to it is said of the newest schema.
      migrate(copy, file);
      sentSince = !asItIs && hasSentSince(part, place);
      if (sentSince) forgetNoSend(copy, now);
    } finally {
      copy.close();
    }
    flush(part);
    const aside = setAside(place, now);
    putInPlace(part, place);
    return { ...backup, aside, sentSince };
  } catch (error) {
    throw explain(comesFromReading(error) ? file : path, error);
  } finally {
    for (const left of [part, `${part}-journal`]) rmSync(left, { force: true });
    held.release();
  }
}
