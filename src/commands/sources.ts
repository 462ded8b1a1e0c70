/** `sources list`, `disable` and `enable`: the outlets that are read, and how their last visits went. */
import type { Config } from '../config.ts';
import { outletKey } from '../news/publishers.ts';
import { UNVISITED } from '../news/source.ts';
import { readSourcesFile } from '../news/sources-file.ts';
import { STOPPED_BY_OPERATOR } from '../operator/operations.ts';
import { openStore } from '../storage/store.ts';
import { complain, jsonLine, line } from './output.ts';

function iso(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}

/** Stop visiting these sources, or visit them again; a running bot follows at its next round. A line for each. `now` is epoch ms. */
export async function switchSources(
  config: Config,
  { ids, on, json }: { readonly ids: readonly string[]; readonly on: boolean; readonly json: boolean },
  now: number,
): Promise<void> {
  const rows = await readSourcesFile(config.SOURCES_FILE);
  const store = openStore(config.DATABASE_PATH);
  try {
    // What was added and never read yet has no row to be switched.
    await store.sources.sync(rows, now);
    for (const id of ids) {
      const done = await store.sources.setDisabled(id, on ? undefined : STOPPED_BY_OPERATOR);
      const error = done ? undefined : `${config.SOURCES_FILE} has no such source`;
      const state = !done ? undefined : on ? 'enabled' : 'disabled';
      if (json) await jsonLine({ id, state, error });
      else if (done) await line(`${state}  ${id}`);
      if (error !== undefined) complain(id, error);
    }
  } finally {
    store.close();
  }
}

/** Print every source of the file with what is remembered of it. */
export async function listSources(config: Config, json: boolean): Promise<void> {
  const store = openStore(config.DATABASE_PATH);
  try {
    const removals = await store.removals.list();
    const out = new Set(removals.filter(({ kind }) => kind === 'publisher').map(({ key }) => key));
    // Only looked at: a running bot reads the file itself.
    const known = new Map((await store.sources.list()).map((source) => [source.id, source]));
    for (const named of await readSourcesFile(config.SOURCES_FILE)) {
      const remembered = known.get(named.id);
      const source = { ...(remembered?.url === named.url ? remembered : UNVISITED), ...named };
      const health = out.has(outletKey(source.publisher))
        ? 'removed'
        : source.disabled
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
          state: health,
          failures: source.failures,
          lastSuccess: iso(source.lastSuccessAt),
          nextVisit: source.disabled || source.nextDueAt === 0 ? undefined : iso(source.nextDueAt),
          error,
        });
      } else {
        await line(
          [health.padEnd(8), source.id, source.publisher, source.url, error ?? ''].join('  ').trimEnd(),
        );
      }
    }
  } finally {
    store.close();
  }
}
