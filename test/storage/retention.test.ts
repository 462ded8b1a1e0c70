import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { createTidy, type Tidied } from '../../src/commands/tidy.ts';
import type { Store } from '../../src/storage/store.ts';
import { newArticle } from '../support/articles.ts';
import { addChat, addStory, claimDue, HOUR, NINE, testStore } from '../support/outbox.ts';
import { temporaryFolder } from '../support/temporary.ts';

const DAY = 24 * HOUR;
const DAYS = { texts: 30, stories: 365 };

async function tidied(store: Store, now: number): Promise<Tidied> {
  return createTidy(store.retention, DAYS)(now, new AbortController().signal);
}

function opened() {
  const path = join(temporaryFolder(), 'mujaz.db');
  const store = testStore(path);
  const raw = new Sqlite(path);
  onTestFinished(() => {
    raw.close();
  });
  const count = (sql: string): number => Number(raw.prepare(sql).pluck().get());
  const whole = () => {
    expect(raw.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(raw.pragma('foreign_key_check')).toEqual([]);
  };
  return { store, raw, count, whole };
}

async function newest(store: Store) {
  return store.stories.latest({ topic: undefined, limit: 10, since: undefined });
}

/** Send one digest with this story to the chat. */
async function tell(store: Store, chatId: number, storyId: number, at: number): Promise<void> {
  const chat = await store.chats.byId(chatId);
  const [localDate = ''] = new Date(at).toISOString().split('T');
  const part = { html: 'x', buttons: [], storyIds: [storyId], reminderIds: [] };
  await store.digests.create(
    [
      {
        chatId,
        dueAt: chat?.nextDigestAt ?? 0,
        moment: { localDate, localTime: '08:00', at },
        parts: [part],
        passedOver: 0,
        nextDigestAt: (chat?.nextDigestAt ?? 0) + DAY,
      },
    ],
    at,
  );
  const [claimed] = await claimDue(store, at, 1);
  await store.deliveries.settle([{ id: claimed?.id ?? 0, kind: 'sent', messageId: 1 }], at);
}

test('an old article loses its text, and all that is shown of it stays', async () => {
  const { store, count, whole } = opened();
  const old = await addStory(store, { headline: 'افتتاح جسر المرفأ الجديد', topics: ['economy'] });
  const now = NINE + 31 * DAY;
  await addStory(store, { headline: 'قطار المساء يعود إلى الخدمة', publishedAt: now - HOUR });
  const before = await store.stories.byIds([old]);
  expect(await tidied(store, now)).toEqual({ texts: 1, digests: 0, stories: 0 });
  expect(await store.stories.byIds([old])).toEqual(before);
  expect(count("SELECT count(*) FROM articles WHERE text = ''")).toBe(1);
  expect(await tidied(store, now)).toEqual({ texts: 0, digests: 0, stories: 0 });
  whole();
});

test('what old texts took is free for what comes in', async () => {
  const { store, raw, whole } = opened();
  const text = 'جسر المرفأ يفتح غدًا. '.repeat(60);
  raw.pragma('foreign_keys = ON');
  raw.exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
    INSERT INTO stories (id, headline, headline_article_id, published_at, first_seen_at, updated_at, kind, voices, sample, articles)
    SELECT i, 'خبر', i, ${NINE}, ${NINE}, ${NINE}, 'news', 1, 0, 1 FROM n;
    INSERT INTO articles (id, key, revision, title, text, kind, sample, first_seen_at, story_id, pending)
    SELECT id, id, '1', 'خبر ' || id, '${text}', 'news', 0, ${NINE}, id, 0 FROM stories;
    INSERT INTO article_topics SELECT id, 'iran', 1, 0 FROM stories`);
  const rows = () => raw.prepare('SELECT id, key, title, story_id, pending FROM articles ORDER BY id').all();
  const before = rows();
  const pages = Number(raw.pragma('page_count', { simple: true }));
  expect((await tidied(store, NINE + 31 * DAY)).texts).toBe(2000);
  expect(Number(raw.pragma('freelist_count', { simple: true }))).toBeGreaterThan(pages / 2);
  expect(rows()).toEqual(before);
  expect(raw.prepare('SELECT count(*) FROM article_topics').pluck().get()).toBe(2000);
  whole();
});

test('a story that still grows keeps the texts of all its articles', async () => {
  const { store, count } = opened();
  const story = await addStory(store, { headline: 'افتتاح جسر المرفأ الجديد' });
  const now = NINE + 31 * DAY;
  await store.articles.add([newArticle({ title: 'الجسر يغلق يومين' })], now - DAY);
  const [late] = await store.stories.pending(1);
  const brief = { headline: 'الجسر يغلق يومين', sentences: [], before: [], differences: [] };
  await store.stories.write(
    {
      articleId: late?.id ?? 0,
      articleTopics: { main: [], side: [] },
      joinTerms: [],
      searchTerms: [],
      storyId: story,
      brief: { ...brief, headlineArticleId: late?.id ?? 0 },
      topics: { main: [], side: [] },
    },
    now - DAY,
  );
  expect((await tidied(store, now)).texts).toBe(0);
  expect(count("SELECT count(*) FROM articles WHERE text = ''")).toBe(0);
  expect((await tidied(store, now + 31 * DAY)).texts).toBe(2);
});

test('what waits to be summarised is left alone, and reprocessing passes over what has no text', async () => {
  const { store } = opened();
  await addStory(store, { headline: 'افتتاح جسر المرفأ الجديد' });
  await store.articles.add([newArticle({ title: 'سفينة الأبحاث تغادر' })], NINE);
  const now = NINE + 31 * DAY;
  expect((await tidied(store, now)).texts).toBe(1);
  expect(await store.stories.reopenAll()).toBe(0);
  expect((await store.stories.pending(10)).map(({ title }) => title)).toEqual(['سفينة الأبحاث تغادر']);
});

test('a correction that comes late brings the text back', async () => {
  const { store, count } = opened();
  const article = newArticle({ title: 'موسم القطاف يبدأ' });
  await addStory(store, { headline: 'افتتاح جسر المرفأ الجديد' });
  await store.articles.add([article], NINE);
  const [first] = await store.stories.pending(1);
  await store.stories.write(
    {
      articleId: first?.id ?? 0,
      articleTopics: { main: [], side: [] },
      joinTerms: [],
      searchTerms: [],
      storyId: undefined,
      brief: {
        headline: article.title ?? '',
        headlineArticleId: first?.id ?? 0,
        sentences: [],
        before: [],
        differences: [],
      },
      topics: { main: [], side: [] },
    },
    NINE,
  );
  const now = NINE + 31 * DAY;
  await tidied(store, now);
  await store.articles.add([article], now);
  expect(await store.stories.pending(10)).toEqual([]);
  await store.articles.add([{ ...article, revision: '2', text: 'نص مصحح.' }], now);
  expect((await store.stories.pending(10)).map(({ text }) => text)).toEqual(['نص مصحح.']);
  expect(count('SELECT count(*) FROM articles WHERE text_gone_at IS NOT NULL')).toBe(1);
});

test('what was sent is forgotten after its days; what waits, and what a chat was told since, stays', async () => {
  const { store, count, whole } = opened();
  const chat = await addChat(store, { telegramId: 7 }, NINE);
  const [first, second] = [
    await addStory(store, { headline: 'افتتاح جسر المرفأ الجديد' }),
    await addStory(store, { headline: 'قطار المساء يعود إلى الخدمة' }),
  ];
  await tell(store, chat.id, first, NINE);
  await tell(store, chat.id, second, NINE + 20 * DAY);
  expect((await tidied(store, NINE + 31 * DAY)).digests).toBe(1);
  expect((await store.digests.told([chat.id], 1)).get(chat.id)).toEqual(new Set([second]));
  expect(count('SELECT count(*) FROM delivery_stories')).toBe(1);
  whole();
});

test('a story is forgotten after its days, its articles do not come back with their feed, and what was told stays told', async () => {
  const { store, raw, count, whole } = opened();
  const chat = await addChat(store, { telegramId: 7 }, NINE);
  const old = await addStory(store, { headline: 'افتتاح جسر المرفأ الجديد', topics: ['economy'] });
  const now = NINE + 366 * DAY;
  const young = await addStory(store, {
    headline: 'قطار المساء يعود إلى الخدمة',
    topics: ['economy'],
    publishedAt: now - 300 * DAY,
  });
  await tell(store, chat.id, old, now - DAY);
  raw.prepare('UPDATE articles SET former_title = ? WHERE story_id = ?').run('افتتاح جسر الميناء', old);
  expect(await tidied(store, now)).toMatchObject({ stories: 1 });
  expect(count('SELECT count(*) FROM articles WHERE former_title IS NOT NULL')).toBe(0);
  expect((await newest(store)).map(({ id }) => id)).toEqual([young]);
  expect(await store.stories.byIds([old])).toEqual([]);
  expect(count('SELECT count(*) FROM story_sentences')).toBe(1);
  expect(count('SELECT count(*) FROM story_topics')).toBe(1);
  expect(count('SELECT count(*) FROM article_search')).toBe(1);
  expect((await store.digests.told([chat.id], 1)).get(chat.id)).toEqual(new Set([old]));
  const [key] = raw.prepare('SELECT key FROM articles WHERE story_id = ?').pluck().all(old);
  expect(await store.articles.add([newArticle({ key: String(key) })], now)).toBe(0);
  expect(await tidied(store, now)).toMatchObject({ stories: 0 });
  whole();
});

test('more than one step goes through all, and stops between two when asked to', async () => {
  const { store, raw, count } = opened();
  raw.exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 450)
    INSERT INTO stories (id, headline, headline_article_id, first_seen_at, updated_at, kind, voices, sample, articles)
    SELECT i, 'خبر', i, ${NINE}, ${NINE}, 'news', 1, 0, 1 FROM n;
    INSERT INTO articles (id, key, revision, text, kind, sample, first_seen_at, story_id, pending)
    SELECT id, id, '1', 'نص', 'news', 0, ${NINE}, id, 0 FROM stories`);
  const aborted = AbortSignal.abort();
  expect(await createTidy(store.retention, DAYS)(NINE + 400 * DAY, aborted)).toEqual({
    texts: 0,
    digests: 0,
    stories: 0,
  });
  expect(await tidied(store, NINE + 400 * DAY)).toEqual({ texts: 450, digests: 0, stories: 450 });
  expect(count('SELECT count(*) FROM stories WHERE articles > 0')).toBe(0);
});

test('the words of dropped stories give back their room, and the search merges by itself as before', async () => {
  const { store, raw, count, whole } = opened();
  raw.exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900)
    INSERT INTO stories (id, headline, headline_article_id, published_at, first_seen_at, updated_at, kind, voices, sample, articles)
    SELECT i, 'خبر', i, ${NINE} + (i > 600) * 300 * ${DAY}, ${NINE}, ${NINE}, 'news', 1, 0, 1 FROM n;
    INSERT INTO articles (id, key, revision, text, kind, sample, first_seen_at, story_id, pending)
    SELECT id, id, '1', 'نص', 'news', 0, ${NINE}, id, 0 FROM stories;
    INSERT INTO article_search (rowid, terms)
    SELECT id, printf('جسر ك%d ل%d م%d', id, id * 7, id * 11) FROM stories`);
  const room = () => count('SELECT sum(length(block)) FROM article_search_data');
  const before = room();
  const end = NINE + 400 * DAY;
  expect(await tidied(store, end)).toMatchObject({ stories: 600 });
  expect(room()).toBeLessThan(before * 0.6);
  expect((await store.stories.search(['ك601'], 5)).map(({ id }) => id)).toEqual([601]);
  expect(await store.stories.search(['ك600'], 5)).toEqual([]);
  expect(await store.stories.countTerms(['جسر'])).toEqual([{ term: 'جسر', articles: 300 }]);
  expect(count("SELECT v FROM article_search_config WHERE k = 'automerge'")).toBe(4);
  raw.exec("INSERT INTO article_search (article_search) VALUES ('integrity-check')");
  whole();
});

test('words that no article holds any more are let go of once a day, however many, and the others stay', async () => {
  const { store, raw, count, whole } = opened();
  raw.exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900)
    INSERT INTO article_search (rowid, terms) SELECT i, printf('جسر ك%d ب%d', i, i % 50) FROM n;
    CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, 'article_search', 'row');
    INSERT INTO search_words SELECT term FROM temp.held;
    DELETE FROM article_search WHERE rowid > 100`);
  expect(count('SELECT count(*) FROM search_words')).toBe(951);
  const tidy = createTidy(store.retention, DAYS);
  const signal = new AbortController().signal;
  await tidy(NINE - HOUR, signal);
  expect(count('SELECT count(*) FROM search_words')).toBe(951);
  await tidy(NINE, signal);
  expect(count('SELECT count(*) FROM search_words')).toBe(151);
  expect(count("SELECT count(*) FROM search_words WHERE term IN ('جسر', 'ك100', 'ب0', 'ب49')")).toBe(4);
  raw.exec('DELETE FROM article_search WHERE rowid = 100');
  await tidy(NINE + HOUR, signal);
  expect(count("SELECT count(*) FROM search_words WHERE term = 'ك100'")).toBe(1);
  await tidy(NINE + DAY, signal);
  expect(count("SELECT count(*) FROM search_words WHERE term = 'ك100'")).toBe(0);
  expect(await store.stories.termsLike(['ك9'])).toContain('ك99');
  whole();
});

test('what readers reported is kept as long as stories are', async () => {
  const { store } = opened();
  const { id } = await addChat(store, { telegramId: 7 }, NINE);
  const about = (storyId: number) =>
    ({ storyId, reason: 'wrong', headline: 'خبر', sentences: ['جملة.'], articles: [] }) as const;
  await store.reports.add(id, about(1), NINE);
  await store.reports.add(id, about(2), NINE + 10 * DAY);
  await tidied(store, NINE + 364 * DAY);
  expect(await store.reports.list()).toHaveLength(2);
  await tidied(store, NINE + 366 * DAY);
  expect((await store.reports.list()).map(({ storyId }) => storyId)).toEqual([2]);
});
