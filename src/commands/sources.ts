/** `sources`: the outlets that are read, and how their last visits went. */
import type { Config } from '../config.ts';
import { readSourcesFile } from '../news/sources-file.ts';
import { openStore } from '../storage/store.ts';
import { jsonLine, line } from './output.ts';

function iso(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}

/** Print every source of the file with what is remembered of it. */
export async function listSources(config: Config, json: boolean, now: number): Promise<void> {
  const store = openStore(config.DATABASE_PATH);
  try {
    await store.sources.sync(await readSourcesFile(config.SOURCES_FILE), now);
    for (const source of await store.sources.list()) {
      const state = source.disabled
        ? 'disabled'
        : source.failures > 0
          ? 'failing'
          : source.lastSuccessAt
            ? 'ok'
            : 'new';
      const error = source.disabled ?? source.lastError;
      if (json) {
        await jsonLine({
          id: source.id,
          kind: source.kind,
          url: source.url,
          publisher: source.publisher,
          house: source.house,
          fullText: source.fullText,
          state,
          failures: source.failures,
          lastSuccess: iso(source.lastSuccessAt),
          nextVisit: source.disabled ? undefined : iso(source.nextDueAt),
          error,
        });
      } else {
        await line(
          [state.padEnd(8), source.id, source.publisher, source.url, error ?? ''].join('  ').trimEnd(),
        );
      }
    }
  } finally {
    store.close();
  }
}
