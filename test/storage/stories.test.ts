import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import type { NewArticle } from '../../src/news/article.ts';
import { openStore, type Store } from '../../src/storage/store.ts';
import type { Brief, StoryWrite } from '../../src/stories/story.ts';
import { newArticle } from '../support/articles.ts';
import { claimDue } from '../support/outbox.ts';
import { temporaryFolder } from '../support/temporary.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 23, 9);

function store(): Store {
  const opened = openStore(join(temporaryFolder(), 'mujaz.db'));
  onTestFinished(() => opened.close());
  return opened;
}

function write(articleId: number, about: Partial<StoryWrite> = {}): StoryWrite {
  return {
    articleId,
    articleTopics: { main: [], side: [] },
    joinTerms: [],
    searchTerms: [],
    storyId: undefined,
    brief: {
      headline: `خبر ${articleId}`,
      headlineArticleId: articleId,
      sentences: [],
      before: [],
      differences: [],
    },
    topics: { main: [], side: [] },
    ...about,
  };
}

async function summarised(
  db: Store,
  article: Partial<NewArticle>,
  about: Partial<StoryWrite> = {},
  now = NOW,
) {
  await db.articles.add([newArticle(article)], now);
  const [pending] = await db.stories.pending(10);
  if (!pending) throw new Error('nothing is pending');
  const storyId = await db.stories.write(write(pending.id, about), now);
  return { articleId: pending.id, storyId };
}

test('an article comes back as it was stored, unknown fields undefined', async () => {
  const db = store();
  const article = newArticle({
    publisher: 'المرفأ',
    published: '2026-11-23T10:00:00+03:00',
    updated: '2026-11-23T11:30:00+03:00',
    section: 'محليات',
    publishedAt: NOW - HOUR,
  });
  expect(await db.articles.add([article], NOW)).toBe(1);
  expect(await db.stories.pending(10)).toEqual([{ ...article, id: 1, firstSeenAt: NOW }]);
});

test('a known article is not new again, and a corrected one is summarised again', async () => {
  const db = store();
  const { articleId, storyId } = await summarised(db, { key: 'a', revision: '1', text: 'قديم' });
  expect(await db.articles.add([newArticle({ key: 'a', revision: '1', text: 'لا يُقرأ' })], NOW)).toBe(0);
  expect(await db.stories.pending(10)).toEqual([]);
  expect(await db.articles.add([newArticle({ key: 'a', revision: '2', text: 'جديد' })], NOW)).toBe(0);
  expect((await db.stories.pending(10)).map(({ id, text }) => [id, text])).toEqual([[articleId, 'جديد']]);
  expect(await db.articles.revisions(['a', 'b'])).toEqual(new Map([['a', '2']]));
  expect(await db.stories.write(write(articleId), NOW)).toBe(storyId);
});

test('a story carries its earliest believable time, its voices, its brief and the topics in order', async () => {
  const db = store();
  const first = await summarised(db, { publisher: 'المرفأ', house: 'دار', publishedAt: NOW - HOUR });
  const brief = {
    headline: 'عنوان',
    headlineArticleId: first.articleId,
    sentences: [
      { text: 'جملة أولى.', articleId: first.articleId + 1 },
      { text: 'جملة ثانية.', articleId: first.articleId },
    ],
    before: [{ text: 'يلتقي الوزيران غدا.', articleId: first.articleId }],
    differences: [
      {
        kind: 'contradiction',
        subject: 'killed',
        bearer: undefined,
        versions: [
          { text: '33 على الأقل', articleId: first.articleId + 1 },
          { text: '24', articleId: first.articleId },
        ],
      },
      {
        kind: 'contradiction',
        subject: 'name',
        bearer: 'المنتدى',
        versions: [
          { text: 'الجسور', articleId: first.articleId },
          { text: 'المعابر', articleId: first.articleId + 1 },
        ],
      },
    ],
  } satisfies Brief;
  const second = await summarised(
    db,
    { publisher: 'الأفق', house: 'دار', publishedAt: NOW - 2 * HOUR },
    { storyId: first.storyId, brief, topics: { main: ['iran', 'asia'], side: ['usa'] } },
  );
  expect(second.storyId).toBe(first.storyId);
  const [story] = await db.stories.latest({ topic: undefined, limit: 5, since: undefined });
  expect(story).toMatchObject({
    id: first.storyId,
    ...brief,
    topics: ['iran', 'asia'],
    sideTopics: ['usa'],
    publishedAt: NOW - 2 * HOUR,
    voices: 1,
    kind: 'news',
    sample: false,
  });
  expect(story?.origin).toBeUndefined();
  expect(story?.articles.map((article) => article.id)).toEqual([second.articleId, first.articleId]);
  expect(await db.stories.topicsOf([second.articleId])).toEqual(new Map());
});

test('lists are newest first with undated stories last, and keep to a topic and an age', async () => {
  const db = store();
  const topics = { main: ['iran'], side: ['usa'] };
  const old = await summarised(db, { publishedAt: NOW - 40 * HOUR }, { topics });
  const undated = await summarised(db, {}, { topics });
  const fresh = await summarised(db, { publishedAt: NOW - HOUR }, { topics });
  const other = await summarised(
    db,
    { publishedAt: NOW - 2 * HOUR },
    { topics: { main: ['usa'], side: ['iran'] } },
  );
  const ids = async (topic: string | undefined, since?: number) =>
    (await db.stories.latest({ topic, limit: 10, since })).map((story) => story.id);
  expect(await ids(undefined)).toEqual([fresh.storyId, other.storyId, old.storyId, undated.storyId]);
  expect(await ids('iran')).toEqual([fresh.storyId, old.storyId, undated.storyId]);
  expect(await ids('iran', NOW - 36 * HOUR)).toEqual([fresh.storyId, undated.storyId]);
  expect((await db.stories.recent(NOW - 36 * HOUR)).map((story) => story.id)).toEqual([
    fresh.storyId,
    other.storyId,
  ]);
});

test('search finds stories that hold every term, and takes nothing in a term for its own language', async () => {
  const db = store();
  const one = await summarised(db, { publishedAt: NOW }, { searchTerms: ['زلزال', 'مرفا', '1.5'] });
  await summarised(db, {}, { searchTerms: ['زلزال', 'بحر'] });
  const found = async (...terms: string[]) => (await db.stories.search(terms, 10)).map((story) => story.id);
  expect(await found('زلزال', 'مرفا')).toEqual([one.storyId]);
  expect(await found('1.5')).toEqual([one.storyId]);
  expect(await found('زلزال')).toHaveLength(2);
  for (const hostile of ['"', 'a"b', 'NEAR(', '*', 'terms:زلزال', '-', ')', 'OR'])
    expect(await found(hostile)).toEqual([]);
  expect(await found()).toEqual([]);
});

test('what must not stand in a story stands in none of its articles', async () => {
  const db = store();
  const clean = await summarised(db, { publishedAt: NOW }, { searchTerms: ['سد', 'نهض'] });
  const mixed = await summarised(db, { publishedAt: NOW - HOUR }, { searchTerms: ['سد', 'نهض'] });
  const third = await summarised(db, {}, { searchTerms: ['سد', 'اثيوب'], storyId: mixed.storyId });
  const other = await summarised(
    db,
    { publishedAt: NOW - 2 * HOUR },
    { searchTerms: ['نهض', 'سد', 'اثيوب'] },
  );
  const ids = (stories: readonly { readonly id: number }[]) => stories.map(({ id }) => id);
  expect(ids(await db.stories.search(['سد', 'نهض'], 9))).toEqual([
    clean.storyId,
    mixed.storyId,
    other.storyId,
  ]);
  expect(ids(await db.stories.search(['سد', 'نهض'], 9, ['اثيوب', 'غائب']))).toEqual([clean.storyId]);
  expect(ids(await db.stories.search(['سد نهض'], 9, []))).toEqual([clean.storyId, mixed.storyId]);
  const held = (terms: string[], fromArticle = 1) => db.stories.articlesHolding(terms, fromArticle);
  expect(await held(['سد', 'نهض'])).toEqual([clean.articleId, mixed.articleId, other.articleId]);
  expect(await held(['سد'], third.articleId)).toEqual([third.articleId, other.articleId]);
  expect(await held([])).toEqual([]);
});

test('the joining index counts articles and terms, finds who shares most inside the window, and forgets the old', async () => {
  const db = store();
  const a = await summarised(db, { publishedAt: NOW - HOUR }, { joinTerms: ['قمه', 'نهر', 'مرفا'] });
  const b = await summarised(db, { publishedAt: NOW - 2 * HOUR }, { joinTerms: ['قمه', 'نهر'] });
  await summarised(db, { publishedAt: NOW - 200 * HOUR }, { joinTerms: ['قمه', 'نهر', 'مرفا'] });
  expect(await db.stories.frequencies(['قمه', 'مرفا', 'غائب'])).toEqual({
    articles: 3,
    of: new Map([
      ['قمه', 3],
      ['مرفا', 2],
    ]),
  });
  const window = { from: NOW - 144 * HOUR, to: NOW, least: 0, limit: 10 };
  const found = await db.stories.candidates(['قمه', 'نهر', 'مرفا'], window);
  expect(found.map(({ article, storyId }) => [article.id, storyId])).toEqual([
    [a.articleId, a.storyId],
    [b.articleId, b.storyId],
  ]);
  await summarised(db, { publishedAt: NOW + 400 * HOUR }, { joinTerms: ['قمه'] }, NOW + 400 * HOUR);
  expect(await db.stories.frequencies(['قمه', 'مرفا'])).toEqual({ articles: 1, of: new Map([['قمه', 1]]) });
  expect(await db.stories.candidates(['نهر'], window)).toEqual([]);
});

test('very many articles are put back in steps between which others write, and what was ended in between is asked again', async () => {
  const path = join(temporaryFolder(), 'mujaz.db');
  const db = openStore(path);
  onTestFinished(() => db.close());
  const raw = new Sqlite(path, { timeout: 0 });
  onTestFinished(() => void raw.close());
  raw.exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900)
    INSERT INTO stories (id, headline, headline_article_id, first_seen_at, updated_at, kind, voices, sample, articles)
    SELECT i, 'خبر', i, ${NOW}, ${NOW}, 'news', 1, 0, 1 FROM n;
    INSERT INTO articles (id, key, revision, text, kind, sample, first_seen_at, story_id, pending)
    SELECT id, id, '1', 'نص', 'news', 0, ${NOW}, id, 0 FROM stories;
    INSERT INTO join_articles SELECT id, ${NOW} FROM stories;
    INSERT INTO join_frequencies VALUES ('', 900)`);
  const waiting = () => Number(raw.prepare('SELECT count(*) FROM articles WHERE pending = 1').pluck().get());
  const reopening = db.stories.reopenAll();
  let between = 0;
  const watch = setInterval(() => {
    const now = waiting();
    if (now > 0 && now < 900) between += 1;
    raw.exec(`UPDATE stories SET voices = voices + 1 WHERE id = 1`);
  }, 1);
  expect(await reopening.finally(() => clearInterval(watch))).toBe(900);
  expect(between).toBeGreaterThan(0);
  expect(await db.stories.frequencies([])).toMatchObject({ articles: 0 });
  // Ended in the middle: some are put back, and all can still be joined.
  raw.exec("UPDATE articles SET pending = 0 WHERE id > 400; INSERT INTO join_frequencies VALUES ('', 900)");
  expect(await db.stories.reopenAll()).toBe(500);
  expect(waiting()).toBe(900);
  expect(await db.stories.frequencies([])).toMatchObject({ articles: 0 });
});

test('reprocessing keeps the numbers of stories, and an article that moves leaves no empty story behind', async () => {
  const db = store();
  const a = await summarised(db, { publishedAt: NOW - 3 * HOUR }, { joinTerms: ['قمه'] });
  const b = await summarised(db, { publishedAt: NOW - 2 * HOUR }, { storyId: a.storyId });
  const c = await summarised(db, { publishedAt: NOW - HOUR });
  expect(await db.stories.reopenAll()).toBe(3);
  expect((await db.stories.frequencies(['قمه'])).articles).toBe(0);
  expect((await db.stories.pending(9)).map((article) => article.id)).toEqual([
    a.articleId,
    b.articleId,
    c.articleId,
  ]);
  // Told apart this time: the first keeps the number, the second gets a new one; the third now joins the first.
  expect(await db.stories.write(write(a.articleId), NOW)).toBe(a.storyId);
  const apart = await db.stories.write(write(b.articleId), NOW);
  expect(apart).not.toBe(a.storyId);
  expect(await db.stories.write(write(c.articleId, { storyId: a.storyId }), NOW)).toBe(a.storyId);
  // The first story lost an article meanwhile, so one of those that stayed is looked at again.
  const again = await db.stories.pending(9);
  for (const article of again) await db.stories.write(write(article.id, { storyId: a.storyId }), NOW);
  expect(await db.stories.pending(9)).toEqual([]);
  const shown = await db.stories.latest({ topic: undefined, limit: 9, since: undefined });
  expect(shown.map((story) => [story.id, story.articles.map((article) => article.id)])).toEqual([
    [apart, [b.articleId]],
    [a.storyId, [a.articleId, c.articleId]],
  ]);
  expect(await db.stories.byIds([c.storyId, apart])).toHaveLength(1);
});

test('outlets that quote one agency are stored as one voice, with its name', async () => {
  const db = store();
  const first = await summarised(db, {
    publisher: 'المرفأ',
    text: 'جرفت السيول جسر القرية، وفق وكالة رويترز.',
  });
  const { storyId } = first;
  await summarised(db, { publisher: 'الأفق', text: 'نقلت رويترز عن شاهد أن الجسر انهار.' }, { storyId });
  expect(await db.stories.byIds([storyId])).toMatchObject([{ voices: 1, origin: 'رويترز' }]);
  await summarised(db, { publisher: 'الضفة', text: 'رأى مراسلنا الجسر منهارا عند الفجر.' }, { storyId });
  expect(await db.stories.byIds([storyId])).toMatchObject([{ voices: 2, origin: 'رويترز' }]);
});

const HALF_DAY = 12 * HOUR;

/** A chat that was told these stories in one part each, settled as `state` says; undefined leaves the part waiting. */
async function chatTold(
  db: Store,
  parts: readonly (readonly [storyId: number, state: 'sent' | 'uncertain' | undefined])[],
) {
  const chat = await db.chats.open(
    { telegramId: 7, threadId: 0 },
    { kind: 'private', title: undefined },
    NOW,
  );
  for (const [index, [storyId, state]] of parts.entries()) {
    const at = NOW + index * HALF_DAY;
    await db.chats.setSchedule(chat.id, { zone: undefined, times: [], nextDigestAt: at }, at);
    const moment = { at, localDate: `2026-11-${23 + index}`, localTime: '12:00' };
    const part = { html: 'خبر', buttons: [], storyIds: [storyId], reminderIds: [] };
    const entry = { chatId: chat.id, dueAt: at, moment, parts: [part], passedOver: 0, nextDigestAt: at + 1 };
    expect(await db.digests.create([entry], at)).toEqual(['stored']);
    if (state === undefined) continue;
    const claimed = await claimDue(db, at);
    await db.deliveries.settle(
      claimed.map(({ id }) =>
        state === 'sent' ? { id, kind: state, messageId: id } : { id, kind: state, reason: 'for the test' },
      ),
      at,
    );
  }
  return chat.id;
}

/** Three stories, oldest first, and a way to make the last of them one with others. */
async function threeStories() {
  const db = store();
  const a = await summarised(
    db,
    { publishedAt: NOW - 3 * HOUR, publisher: 'المرفأ' },
    { joinTerms: ['قمه'] },
  );
  const b = await summarised(db, { publishedAt: NOW - 2 * HOUR, publisher: 'الأفق' });
  const c = await summarised(db, { publishedAt: NOW - HOUR, publisher: 'الضفة' });
  const merge = async (into: number, ...merges: number[]) =>
    (await summarised(db, { publishedAt: NOW }, { storyId: into, merges })).articleId;
  return { db, a, b, c, merge };
}

test('a story merged into another is shown no more, and its articles stand in the other', async () => {
  const { db, a, b, c, merge } = await threeStories();
  const bridge = await merge(a.storyId, b.storyId);
  const shown = await db.stories.latest({ topic: undefined, limit: 9, since: undefined });
  expect(shown.map((story) => [story.id, story.articles.map((article) => article.id)])).toEqual([
    [c.storyId, [c.articleId]],
    [a.storyId, [a.articleId, b.articleId, bridge]],
  ]);
  expect(await db.stories.byIds([b.storyId])).toEqual([]);
  expect((await db.stories.recent(0)).map(({ id }) => id)).toEqual([c.storyId, a.storyId]);
  expect(await db.stories.pending(9)).toEqual([]);
});

test.each([
  ['sent', 'sent'],
  ['of uncertain arrival', 'uncertain'],
  ['on its way', undefined],
] as const)('a chat that was told a story is told none that it merged into: %s', async (_, state) => {
  const { db, a, b, c, merge } = await threeStories();
  const chat = await chatTold(db, [[c.storyId, state]]);
  await merge(b.storyId, c.storyId);
  expect(await db.digests.told([chat], b.storyId)).toEqual(new Map([[chat, new Set([b.storyId])]]));
  // The one it merged into merges in its turn.
  await merge(a.storyId, b.storyId);
  expect(await db.digests.told([chat], a.storyId)).toEqual(new Map([[chat, new Set([a.storyId])]]));
});

test('a story left by its last article is one with the story that the article went to, also with an older number', async () => {
  const { db, a, b } = await threeStories();
  const chat = await chatTold(db, [[a.storyId, 'sent']]);
  await db.stories.write(write(a.articleId, { storyId: b.storyId }), NOW);
  expect(await db.digests.told([chat], b.storyId)).toEqual(new Map([[chat, new Set([b.storyId])]]));
});

test('an uncertain story is asked after once, under the number it merged into', async () => {
  const { db, a, b, merge } = await threeStories();
  const chat = await chatTold(db, [
    [b.storyId, 'uncertain'],
    [a.storyId, 'uncertain'],
  ]);
  await merge(a.storyId, b.storyId);
  const first = { storyId: a.storyId, localDate: '2026-11-23', localTime: '12:00' };
  expect(await db.digests.unconfirmed([chat])).toEqual(new Map([[chat, [first]]]));
  // Reminded of one, it was reminded of both.
  const at = NOW + 2 * HALF_DAY;
  await db.chats.setSchedule(chat, { zone: undefined, times: [], nextDigestAt: at }, at);
  const part = { html: 'خبر', buttons: [], storyIds: [], reminderIds: [a.storyId] };
  const moment = { at, localDate: '2026-11-25', localTime: '12:00' };
  await db.digests.create(
    [{ chatId: chat, dueAt: at, moment, parts: [part], passedOver: 0, nextDigestAt: at + 1 }],
    at,
  );
  expect(await db.digests.unconfirmed([chat])).toEqual(new Map());
});

test('an uncertain story is not asked after when what it is one with surely arrived', async () => {
  const { db, a, b, c, merge } = await threeStories();
  const chat = await chatTold(db, [
    [b.storyId, 'uncertain'],
    [a.storyId, 'sent'],
    [c.storyId, 'uncertain'],
  ]);
  expect((await db.digests.unconfirmed([chat])).get(chat)).toHaveLength(2);
  await merge(a.storyId, b.storyId);
  expect((await db.digests.unconfirmed([chat])).get(chat)).toMatchObject([{ storyId: c.storyId }]);
});

test('terms are listed by how they begin, and counted while an article holds them', async () => {
  const db = store();
  await summarised(db, { key: 'a' }, { searchTerms: ['جسر', 'مرفا'] });
  await summarised(db, { key: 'b' }, { searchTerms: ['جسر', 'جسور'] });
  expect(await db.stories.termsLike(['جس'])).toEqual(['جسر', 'جسور']);
  expect(await db.stories.countTerms(['جسر', 'مرفا', 'غيم'])).toEqual([
    { term: 'جسر', articles: 2 },
    { term: 'مرفا', articles: 1 },
  ]);
  await summarised(db, { key: 'b', revision: '2' }, { searchTerms: ['مرفا'] });
  expect(await db.stories.termsLike(['جسو'])).toEqual(['جسور']);
  expect(await db.stories.countTerms(['جسور'])).toEqual([]);
});

test('an article keeps the headline that it had before the last change of it, whatever else changes', async () => {
  const { articles, stories } = store();
  const made = newArticle({ title: 'وفاة المطرب سامر الوادي' });
  const former = async (change: Partial<typeof made>): Promise<string | undefined> => {
    await articles.add([{ ...made, ...change }], NOW);
    return (await stories.pending(1))[0]?.formerTitle;
  };
  const corrected = { title: 'وفاة المطرب هاني الجبلي' };
  expect(await former({})).toBeUndefined();
  expect(await former({ revision: '2', ...corrected })).toBe('وفاة المطرب سامر الوادي');
  expect(await former({ revision: '3', ...corrected, text: 'نص آخر.' })).toBe('وفاة المطرب سامر الوادي');
  expect(await former({ revision: '4', title: 'رحيل المطرب هاني الجبلي' })).toBe(corrected.title);
});
