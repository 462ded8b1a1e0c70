/** What the operator changes in SOURCES_FILE while the bot runs. */
import { stat } from 'node:fs/promises';
import { type Log, reason } from '../log.ts';
import type { SourceStore } from '../news/source.ts';
import { readSourcesFile } from '../news/sources-file.ts';

/**
 * Looks whether the file changed since it was asked last, and makes the table hold what it says. A file that cannot be used is told
 * once, and the sources known before are read on. `now` is epoch ms.
 */
export function followSources(
  path: string,
  { sources, log }: { readonly sources: SourceStore; readonly log: Log },
): (now: number) => Promise<void> {
  let seen: string | undefined;
  let told = '';
  return async (now) => {
    try {
      const { mtimeMs, size, ino } = await stat(path);
      const state = `${mtimeMs} ${size} ${ino}`;
      if (state === seen) return;
      // What changes while it is read is seen at the next look.
      const rows = await readSourcesFile(path);
      await sources.sync(rows, now);
      if (seen !== undefined || told !== '')
        log.info('sources read again', { file: path, sources: rows.length });
      seen = state;
      told = '';
    } catch (error) {
      // Trouble with the database is the job's.
      if (error instanceof Error && error.name === 'StorageError') throw error;
      const why = reason(error);
      if (why !== told) log.error(`the sources stay as they were: ${why}`);
      told = why;
    }
  };
}
