/** What the playground has to read where no outlet can be reached. */
import { setTimeout as pause } from 'node:timers/promises';
import { loadSamples } from '../../samples/load.ts';
import type { Store } from '../storage/store.ts';
import { openPageReader } from './outlets.ts';

/** Brings the samples of this time; those of a later day as many hours after `startedAt` as they say. All in epoch ms. */
export async function addSamples(
  store: Store,
  { now, startedAt }: { readonly now: number; readonly startedAt: number },
): Promise<void> {
  const pages = openPageReader();
  try {
    const readPage: typeof pages.read = (html, url) => pages.read(html, url);
    await store.articles.add(await loadSamples({ readPage }, now, startedAt), now);
  } finally {
    await pages.close();
  }
}

/** As long as is waited for the summarize job. */
const LONGEST_MS = 20_000;
const LOOK_MS = 50;

/** Resolves once nothing waits to be summarised, or after 20 s. */
export async function summarized(store: Store, signal: AbortSignal): Promise<void> {
  for (let waited = 0; waited < LONGEST_MS && !signal.aborted; waited += LOOK_MS) {
    if ((await store.stories.pending(1)).length === 0) return;
    await pause(LOOK_MS);
  }
}
