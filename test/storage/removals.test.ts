import { expect, test } from 'vitest';
import { summarizePending } from '../../src/briefs/summarize.ts';
import { composeDue } from '../../src/digests/compose.ts';
import type { NewArticle } from '../../src/news/article.ts';
import { UNVISITED } from '../../src/news/source.ts';
import { articleTarget, publisherTarget, storyTarget, type Target } from '../../src/operator/removal.ts';
import { walkFromStart } from '../../src/storage/retention.ts';
import type { Store } from '../../src/storage/store.ts';
import { newArticle } from '../support/articles.ts';
import {
  addChat,
  claimDue,
  HOUR,
  listeningLog,
  NINE,
  renderPlainly,
  testStore,
  ZONE,
} from '../support/outbox.ts';

const BRIDGE = 'https://harbour.example/news/bridge-of-almonds';

/** Two outlets on one event; the first one's words open the brief. */
function aboutTheBridge(): readonly NewArticle[] {
  return [
    newArticle({
      key: 'صحيفة المرفأ harbour.example/news/bridge-of-almonds',
      url: BRIDGE,
      publisher: 'صحيفة المرفأ',
      title: 'افتتاح جسر اللوز المعلق فوق وادي الزعتر',
      text: 'افتتح محافظ الزعتر هشام النويري السبت جسر اللوز المعلق الذي يربط ضفتي الوادي بعد سبع سنوات من العمل.\nوقال النويري إن الجسر يتحمل 900 سيارة في الساعة.',
      publishedAt: NINE - 2 * HOUR,
    }),
    newArticle({
      url: 'https://horizon.example/almond-bridge',
      publisher: 'قناة الأفق',
      title: 'جسر اللوز المعلق فوق وادي الزعتر يفتح أمام السيارات',
      text: 'فتح جسر اللوز المعلق فوق وادي الزعتر أبوابه أمام السيارات السبت بحضور المحافظ هشام النويري.\nوبلغت كلفة الجسر 40 مليون دينار دفعت البلدية نصفها.',
      publishedAt: NINE - HOUR,
    }),
  ];
}

function target(address: string): Target {
  const found = articleTarget(address);
  if (found === undefined) throw new Error(`${address} is no address`);
  return found;
}

async function summarize(store: Store): Promise<void> {
  const { failed } = await summarizePending({ ...store, log: listeningLog() }, NINE);
  expect(failed).toBe(0);
}

async function storeWith(articles: readonly NewArticle[]): Promise<Store> {
  const store = testStore();
  await store.articles.add(articles, NINE);
  await summarize(store);
  return store;
}

const latest = (store: Store) => store.stories.latest({ topic: undefined, limit: 50, since: undefined });
/** All that lists and searches can show, as one text. */
async function everything(store: Store): Promise<string> {
  const found = await Promise.all([
    latest(store),
    store.stories.recent(1),
    store.stories.search(['جسر'], 50),
    store.stories.byIds([1, 2, 3, 4]),
  ]);
  return JSON.stringify(found);
}

const compose = (store: Store, now = NINE) =>
  composeDue(
    { ...store, defaultZone: ZONE, render: renderPlainly, log: listeningLog() },
    now,
    new AbortController().signal,
  );

const claim = (store: Store, now = NINE) => claimDue(store, now, 100);

async function dueChat(store: Store, telegramId: number) {
  return addChat(store, { telegramId, topics: [] }, NINE - 2 * HOUR);
}

test('an article alone in its story goes with it, by any way of writing its address, and comes back whole', async () => {
  const [first = newArticle()] = aboutTheBridge();
  for (const address of [
    BRIDGE,
    `${BRIDGE}/?utm_source=mail#top`,
    'http://www.harbour.example/news/bridge-of-almonds/amp',
    'https://harbour-example.cdn.ampproject.org/c/s/harbour.example/news/bridge-of-almonds',
  ]) {
    const store = await storeWith([first]);
    const before = await latest(store);
    expect(before).toHaveLength(1);
    expect(await store.removals.remove(target(address), () => NINE)).toEqual({
      changed: true,
      articles: 1,
      stories: 1,
      withdrawn: 0,
    });
    expect(await everything(store)).toBe('[[],[],[],[]]');
    expect(await store.removals.list()).toMatchObject([{ kind: 'article', name: address, articles: 1 }]);
    expect(await store.removals.restore(target(BRIDGE))).toMatchObject({ changed: true, articles: 1 });
    await summarize(store);
    expect(await latest(store)).toEqual(before);
    expect(await store.removals.list()).toEqual([]);
  }
});

test('a story that others tell too loses its words at once, and its brief is written from theirs', async () => {
  const store = await storeWith(aboutTheBridge());
  const [before] = await latest(store);
  expect(before?.articles).toHaveLength(2);
  expect(await everything(store)).toContain('صحيفة المرفأ');
  await store.removals.remove(target(BRIDGE), () => NINE);
  for (const moment of ['at once', 'summarised']) {
    if (moment === 'summarised') await summarize(store);
    const [story, ...more] = await latest(store);
    expect(more).toEqual([]);
    expect(story).toMatchObject({ id: before?.id, voices: 1, publishedAt: NINE - HOUR });
    expect(story?.articles.map(({ publisher }) => publisher)).toEqual(['قناة الأفق']);
    expect(story?.headline).toContain('يفتح أمام السيارات');
    const all = await everything(store);
    for (const gone of ['المرفأ', 'harbour', 'سبع سنوات', '900'])
      expect([moment, gone, all.includes(gone)]).toEqual([moment, gone, false]);
  }
  expect((await latest(store))[0]?.sentences.map(({ text }) => text).join(' ')).toContain('السيارات');
  expect(await store.stories.search(['نوير', 'سنو'], 5)).toEqual([]);
});

test('what was taken out stays out when the feed brings it again, under whatever link or number, corrected or not', async () => {
  const [first = newArticle(), second = newArticle()] = aboutTheBridge();
  const store = await storeWith([first, second]);
  await store.removals.remove(target(BRIDGE), () => NINE);
  const again = [
    { ...first, revision: '2', text: `${first.text}\nوأضاف أن العمل استمر ليلا.` },
    {
      ...first,
      key: 'صحيفة المرفأ harbour 77',
      revision: '3',
      url: 'https://amp.harbour.example/news/bridge-of-almonds?amp=1&fbclid=x',
    },
    {
      ...first,
      key: 'صحيفة المرفأ n/77',
      revision: '2',
      url: 'https://harbour.example/n/77',
      title: undefined,
    },
    { ...first, key: 'صحيفة المرفأ n/78', revision: '8', url: 'https://harbour.example/n/78' },
    { ...first, key: 'مجمع الأخبار collector 5', publisher: 'مجمع الأخبار', revision: '4' },
  ];
  expect(await store.articles.add(again, NINE + HOUR)).toBe(0);
  await summarize(store);
  expect(await everything(store)).not.toMatch(/المرفأ|harbour|مجمع/u);
  // They are known: their pages are not fetched at every visit.
  const known = await store.articles.revisions(again.map(({ key }) => key));
  expect(known.size).toBe(5);
  // The same words of another outlet, and another article of this one, are none of it.
  const others = [
    { ...first, key: 'نافذة الميناء window 1', publisher: 'نافذة الميناء', url: 'https://window.example/1' },
    newArticle({ publisher: 'صحيفة المرفأ', url: 'https://harbour.example/news/other', revision: '9' }),
    {
      ...first,
      key: 'صحيفة المرفأ n/80',
      revision: '10',
      url: 'https://harbour.example/n/80',
      publishedAt: NINE - 200 * HOUR,
    },
  ];
  expect(await store.articles.add(others, NINE + HOUR)).toBe(3);
  await store.removals.restore(target(BRIDGE));
  await summarize(store);
  expect((await everything(store)).match(/"publisher":"صحيفة المرفأ"/gu)?.length).toBeGreaterThan(3);
});

test('an outlet goes with all its articles, is not visited or named any more, and what it sends stays out', async () => {
  const store = await storeWith([
    ...aboutTheBridge(),
    newArticle({
      publisher: 'BBC عربي',
      url: 'https://www.bbc.com/arabic/articles/one',
      title: 'قطار جديد بين مدينتي الرمان والتين',
    }),
    newArticle({
      publisher: 'جامع',
      url: 'https://www.bbc.com/arabic/articles/two',
      title: 'مزرعة تين تفتح أبوابها للزوار',
    }),
  ]);
  const feed = { kind: 'feed' as const, house: undefined, fullText: false };
  await store.sources.sync(
    [
      { ...feed, id: 'bbc', url: 'https://feeds.example/a', publisher: 'بي بي سي عربي' },
      { ...feed, id: 'horizon', url: 'https://feeds.example/b', publisher: 'قناة الأفق' },
    ],
    NINE,
  );
  expect(await store.removals.remove(publisherTarget('BBC Arabic'), () => NINE)).toMatchObject({
    articles: 2,
    stories: 2,
  });
  expect(await everything(store)).not.toMatch(/bbc|قطار/u);
  expect((await latest(store)).map(({ articles }) => articles.length)).toEqual([2]);
  expect((await store.sources.list()).map(({ id }) => id)).toEqual(['horizon']);
  expect((await store.sources.due(NINE)).map(({ id }) => id)).toEqual(['horizon']);
  expect(await store.articles.add([newArticle({ publisher: 'BBC عربي', revision: '7' })], NINE)).toBe(0);
  // By its letters alone, of an outlet that nobody knows.
  expect(await store.removals.remove(publisherTarget('صحيفه المرفأ'), () => NINE)).toMatchObject({
    articles: 1,
  });
  // One of its articles stays out on its own account when the outlet comes back.
  await store.removals.remove(target('https://www.bbc.com/arabic/articles/one'), () => NINE);
  expect(await store.removals.restore(publisherTarget('BBC'))).toMatchObject({ articles: 2 });
  await summarize(store);
  const all = await everything(store);
  expect([all.includes('/two'), all.includes('/one')]).toEqual([true, false]);
  expect(await store.removals.credited(publisherTarget('قناة الأفق').key)).toBe(true);
  expect(await store.removals.credited(publisherTarget('نجمة الصبح').key)).toBe(false);
  expect(await store.removals.restore(publisherTarget('نجمة الصبح'))).toMatchObject({ changed: false });
});

test('a story goes with all its articles and keeps its number when it comes back', async () => {
  const store = await storeWith(aboutTheBridge());
  const [before] = await latest(store);
  if (before === undefined) throw new Error('no story');
  expect(await store.removals.remove(storyTarget(before.id), () => NINE)).toMatchObject({
    articles: 2,
    stories: 1,
  });
  expect(await everything(store)).toBe('[[],[],[],[]]');
  expect(
    await store.articles.add(
      aboutTheBridge().map((one, at) => ({ ...one, key: `again ${at}` })),
      NINE,
    ),
  ).toBe(0);
  expect(await store.removals.restore(storyTarget(before.id))).toMatchObject({ articles: 4 });
  await summarize(store);
  const [after] = await latest(store);
  expect(after).toMatchObject({ id: before.id, headline: before.headline });
});

test('a brief that was being written meanwhile cannot bring it back', async () => {
  const [first = newArticle(), second = newArticle()] = aboutTheBridge();
  const store = await storeWith([first]);
  const [story] = await latest(store);
  await store.articles.add([second], NINE);
  const [waiting] = await store.stories.pending(5);
  if (story === undefined || waiting === undefined) throw new Error('nothing to join');
  await store.removals.remove(target(BRIDGE), () => NINE);
  const gone = { text: 'جملة من المادة المرفوعة.', articleId: story.headlineArticleId };
  const own = { text: 'جملة منه.', articleId: waiting.id };
  const brief = {
    headline: 'عنوان',
    headlineArticleId: waiting.id,
    sentences: [own],
    before: [],
    differences: [],
  };
  const write = {
    articleId: waiting.id,
    articleTopics: { main: [], side: [] },
    joinTerms: [],
    searchTerms: [],
    storyId: story.id,
    topics: { main: [], side: [] },
  };
  const version = {
    kind: 'course' as const,
    subject: 'count' as const,
    bearer: undefined,
    versions: [own, gone],
  };
  for (const stale of [
    { ...brief, headlineArticleId: gone.articleId },
    { ...brief, sentences: [own, gone] },
    { ...brief, before: [gone] },
    { ...brief, differences: [version] },
  ])
    await expect(store.stories.write({ ...write, brief: stale }, NINE)).rejects.toThrow(
      /not stored any more/u,
    );
  await summarize(store);
  expect(await everything(store)).not.toContain('harbour');
});

test('a digest that waits is made anew without it; of one that began, the part goes and its other stories are told next', async () => {
  const [first = newArticle()] = aboutTheBridge();
  const store = await storeWith([
    first,
    newArticle({
      publisher: 'قناة الأفق',
      url: 'https://horizon.example/1',
      publishedAt: NINE - HOUR,
      title: 'مهرجان الزيتون يبدأ في بلدة السنديان',
      text: 'بدأ مهرجان الزيتون في بلدة السنديان الأحد.',
    }),
  ]);
  const untouched = await dueChat(store, 11);
  const begun = await dueChat(store, 12);
  const paused = await dueChat(store, 13);
  await compose(store);
  await store.chats.setPaused(paused.id, 'reader', undefined);
  const claimed = await claim(store);
  const [toBegun] = claimed.filter(({ chatId }) => chatId === begun.id);
  const [toUntouched] = claimed.filter(({ chatId }) => chatId === untouched.id);
  if (toBegun === undefined || toUntouched === undefined) throw new Error('nothing was claimed');
  await store.deliveries.settle(
    [
      { id: toBegun.id, kind: 'sent', messageId: 1 },
      { id: toUntouched.id, kind: 'waiting', notBefore: 0, reason: 'refused' },
    ],
    NINE,
  );
  const html = () =>
    claim(store, NINE + 1).then((parts) => parts.map((part) => `${part.telegramId} ${part.message.html}`));
  const removed = toBegun.message.html.includes('جسر') ? storyTarget(2) : target(BRIDGE);
  const word = removed.kind === 'article' ? 'جسر' : 'الزيتون';
  expect((await store.removals.remove(removed, () => NINE + 1)).withdrawn).toBe(2);
  await compose(store, NINE + 2);
  const parts = await html();
  expect(parts).toHaveLength(1);
  expect(parts[0]).toMatch(/^11 /u);
  expect(parts.join()).not.toContain(word);
  expect((await store.chats.byId(paused.id))?.nextDigestAt).toBeUndefined();
  expect(await store.deliveries.counts()).toMatchObject({ pending: 0, sent: 1, sending: 1 });
});

test('a part that was on its way does not wait again; one that may have arrived names nothing under «ربما لم تصلك»', async () => {
  const store = await storeWith([aboutTheBridge()[0] ?? newArticle()]);
  const chats = [await dueChat(store, 21), await dueChat(store, 22)];
  await compose(store);
  const claimed = await claim(store);
  expect(claimed).toHaveLength(2);
  const [first, second] = claimed;
  if (first === undefined || second === undefined) throw new Error('nothing was claimed');
  expect((await store.removals.remove(target(BRIDGE), () => NINE)).withdrawn).toBe(2);
  await store.deliveries.settle(
    [
      { id: first.id, kind: 'waiting', notBefore: 0, reason: 'connection refused' },
      { id: second.id, kind: 'uncertain', reason: 'no answer' },
    ],
    NINE,
  );
  expect(await claim(store, NINE + HOUR)).toEqual([]);
  expect(await store.deliveries.counts()).toMatchObject({ cancelled: 1, uncertain: 1 });
  const unconfirmed = await store.digests.unconfirmed(chats.map(({ id }) => id));
  const ids = [...unconfirmed.values()].flat().map(({ storyId }) => storyId);
  expect(ids).toHaveLength(1);
  expect(await store.stories.byIds(ids)).toEqual([]);
});

test('a digest made of what was read before is not stored, and the chat stays due', async () => {
  const store = await storeWith(aboutTheBridge());
  const chat = await dueChat(store, 31);
  let composed = 0;
  const render: typeof renderPlainly = (digest) => {
    composed += 1;
    return renderPlainly(digest);
  };
  const stories = {
    ...store.stories,
    recent: async (since: number) => {
      const found = await store.stories.recent(since);
      if (composed === 0) await store.removals.remove(target(BRIDGE), () => NINE + 1);
      return found;
    },
  };
  const deps = { ...store, stories, defaultZone: ZONE, render, log: listeningLog() };
  const stop = new AbortController().signal;
  expect(await composeDue(deps, NINE, stop)).toMatchObject({ composed: 0 });
  expect((await store.chats.byId(chat.id))?.nextDigestAt).toBe(chat.nextDigestAt);
  await summarize(store);
  expect(await composeDue(deps, NINE + 2, stop)).toMatchObject({ composed: 1 });
  expect((await claim(store))[0]?.message.html).toContain('يفتح أمام السيارات');
});

test('a source that is stopped while it is visited stays stopped, and one that is resumed is due at once', async () => {
  const store = testStore();
  const source = {
    id: 'a',
    kind: 'feed' as const,
    url: 'https://a.example/',
    publisher: 'أ',
    house: undefined,
    fullText: false,
  };
  await store.sources.sync([source], NINE);
  const visit = { ...UNVISITED, nextDueAt: NINE + HOUR, lastSuccessAt: NINE };
  await store.sources.setDisabled('a', 'by the operator');
  await store.sources.settle('a', visit);
  expect((await store.sources.list())[0]?.disabled).toBe('by the operator');
  await store.sources.setDisabled('a', undefined);
  expect((await store.sources.due(NINE)).map(({ id }) => id)).toEqual(['a']);
  await store.sources.settle('a', visit);
  await store.sources.setDisabled('a', undefined);
  expect(await store.sources.due(NINE)).toEqual([]);
});

test('of a story whose texts are gone as too old, the others’ sentences stay, and the article comes back by its headline', async () => {
  const store = await storeWith(aboutTheBridge());
  const [before] = await latest(store);
  const texts = before?.sentences.map(({ text, articleId }) => [articleId, text]) ?? [];
  expect(new Set(texts.map(([id]) => id)).size).toBe(2);
  await store.retention.dropTexts(NINE + HOUR, walkFromStart, NINE + HOUR);
  await store.removals.remove(target(BRIDGE), () => NINE + HOUR);
  await summarize(store);
  const [story] = await latest(store);
  const other = story?.articles[0]?.id;
  expect(story?.sentences.map(({ text }) => text)).toEqual(
    texts.filter(([id]) => id === other).map(([, text]) => text),
  );
  await store.removals.remove(publisherTarget('قناة الأفق'), () => NINE + HOUR);
  expect(await everything(store)).toBe('[[],[],[],[]]');
  await store.removals.restore(publisherTarget('قناة الأفق'));
  await store.removals.restore(target(BRIDGE));
  await summarize(store);
  const [after, ...more] = await latest(store);
  expect(more).toEqual([]);
  expect(after?.articles.map(({ publisher }) => publisher)).toEqual(['صحيفة المرفأ', 'قناة الأفق']);
  expect(after?.headline).toContain('يفتح أمام السيارات');
});

test('what is taken out can be told to another database: a story by its articles', async () => {
  const store = await storeWith(aboutTheBridge());
  const [story] = await latest(store);
  await store.removals.remove(storyTarget(story?.id ?? 0), () => NINE);
  await store.removals.remove(publisherTarget('BBC عربي'), () => NINE);
  const other = testStore();
  for (const told of await store.removals.portable()) await other.removals.remove(told, () => NINE);
  expect((await other.removals.list()).map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([
    'article https://harbour.example/news/bridge-of-almonds',
    'article https://horizon.example/almond-bridge',
    'publisher BBC عربي',
  ]);
  expect(await other.articles.add(aboutTheBridge(), NINE)).toBe(0);
});

/** Reports on these stories, each showing all of its articles. */
async function report(store: Store, ids: readonly number[]): Promise<void> {
  const { id: chatId } = await addChat(store, { telegramId: 77 }, NINE);
  for (const story of await store.stories.byIds(ids)) {
    const sentences = story.sentences.map(({ text }) => text);
    const articles = story.articles.map(({ publisher, title, url, published }) => ({
      publisher,
      title,
      url,
      published,
    }));
    const seen = { storyId: story.id, headline: story.headline, sentences, articles };
    await store.reports.add(chatId, { reason: 'wrong', ...seen }, NINE);
  }
}

const ELSEWHERE = newArticle({
  url: 'https://horizon.example/library',
  publisher: 'قناة الأفق',
  title: 'مكتبة الزعتر تعير كتبها مجانًا لطلاب المدارس',
  text: 'أعلنت مكتبة الزعتر العامة الأحد إعارة كتبها مجانًا لطلاب المدارس حتى نهاية العام الدراسي.',
  publishedAt: NINE - HOUR,
});

test.each([
  ['an article', (): Target => target(BRIDGE), 1],
  ['an outlet', (): Target => publisherTarget('صحيفة المرفأ'), 1],
  ['an outlet of all of them', (): Target => publisherTarget('قناة الأفق'), 0],
])('reports that show %s that is taken out go with it, and the others stay', async (_, what, left) => {
  const store = await storeWith([...aboutTheBridge(), ELSEWHERE]);
  await report(
    store,
    (await latest(store)).map(({ id }) => id),
  );
  expect(await store.reports.list()).toHaveLength(2);
  await store.removals.remove(what(), () => NINE);
  const kept = await store.reports.list();
  expect(kept).toHaveLength(left);
  expect(JSON.stringify(kept)).not.toContain('جسر اللوز');
  // Nor do they come back with it.
  await store.removals.restore(what());
  expect(await store.reports.list()).toHaveLength(left);
});

test('reports on a story that is taken out go, and so do those that are made of what a story showed before', async () => {
  const store = await storeWith([...aboutTheBridge(), ELSEWHERE]);
  const stories = await latest(store);
  const bridge = stories.find(({ articles }) => articles.length === 2)?.id ?? 0;
  await report(store, [bridge]);
  await store.removals.remove(storyTarget(bridge), () => NINE);
  expect(await store.reports.list()).toEqual([]);
  const { id } = await addChat(store, { telegramId: 78 }, NINE);
  const former = {
    storyId: 9_999,
    headline: 'خبر',
    sentences: [],
    articles: [
      { publisher: undefined, title: undefined, url: `${BRIDGE}?utm_source=x`, published: undefined },
    ],
  };
  await store.reports.add(id, { ...former, reason: 'other' }, NINE);
  await store.removals.remove(target(BRIDGE), () => NINE);
  expect(await store.reports.list()).toEqual([]);
});

test('reports on a story go also where it is taken out as the one that it was joined to', async () => {
  const store = await storeWith([...aboutTheBridge(), ELSEWHERE]);
  const stories = await latest(store);
  const bridge = stories.find(({ articles }) => articles.length === 2)?.id ?? 0;
  const library = stories.find(({ id }) => id !== bridge);
  const articleId = library?.articles[0]?.id ?? 0;
  await report(store, [library?.id ?? 0]);
  const headline = 'افتتاح جسر اللوز المعلق';
  await store.stories.write(
    {
      articleId,
      articleTopics: { main: [], side: [] },
      joinTerms: [],
      searchTerms: [],
      storyId: bridge,
      merges: [library?.id ?? 0],
      brief: { headline, headlineArticleId: articleId, sentences: [], before: [], differences: [] },
      topics: { main: [], side: [] },
    },
    NINE,
  );
  expect(await store.reports.list()).toHaveLength(1);
  await store.removals.remove(publisherTarget('صحيفة المرفأ'), () => NINE);
  expect(await store.reports.list()).toEqual([]);
});
