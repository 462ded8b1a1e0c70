/**
 * What the database lets go of as it grows old, a little at a time. The file does not shrink, what comes in takes the room
 * again; a backup that is restored is no smaller either. (SQLite's way to shrink it, VACUUM, locks it for minutes.)
 */
import type { Database } from './database.ts';
import { asTerm } from './stories.ts';

/** Rows let go of in one transaction: a few milliseconds, for which all other writers wait. */
const BATCH = 50;
/** Of stories fewer: much more hangs on each. */
const STORY_BATCH = 10;
/** Pages of the search's lists that one step rewrites. */
const MERGED_PAGES = 8;
/** FTS5's own value. */
const AUTOMERGE = 4;

/** Where a walk over old rows stands: the last one it looked at. */
export type Walk = { readonly at: number; readonly id: number };

/** Words looked at in one step. */
const WORD_BATCH = 300;

/** Before the first row. */
export const walkFromStart: Walk = { at: -1, id: 0 };

/** What one step let go of, and from where the next one goes on; undefined when the walk is over. */
export type Step = { readonly dropped: number; readonly next: Walk | undefined };

/** Lets go of what is old, step by step. */
export type RetentionStore = {
  /** Let go of the texts of articles whose whole story arrived before `before` (epoch ms): their briefs, titles, links and
   * words for the search stay, and what a story that still grows is written from stays whole. */
  dropTexts(before: number, from: Walk, now: number): Promise<Step>;
  /** Let go of digests and their parts, and with them of what a chat was told, for moments before `before`; oldest first, so
   * that an uncertain part never outlives the reminder that told its stories again. */
  dropSent(before: number): Promise<Step>;
  /** Let go of whole stories that arrived before `before` and are dated before it. A number and a key are left of each
   * article, so that a feed which still holds it does not bring it back, and what chats were told stays told. What readers reported
   * before goes too. */
  dropStories(before: number, from: Walk, now: number): Promise<Step>;
  /** Let go of words that no article in the search holds any more, from the one after `word` on. `next` is the last word looked at;
   * undefined at the end. */
  dropWords(word: string): Promise<{ readonly dropped: number; readonly next: string | undefined }>;
  /** Give back the room that words of dropped stories have in the search's lists. `dropped` is 1 where something was done. */
  mergeSearch(): Promise<Step>;
};

/** A row that is old by its own time; `free` is 1 when nothing keeps it. */
type Old = Walk & { readonly free: number };

/** What each method promises stands at RetentionStore. */
export function retentionStore(database: Database): RetentionStore {
  const oldArticles = database.prepare<[{ before: number; at: number; id: number }], Old>(`
    SELECT articles.id, articles.first_seen_at AS at,
           stories.updated_at < @before
             AND NOT EXISTS (SELECT 1 FROM articles AS waiting WHERE waiting.story_id = stories.id AND waiting.pending = 1)
             AS free
    FROM articles JOIN stories ON stories.id = articles.story_id
    WHERE articles.text_gone_at IS NULL AND articles.first_seen_at < @before
      AND (articles.first_seen_at, articles.id) > (@at, @id)
    ORDER BY articles.first_seen_at, articles.id LIMIT ${BATCH}`);
  // A row that only grows smaller keeps its page to itself, and no new row comes there: all of a step go and come back
  // together, side by side on few pages, and what they had is free.
  database.exec('CREATE TEMP TABLE IF NOT EXISTS moving AS SELECT * FROM articles WHERE 0');
  const takeOut = database.prepare<[string]>(
    'INSERT INTO temp.moving SELECT * FROM main.articles WHERE id IN (SELECT value FROM json_each(?))',
  );
  const dropMoving = database.prepare("UPDATE temp.moving SET text = '', text_gone_at = ?");
  const remove = database.prepare('DELETE FROM main.articles WHERE id IN (SELECT id FROM temp.moving)');
  const putBack = database.prepare('INSERT INTO main.articles SELECT * FROM temp.moving');
  const clear = database.prepare('DELETE FROM temp.moving');
  const moved = (ids: readonly number[], now: number): void => {
    takeOut.run(JSON.stringify(ids));
    dropMoving.run(now);
    remove.run();
    putBack.run();
    clear.run();
  };

  const oldDigests = database.prepare<[], { id: number; at: number; open: number }>(`
    SELECT id, moment_at AS at,
           EXISTS (SELECT 1 FROM deliveries WHERE digest_id = digests.id AND state IN ('pending', 'sending')) AS open
    FROM digests ORDER BY id LIMIT ${BATCH}`);
  const dropDigest = database.prepare('DELETE FROM digests WHERE id = ?');

  // By the index of lists, from its far end.
  const oldStories = database.prepare<[{ before: number; at: number; id: number }], Old>(`
    SELECT id, coalesce(published_at, 0) AS at,
           updated_at < @before
             AND NOT EXISTS (SELECT 1 FROM articles AS waiting WHERE waiting.story_id = stories.id AND waiting.pending = 1)
             AS free
    FROM stories
    WHERE articles > 0 AND coalesce(published_at, 0) < @before AND (coalesce(published_at, 0), id) > (@at, @id)
    ORDER BY coalesce(published_at, 0), id LIMIT ${STORY_BATCH}`);
  const emptyStory = database.prepare(
    "UPDATE stories SET headline = '', origin = NULL, articles = 0 WHERE id = ?",
  );
  const emptyArticles = database.prepare<[{ id: number; now: number }], { id: number }>(`
    UPDATE articles
    SET title = NULL, former_title = NULL, text = '', text_gone_at = coalesce(text_gone_at, @now), author = NULL, stated_source = NULL,
        signature = NULL, section = NULL, url = NULL, image = NULL
    WHERE story_id = @id RETURNING id`);
  const dropReports = database.prepare('DELETE FROM reports WHERE at < ?');
  const dropOf = ['story_sentences', 'story_differences', 'story_topics'].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE story_id = ?`),
  );
  const dropTopics = database.prepare('DELETE FROM article_topics WHERE article_id = ?');
  const dropWords = database.prepare('DELETE FROM article_search WHERE rowid = ?');
  // Left to itself FTS5 merges some 256 pages at once when 64 rows were deleted, up to a second. These deletions reach the disk
  // while that is off, and mergeSearch does the same by and by (sqlite.org/fts5.html, 6.1, 6.8 and 6.9).
  const set = (option: string, to: number) =>
    database.prepare(`INSERT INTO article_search (article_search, rank) VALUES ('${option}', ${to})`);
  const automergeOff = set('automerge', 0);
  const automergeOn = set('automerge', AUTOMERGE);
  const mergeWords = set('merge', MERGED_PAGES);
  const flushWords = database.prepare("INSERT INTO article_search (article_search) VALUES ('flush')");
  const wordsAfter = database
    .prepare<[string], string>(
      `SELECT term FROM search_words WHERE term > ? ORDER BY term LIMIT ${WORD_BATCH}`,
    )
    .pluck();
  // Its first article is enough: how many there are is not counted.
  const holding = database.prepare<[string], { rowid: number }>(
    'SELECT rowid FROM article_search WHERE article_search MATCH ? LIMIT 1',
  );
  const isUnused = (word: string): boolean => holding.get(asTerm(word)) === undefined;
  const dropWord = database.prepare('DELETE FROM search_words WHERE term = ?');
  const changes = database.prepare<[], number>('SELECT total_changes()').pluck();

  function dropStory(id: number, now: number): void {
    for (const table of dropOf) table.run(id);
    for (const article of emptyArticles.all({ id, now })) {
      dropTopics.run(article.id);
      dropWords.run(article.id);
    }
    emptyStory.run(id);
  }

  const after = (rows: readonly Old[], most: number): Walk | undefined =>
    rows.length < most ? undefined : rows.at(-1);

  return {
    async dropTexts(before, from, now) {
      const step = database.transaction(() => {
        const rows = oldArticles.all({ before, at: from.at, id: from.id });
        const free = rows.filter((row) => row.free === 1);
        if (free.length > 0)
          moved(
            free.map(({ id }) => id),
            now,
          );
        return { dropped: free.length, next: after(rows, BATCH) };
      });
      // What points at a row does so when it is back; nothing else runs meanwhile.
      database.pragma('foreign_keys = OFF');
      try {
        return step.immediate();
      } finally {
        database.pragma('foreign_keys = ON');
      }
    },
    async dropSent(before) {
      return database
        .transaction(() => {
          const rows = oldDigests.all();
          // The first that must stay ends it.
          const kept = rows.findIndex((row) => row.at >= before || row.open === 1);
          const old = kept < 0 ? rows : rows.slice(0, kept);
          for (const { id } of old) dropDigest.run(id);
          return { dropped: old.length, next: old.length < BATCH ? undefined : walkFromStart };
        })
        .immediate();
    },
    async dropStories(before, from, now) {
      return database
        .transaction(() => {
          dropReports.run(before);
          const rows = oldStories.all({ before, at: from.at, id: from.id });
          const free = rows.filter((row) => row.free === 1);
          if (free.length > 0) {
            automergeOff.run();
            for (const { id } of free) dropStory(id, now);
            flushWords.run();
            automergeOn.run();
          }
          return { dropped: free.length, next: after(rows, STORY_BATCH) };
        })
        .immediate();
    },
    async dropWords(word) {
      const words = wordsAfter.all(word);
      const unused = words.filter(isUnused);
      const next = words.length < WORD_BATCH ? undefined : words.at(-1);
      if (unused.length === 0) return { dropped: 0, next };
      return database
        .transaction(() => {
          // Another program may have written an article meanwhile.
          const still = unused.filter(isUnused);
          for (const one of still) dropWord.run(one);
          return { dropped: still.length, next };
        })
        .immediate();
    },
    async mergeSearch() {
      return database
        .transaction(() => {
          const before = changes.get() ?? 0;
          mergeWords.run();
          // So few changes are the command's own row (sqlite.org/fts5.html, 6.8).
          const done = (changes.get() ?? 0) - before >= 2;
          return { dropped: done ? 1 : 0, next: done ? walkFromStart : undefined };
        })
        .immediate();
    },
  };
}
