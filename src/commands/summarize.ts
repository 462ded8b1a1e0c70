/** Summarising from the command line, beside a running bot or without one. */
import { setTimeout as pause } from 'node:timers/promises';
import { summarizePending } from '../briefs/summarize.ts';
import { log } from '../log.ts';
import { aloneSummarizing, type Store } from '../storage/store.ts';

const ASK_AGAIN_MS = 200;

/** All that waits is summarised when this resolves, by us or by a bot that is just at it. `database` is the store's file. */
export async function summarizeAll(
  store: Pick<Store, 'stories' | 'holders'>,
  database: string,
): Promise<{ readonly summarized: number; readonly failed: number }> {
  for (;;) {
    const done = await aloneSummarizing(database, () =>
      summarizePending({ stories: store.stories, holders: store.holders, log }, Date.now()),
    );
    if (done) return done;
    await pause(ASK_AGAIN_MS);
  }
}
