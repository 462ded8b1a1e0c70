/** `reprocess`: topics, stories and briefs of everything again; what chats were told stays told. */
import { summarizePending } from '../briefs/summarize.ts';
import type { Config } from '../config.ts';
import { log } from '../log.ts';
import { openStore } from '../storage/store.ts';
import { line } from './output.ts';

/** `now` is epoch ms. A running bot may do part of the work: what it takes is done once. */
export async function reprocess(config: Config, now: number): Promise<void> {
  const store = openStore(config.DATABASE_PATH);
  try {
    const reopened = await store.stories.reopenAll();
    const { summarized, failed } = await summarizePending({ stories: store.stories, log }, now);
    await line(`${reopened} articles put back, ${summarized} summarised again, ${failed} failed`);
    if (failed > 0) process.exitCode = 1;
  } finally {
    store.close();
  }
}
