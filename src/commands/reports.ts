/** `reports`: what readers reported of stories, for the operator and as material for evaluation. */
import type { Config } from '../config.ts';
import { openStore } from '../storage/store.ts';
import { jsonLine, line } from './output.ts';

/** Print what readers reported, the newest first: the story as they saw it, and a number that tells chats apart. */
export async function reports(config: Config, json: boolean): Promise<void> {
  const store = openStore(config.DATABASE_PATH);
  try {
    for (const report of await store.reports.list()) {
      const at = new Date(report.at).toISOString();
      if (json) {
        await jsonLine({
          report: report.id,
          at,
          reason: report.reason,
          story: report.storyId,
          headline: report.headline,
          sentences: report.sentences,
          articles: report.articles.map(({ publisher, title, url, published }) => ({
            publisher: publisher ?? null,
            title: title ?? null,
            url: url ?? null,
            published: published ?? null,
          })),
          chat: report.chatId,
        });
        continue;
      }
      const outlets = report.articles.map(({ publisher }) => publisher ?? '–').join(', ');
      await line(
        `${at}  ${report.reason.padEnd(8)}  story ${report.storyId}  ${report.headline}  (${outlets})`,
      );
    }
  } finally {
    store.close();
  }
}
