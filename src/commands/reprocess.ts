/** `reprocess`: topics, stories and briefs of everything again; what chats were told stays told. */
import type { Config } from '../config.ts';
import { openStore } from '../storage/store.ts';
import { line } from './output.ts';
import { onceAlone, summarizeAll } from './summarize.ts';

/** Beside a running bot it shares the work: one of the two summarises at a time. */
export async function reprocess(config: Config): Promise<void> {
  const store = openStore(config.DATABASE_PATH);
  try {
    const reopened = await onceAlone(config.DATABASE_PATH, () => store.stories.reopenAll());
    const { summarized, failed } = await summarizeAll(store, config.DATABASE_PATH);
    await line(`${reopened} articles put back, ${summarized} summarised again, ${failed} failed`);
    if (failed > 0) process.exitCode = 1;
  } finally {
    store.close();
  }
}
