/** Summarising from the command line, beside a running bot or without one. */
import { setTimeout as pause } from 'node:timers/promises';
import { summarizePending } from '../briefs/summarize.ts';
import { log } from '../log.ts';
import { aloneSummarizing, type Store } from '../storage/store.ts';

/** How often the lock of a bot that is just summarising is asked for. */
const ASK_AGAIN_MS = 200;

/** Do `work` while no other process summarises the same database, as soon as none does. */
export async function onceAlone<Result>(database: string, work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    const done = await aloneSummarizing(database, async () => ({ result: await work() }));
    if (done) return done.result;
    await pause(ASK_AGAIN_MS);
  }
}

/** All that waits is summarised when this resolves, by us or by a bot that is just at it. `database` is the store's file. */
export async function summarizeAll(
  store: Pick<Store, 'stories' | 'holders'>,
  database: string,
): Promise<{ readonly summarized: number; readonly failed: number }> {
  return onceAlone(database, () =>
    summarizePending({ stories: store.stories, holders: store.holders, log }, Date.now()),
  );
}
