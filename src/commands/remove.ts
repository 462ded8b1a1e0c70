/** `remove`: the switch for a publisher's complaint. Takes articles, outlets or stories out of every answer, and brings them back. */
import { existsSync } from 'node:fs';
import type { Config } from '../config.ts';
import { log, reason } from '../log.ts';
import {
  articleTarget,
  publisherTarget,
  type Removal,
  type RemovalChange,
  storyTarget,
  type Target,
} from '../operator/removal.ts';
import { openStore, type Store } from '../storage/store.ts';
import { complain, jsonLine, line } from './output.ts';
import { summarizeAll } from './summarize.ts';

/** What is taken out, or brought back. */
export type RemoveOptions = {
  readonly addresses: readonly string[];
  readonly publishers: readonly string[];
  readonly stories: readonly number[];
  /** Bring back instead. */
  readonly restore: boolean;
  readonly json: boolean;
};

const NOTHING: RemovalChange = { changed: false, articles: 0, stories: 0, withdrawn: 0 };

/** What is asked for; each that is nothing to take out is one line on stderr. */
async function targets(store: Store, options: RemoveOptions): Promise<readonly Target[]> {
  const found: Target[] = [];
  for (const address of options.addresses) {
    const target = articleTarget(address);
    if (target === undefined) complain(address, 'is no http(s) address: give the article’s link');
    else found.push(target);
  }
  for (const name of options.publishers) {
    const target = publisherTarget(name);
    if (options.restore || (await isKnown(store, target))) found.push(target);
    else complain(name, 'no source and no article is of an outlet with this name: see mujaz sources list');
  }
  for (const id of options.stories) {
    const [story] = await store.stories.byIds([id]);
    if (options.restore || story !== undefined) found.push(storyTarget(id));
    else
      complain(
        `story ${id}`,
        'there is no such story: mujaz latest --json and search --json give the numbers',
      );
  }
  return found;
}

async function isKnown(store: Store, target: Target): Promise<boolean> {
  const sources = await store.sources.list();
  if (sources.some(({ publisher }) => publisherTarget(publisher).key === target.key)) return true;
  if ((await store.removals.list()).some(({ kind, key }) => kind === 'publisher' && key === target.key))
    return true;
  return store.removals.credited(target.key);
}

/** What came of one target, or of one of the list. */
async function show(
  target: Target,
  state: 'removed' | 'restored',
  { removedAt, change, json }: { removedAt: number | undefined; change: RemovalChange; json: boolean },
): Promise<void> {
  const { articles, stories, withdrawn } = change;
  if (json) {
    const at = removedAt === undefined ? undefined : new Date(removedAt).toISOString();
    await jsonLine({
      kind: target.kind,
      name: target.name,
      state,
      removed: at,
      articles,
      stories,
      withdrawn,
    });
    return;
  }
  await line(
    `${state.padEnd(8)}  ${target.kind.padEnd(9)}  ${target.name}  ${articles} articles, ${stories} stories, ${withdrawn} waiting messages`,
  );
}

/**
 * Take out (or bring back) each of these; a line for each. What was said to be removed is out of every answer when this
 * resolves, in a running bot too, and briefs are written again from what is left. `now` gives epoch ms.
 */
export async function remove(config: Config, options: RemoveOptions, now: () => number): Promise<void> {
  const store = openStore(config.DATABASE_PATH);
  try {
    let touched = false;
    for (const target of await targets(store, options)) {
      const before = (await store.removals.list()).find(
        ({ kind, key }) => kind === target.kind && key === target.key,
      );
      if (options.restore && before === undefined) {
        complain(target.name, 'is not removed: mujaz remove --list shows what is');
        continue;
      }
      const change = options.restore
        ? await store.removals.restore(target)
        : await store.removals.remove(target, now);
      touched ||= change.articles > 0;
      if (change.changed)
        log.info(options.restore ? 'brought back into answers' : 'taken out of every answer', {
          kind: target.kind,
          name: target.name,
          articles: change.articles,
        });
      const removedAt = options.restore ? undefined : (before?.removedAt ?? now());
      await show(target, options.restore ? 'restored' : 'removed', { removedAt, change, json: options.json });
    }
    if (touched && (await summarizeAll(store, config.DATABASE_PATH)).failed > 0) process.exitCode = 1;
  } finally {
    store.close();
  }
}

/** What is taken out of the database at this path; nothing, said in one line, when it cannot be read. */
export async function removalsOf(path: string): Promise<readonly Target[]> {
  if (!existsSync(path)) return [];
  try {
    const store = openStore(path);
    try {
      return await store.removals.portable();
    } finally {
      store.close();
    }
  } catch (error) {
    log.warn(`what was taken out before is not known: ${reason(error)}`);
    return [];
  }
}

/** Take out again, of what was taken out of the database that a backup replaced, what the backup still held. Returns how many. `now` is epoch ms. */
export async function removeAgain(config: Config, removals: readonly Target[], now: number): Promise<number> {
  if (removals.length === 0) return 0;
  const store = openStore(config.DATABASE_PATH);
  try {
    const known = new Set((await store.removals.list()).map(({ kind, key }) => `${kind} ${key}`));
    const missing = removals.filter(({ kind, key }) => !known.has(`${kind} ${key}`));
    for (const removal of missing) await store.removals.remove(removal, () => now);
    if (missing.length > 0) await summarizeAll(store, config.DATABASE_PATH);
    return missing.length;
  } finally {
    store.close();
  }
}

/** Print what is taken out, the newest first. */
export async function listRemovals(config: Config, json: boolean): Promise<void> {
  const store = openStore(config.DATABASE_PATH);
  try {
    for (const removal of await store.removals.list()) await show(removal, 'removed', shown(removal, json));
  } finally {
    store.close();
  }
}

function shown({ removedAt, articles }: Removal, json: boolean) {
  return { removedAt, change: { ...NOTHING, articles }, json };
}
