/** What readers reported, in SQLite. */
import { DAY } from '../durations.ts';
import type { Target } from '../operator/removal.ts';
import type { Reported, ReportReason, ReportStore } from '../subscriptions/reports.ts';
import type { Database } from './database.ts';
import { outletsOf, ownAddress } from './removal-gate.ts';

type ReportRow = {
  id: number;
  chat_id: number | null;
  story_id: number;
  reason: ReportReason;
  headline: string;
  sentences: string;
  articles: string;
  at: number;
};

/** Reports that one chat may make in a day, and that are kept in all. */
const PER_DAY = 20;
const KEPT = 5_000;

/** What each method promises stands at ReportStore. */
export function reportStore(database: Database): ReportStore {
  const known = database.prepare<[number, number, string], { id: number }>(
    'SELECT id FROM reports WHERE chat_id = ? AND story_id = ? AND reason = ?',
  );
  const ofDay = database.prepare<[number, number], { reports: number }>(
    'SELECT count(*) AS reports FROM reports WHERE chat_id = ? AND at > ?',
  );
  const add = database.prepare(`
    INSERT INTO reports (chat_id, story_id, reason, headline, sentences, articles, at)
    VALUES (@chatId, @storyId, @reason, @headline, @sentences, @articles, @now)`);
  const dropOldest = database.prepare(`
    DELETE FROM reports WHERE id IN (SELECT id FROM reports ORDER BY at DESC, id DESC LIMIT -1 OFFSET ${KEPT})`);
  const list = database.prepare<[], ReportRow>('SELECT * FROM reports ORDER BY at DESC, id DESC');

  return {
    async add(chatId, { storyId, reason, headline, sentences, articles }, now) {
      return database
        .transaction(() => {
          if (known.get(chatId, storyId, reason) !== undefined) return 'repeated';
          if ((ofDay.get(chatId, now - DAY)?.reports ?? 0) >= PER_DAY) return 'full';
          const written = { sentences: JSON.stringify(sentences), articles: JSON.stringify(articles) };
          add.run({ chatId, storyId, reason, headline, ...written, now });
          dropOldest.run();
          return 'taken';
        })
        .immediate();
    },
    async list() {
      return list.all().map((row) => ({
        id: row.id,
        chatId: row.chat_id ?? undefined,
        storyId: row.story_id,
        reason: row.reason,
        headline: row.headline,
        sentences: JSON.parse(row.sentences) as Reported['sentences'],
        articles: JSON.parse(row.articles) as Reported['articles'],
        at: row.at,
      }));
    },
  };
}

/** Lets go of reports that show what an operator takes out; each to be called inside a transaction. */
type ReportRemover = {
  /** Of these stories (row ids), and of those that were joined to them. */
  readonly onStories: (stories: Iterable<number>) => void;
  /** That name the article or outlet, or are on the story, whatever became of that since: all are looked through. */
  readonly naming: (target: Target) => void;
};

/** What each method promises stands at ReportRemover. */
export function reportRemover(database: Database): ReportRemover {
  const ofStory = database.prepare(`
    DELETE FROM reports WHERE story_id IN (SELECT id FROM stories WHERE merged_into = @story UNION SELECT @story)`);
  const all = database.prepare<[], { id: number; articles: string }>('SELECT id, articles FROM reports');
  const drop = database.prepare('DELETE FROM reports WHERE id = ?');
  const onStories = (stories: Iterable<number>): void => {
    for (const story of stories) ofStory.run({ story });
  };
  return {
    onStories,
    naming({ kind, key }) {
      if (kind === 'story') onStories([Number(key)]);
      else
        for (const { id, articles } of all.all()) {
          const named = JSON.parse(articles) as Reported['articles'];
          const shows = named.some(({ publisher, url }) =>
            kind === 'article' ? ownAddress(url) === key : outletsOf({ publisher, url }).includes(key),
          );
          if (shows) drop.run(id);
        }
    },
  };
}
