/** The room a database has to grow in. */
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { explain, StorageError } from './database.ts';

const MB = 1_048_576;
/** What is in hand is recorded in less; so much is left for that, and for a tidy end. */
export const leastRoom = 16 * MB;

/** Free bytes on the disk of the file at `path`. Throws what the system throws. */
export async function freeRoom(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(dirname(path));
  return bavail * bsize;
}

/** Throws StorageError, in one line with the remedy, when a database has so little room that new work could fill the disk. */
export async function refuseWithoutRoom(path: string): Promise<void> {
  let free: number;
  try {
    free = await freeRoom(path);
  } catch (error) {
    throw explain(path, error);
  }
  if (free >= leastRoom) return;
  throw new StorageError(
    `less than ${leastRoom / MB} MB are free beside ${path}: nothing is fetched, written or sent for now; free some space.`,
  );
}
