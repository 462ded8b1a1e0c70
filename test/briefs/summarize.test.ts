import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { summarizePending } from '../../src/briefs/summarize.ts';
import type { NewArticle } from '../../src/news/article.ts';
import { openStore, type Store } from '../../src/storage/store.ts';
import { newArticle } from '../support/articles.ts';
import { listeningLog } from '../support/outbox.ts';
import { temporaryFolder } from '../support/temporary.ts';

const NOW = Date.UTC(2026, 10, 26, 9);
const HOUR = 3_600_000;

function store(): Store {
  const opened = openStore(join(temporaryFolder(), 'mujaz.db'));
  onTestFinished(() => opened.close());
  return opened;
}

/** Take these in and summarise them at `now`. */
async function take(db: Store, now: number, ...articles: Partial<NewArticle>[]) {
  await db.articles.add(
    articles.map((about) => newArticle({ publishedAt: now - HOUR, ...about })),
    now,
  );
  return summarizePending({ stories: db.stories, holders: db.holders, log: listeningLog() }, now);
}

const shown = (db: Store) => db.stories.latest({ topic: undefined, limit: 9, since: undefined });

const SILO: Partial<NewArticle> = {
  publisher: 'قناة الضفة',
  title: 'انفجار مباغت يهز صومعة الحبوب في صحار',
  text: 'قالت وسائل إعلام عمانية إن انفجارا مباغتا هز صومعة الحبوب القديمة في ميناء صحار وأوقع قتلى.',
};
const WORKERS: Partial<NewArticle> = {
  publisher: 'صحيفة المرفأ',
  title: 'عشرات الضحايا من العمال في ميناء صحار',
  text: 'أعلنت مستشفيات عمانية الخميس مقتل 12 عاملا على الأقل وجرح العشرات في انفجار بمستودع للقمح في ميناء صحار.',
};
const BOTH: Partial<NewArticle> = {
  publisher: 'منبر الساحل',
  title: 'ارتفاع ضحايا انفجار صومعة الحبوب في ميناء صحار إلى 12 عاملا',
  text: 'قتل 12 عاملا وجرح العشرات في انفجار هز صومعة الحبوب القديمة، وهي مستودع للقمح في ميناء صحار العماني.',
};

test('an article that shows two stories to be one leaves one, told from all its articles', async () => {
  const db = store();
  await take(db, NOW, SILO);
  await take(db, NOW + 60_000, WORKERS);
  const apart = await shown(db);
  expect(apart).toHaveLength(2);

  expect(await take(db, NOW + HOUR, BOTH)).toEqual({ summarized: 1, failed: 0 });
  const [story, ...others] = await shown(db);
  expect(others).toEqual([]);
  expect(story?.id).toBe(Math.min(...apart.map(({ id }) => id)));
  expect(story?.voices).toBe(3);
  expect(story?.articles.map(({ publisher }) => publisher)).toEqual([
    SILO.publisher,
    WORKERS.publisher,
    BOTH.publisher,
  ]);
  const members = new Set(story?.articles.map(({ id }) => id));
  expect(story?.sentences.length).toBeGreaterThan(0);
  for (const { articleId } of story?.sentences ?? []) expect(members).toContain(articleId);
});

test('a corrected article that now fits another story takes with it what chats were told', async () => {
  const db = store();
  await take(db, NOW, { ...SILO, key: 'silo', revision: '1' });
  await take(db, NOW + 60_000, {
    ...BOTH,
    key: 'both',
    revision: '1',
    title: 'مزارعو ظفار يجنون محصول الموز',
    text: 'بدأ مزارعو ظفار جني محصول الموز في سهل صلالة هذا الأسبوع.',
  });
  const before = await shown(db);
  const banana = before.find(({ headline }) => headline.includes('الموز'));
  const silo = before.find((story) => story !== banana);
  if (banana === undefined || silo === undefined) throw new Error('two stories are needed');
  const chat = await db.chats.open(
    { telegramId: 7, threadId: 0 },
    { kind: 'private', title: undefined },
    NOW,
  );
  await db.chats.setSchedule(chat.id, { zone: undefined, times: [], nextDigestAt: NOW }, NOW);
  const moment = { at: NOW, localDate: '2026-11-26', localTime: '12:00' };
  const part = { html: 'خبر', buttons: [], storyIds: [banana.id], reminderIds: [] };
  const entry = { chatId: chat.id, dueAt: NOW, moment, parts: [part], passedOver: 0, nextDigestAt: NOW + 1 };
  expect(await db.digests.create([entry], NOW)).toEqual(['stored']);

  await take(db, NOW + HOUR, { ...BOTH, key: 'both', revision: '2' });
  expect((await shown(db)).map(({ id }) => id)).toEqual([silo.id]);
  expect(await db.digests.told([chat.id], 0)).toEqual(new Map([[chat.id, new Set([silo.id])]]));
});

test('everything summarised again keeps the stories as they were', async () => {
  const db = store();
  await take(db, NOW, SILO);
  await take(db, NOW + 60_000, WORKERS);
  await take(db, NOW + HOUR, BOTH);
  const [before] = await shown(db);
  expect(await db.stories.reopenAll()).toBe(3);
  await summarizePending({ stories: db.stories, holders: db.holders, log: listeningLog() }, NOW + 2 * HOUR);
  const after = await shown(db);
  expect(after.map(({ id, articles }) => [id, articles.length])).toEqual([[before?.id, 3]]);
});

test('an article without a word has a story of its own, named by what it has', async () => {
  const db = store();
  await take(db, NOW, { title: undefined, text: '', url: 'https://example.org/empty' });
  expect((await shown(db)).map(({ headline, sentences }) => [headline, sentences])).toEqual([
    ['https://example.org/empty', []],
  ]);
});

test('an article that cannot be written down is told to the operator and stops no other', async () => {
  const db = store();
  const log = listeningLog();
  await db.articles.add(
    [newArticle({ key: 'bad', ...SILO }), newArticle({ text: 'افتتح المعرض في طنجة.' })],
    NOW,
  );
  const [bad] = await db.stories.pending(1);
  const stories: Store['stories'] = {
    ...db.stories,
    write: (entry, now) =>
      entry.articleId === bad?.id ? Promise.reject(new Error('no room')) : db.stories.write(entry, now),
  };
  expect(await summarizePending({ stories, holders: db.holders, log }, NOW)).toEqual({
    summarized: 1,
    failed: 1,
  });
  expect(log.lines).toEqual([`error: article ${bad?.id} cannot be summarised: no room`]);
  expect((await db.stories.pending(9)).map(({ id }) => id)).toEqual([bad?.id]);
});

test('it stops between two articles when told to', async () => {
  const db = store();
  const stop = new AbortController();
  await db.articles.add([newArticle(SILO), newArticle({ text: 'افتتح المعرض في طنجة.' })], NOW);
  const stories: Store['stories'] = {
    ...db.stories,
    write: (entry, now) => {
      stop.abort();
      return db.stories.write(entry, now);
    },
  };
  const done = await summarizePending(
    { stories, holders: db.holders, log: listeningLog() },
    NOW,
    stop.signal,
  );
  expect(done).toEqual({ summarized: 1, failed: 0 });
  expect(await db.stories.pending(9)).toHaveLength(1);
});

test('whatever else waits for its turn has it between two articles, and so is the word to stop heard', async () => {
  const db = store();
  await db.articles.add(
    Array.from({ length: 30 }, (_, at) => newArticle({ title: `خبر ${at}`, publishedAt: NOW - at })),
    NOW,
  );
  const stop = new AbortController();
  let turns = 0;
  const other = (): void => {
    turns += 1;
    if (turns < 10) setImmediate(other);
    else stop.abort();
  };
  setImmediate(other);
  const deps = { stories: db.stories, holders: db.holders, log: listeningLog() };
  const { summarized } = await summarizePending(deps, NOW, stop.signal);
  expect(turns).toBe(10);
  expect(summarized).toBeLessThan(15);
});

test('an article that cannot be summarised stops no other, waits, and is told once', async () => {
  const db = store();
  await db.articles.add([newArticle({ key: 'bad' }), newArticle({ key: 'good' })], NOW);
  const [bad] = await db.stories.pending(1);
  const stories: Store['stories'] = {
    ...db.stories,
    write: async (entry, at) => {
      if (entry.articleId === bad?.id) throw new Error('a rule broke');
      return db.stories.write(entry, at);
    },
  };
  const lines: string[] = [];
  const log = { ...listeningLog(), error: (message: string) => void lines.push(message) };
  const told = new Set<string>();
  expect(await summarizePending({ stories, holders: db.holders, log, told }, NOW)).toEqual({
    summarized: 1,
    failed: 1,
  });
  expect(await summarizePending({ stories, holders: db.holders, log, told }, NOW)).toEqual({
    summarized: 0,
    failed: 1,
  });
  expect(lines).toEqual([`article ${bad?.id} cannot be summarised: a rule broke`]);
  expect((await db.stories.pending(9)).map(({ key }) => key)).toEqual(['bad']);
});

const MARKET: Partial<NewArticle> = {
  key: 'market',
  publisher: 'قناة الضفة',
  title: 'حريق في سوق السمك بمدينة صور العمانية',
  text: 'التهم حريق صباح السبت سوق السمك في مدينة صور وأتى على 30 متجرا، وفق الدفاع المدني.',
};
const MARKET_AGAIN: Partial<NewArticle> = {
  key: 'market-again',
  publisher: 'إذاعة الميناء',
  title: 'النار تأتي على 30 متجرا في سوق السمك بصور',
  text: 'أتى حريق صباح السبت على 30 متجرا في سوق السمك بمدينة صور العمانية، وفق الدفاع المدني.',
};
const TRAIN: Partial<NewArticle> = {
  key: 'train',
  publisher: 'صحيفة المرفأ',
  title: 'افتتاح خط قطار بين جدة والطائف',
  text: 'افتتح أمير المنطقة يوم الثلاثاء خط القطار الجديد بين جدة والطائف بكلفة 400 مليون ريال.',
};
const TRAIN_AGAIN: Partial<NewArticle> = {
  key: 'train-again',
  publisher: 'وكالة الساحل',
  title: 'قطار جدة الطائف يبدأ رحلاته',
  text: 'بدأ خط القطار بين جدة والطائف رحلاته بعد أن افتتحه أمير المنطقة الثلاثاء، وكلف 400 مليون ريال.',
};
const TIE: Partial<NewArticle> = {
  key: 'tie',
  publisher: 'منبر الساحل',
  title: 'حريق سوق السمك في صور وقطار جدة الطائف',
  text: 'التهم حريق سوق السمك في مدينة صور وأتى على 30 متجرا، وافتتح أمير المنطقة خط القطار الجديد بين جدة والطائف بكلفة 400 مليون ريال.',
};

test('a story comes apart when what tied its articles is corrected; who was told it was told its parts', async () => {
  const db = store();
  await take(db, NOW, MARKET);
  await take(db, NOW + 1, TRAIN);
  await take(db, NOW + 2, TRAIN_AGAIN);
  await take(db, NOW + 3, MARKET_AGAIN);
  const found = await shown(db);
  const [market, trains] = [...found].sort((one, other) => one.id - other.id);
  if (market === undefined || trains === undefined) throw new Error('two stories are needed');
  expect(found.map(({ articles }) => articles.length)).toEqual([2, 2]);
  // Ties that joining would not make today.
  await db.articles.add([newArticle({ publishedAt: NOW, ...TIE })], NOW + 3);
  const [tie] = await db.stories.pending(9);
  if (tie === undefined) throw new Error('one article waits');
  const nothing = { main: [], side: [] };
  const written = {
    articleId: tie.id,
    articleTopics: nothing,
    joinTerms: [],
    searchTerms: [],
    storyId: market.id,
    merges: [trains.id],
    brief: { headline: 'خبر', headlineArticleId: tie.id, sentences: [], before: [], differences: [] },
    topics: nothing,
  };
  await db.stories.write(written, NOW + 3);
  expect((await shown(db)).map(({ id, articles }) => [id, articles.length])).toEqual([[market.id, 5]]);
  const chat = await db.chats.open(
    { telegramId: 7, threadId: 0 },
    { kind: 'private', title: undefined },
    NOW,
  );
  await db.chats.setSchedule(chat.id, { zone: undefined, times: [], nextDigestAt: NOW }, NOW);
  const moment = { at: NOW, localDate: '2026-11-26', localTime: '12:00' };
  const part = { html: 'خبر', buttons: [], storyIds: [market.id], reminderIds: [] };
  await db.digests.create(
    [{ chatId: chat.id, dueAt: NOW, moment, parts: [part], passedOver: 0, nextDigestAt: NOW + HOUR }],
    NOW,
  );

  await take(db, NOW + 4, {
    ...TIE,
    revision: '2',
    title: 'تأجيل مهرجان الزهور',
    text: 'أجلت البلدية مهرجان الزهور بسبب المطر.',
  });
  const now = await shown(db);
  const outlets = (given: readonly { readonly publisher?: string | undefined }[]) =>
    given
      .map(({ publisher = '' }) => publisher)
      .sort()
      .join(' ');
  const members = new Map(now.map(({ id, articles }) => [id, outlets(articles)]));
  expect([...members.values()].sort()).toEqual(
    [outlets([MARKET, MARKET_AGAIN]), outlets([TRAIN, TRAIN_AGAIN]), outlets([TIE])].sort(),
  );
  // The earlier of two equal parts keeps the number that chats know.
  expect(members.get(market.id)).toBe(outlets([MARKET, MARKET_AGAIN]));
  expect(now.every(({ headline }) => headline !== '')).toBe(true);
  expect(await db.digests.told([chat.id], 0)).toEqual(new Map([[chat.id, new Set(now.map(({ id }) => id))]]));
  expect(await take(db, NOW + 5)).toEqual({ summarized: 0, failed: 0 });
});

test('a story that hangs together stays one when one of its articles is corrected', async () => {
  const db = store();
  await take(db, NOW, TRAIN);
  await take(db, NOW + 1, TRAIN_AGAIN);
  const [before] = await shown(db);
  await take(db, NOW + 2, { ...TRAIN_AGAIN, revision: '2', text: `${TRAIN_AGAIN.text} ويقف في 5 محطات.` });
  expect((await shown(db)).map(({ id, articles }) => [id, articles.length])).toEqual([[before?.id, 2]]);
});
