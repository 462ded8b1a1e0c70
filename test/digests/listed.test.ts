import { describe, expect, it, test } from 'vitest';
import { listed, listedViews } from '../../src/digests/listed.ts';
import type { ArticleKind } from '../../src/news/article.ts';
import type { Store } from '../../src/storage/store.ts';
import { newArticle } from '../support/articles.ts';
import { testStore } from '../support/outbox.ts';
import { storyOf } from '../support/stories.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 23, 9);

/** A story of one article of this kind, so many hours old; without a date where that is undefined. */
async function add(
  store: Store,
  headline: string,
  { kind = 'news', hours, topic = 'iran' }: { kind?: ArticleKind; hours: number | undefined; topic?: string },
): Promise<void> {
  const publishedAt = hours === undefined ? undefined : NOW - hours * HOUR;
  await store.articles.add([newArticle({ title: headline, kind, publishedAt })], NOW);
  const [article] = await store.stories.pending(1);
  if (article === undefined) throw new Error('the article did not come');
  const topics = { main: [topic], side: [] };
  const brief = { headline, headlineArticleId: article.id, sentences: [], before: [], differences: [] };
  await store.stories.write(
    {
      articleId: article.id,
      articleTopics: topics,
      joinTerms: [],
      searchTerms: [],
      storyId: undefined,
      brief,
      topics,
    },
    NOW,
  );
}

/** Of each kind some, the newest of them no news. */
async function mixed(topic = 'iran'): Promise<Store> {
  const store = testStore();
  await add(store, 'سعر الصرف اليوم', { kind: 'service', hours: 1, topic });
  await add(store, 'رأي في الجسر', { kind: 'opinion', hours: 2, topic });
  await add(store, 'كيف بُني الجسر؟', { kind: 'explainer', hours: 3, topic });
  await add(store, 'زلزال يضرب الساحل', { hours: 4, topic });
  await add(store, 'صور من الجسر', { kind: 'soft', hours: 5, topic });
  await add(store, 'تقرير عن الميناء', { kind: 'report', hours: 6, topic });
  await add(store, 'تغطية مباشرة من الساحل', { kind: 'live', hours: 7, topic });
  await add(store, 'خبر بلا تاريخ', { hours: undefined, topic });
  await add(store, 'إعلان عن معرض', { kind: 'sponsored', hours: 1, topic });
  return store;
}

const NEWS_FIRST = [
  'زلزال يضرب الساحل',
  'تقرير عن الميناء',
  'تغطية مباشرة من الساحل',
  'رأي في الجسر',
  'كيف بُني الجسر؟',
  'صور من الجسر',
  'خبر بلا تاريخ',
];

const headlines = (stories: readonly { readonly headline: string }[]) =>
  stories.map(({ headline }) => headline);

describe.each([['of a topic', 'iran'] as const, ['of all', undefined] as const])('a list %s', (_, topic) => {
  it('tells the newest news first, then what is written about it, then what bears no date, and no services', async () => {
    expect(headlines(await listed((await mixed()).stories, { topic, limit: 50 }, NOW))).toEqual(NEWS_FIRST);
  });

  it('is the same however much of it is asked for, so that each story stands on one page', async () => {
    const { stories } = await mixed();
    for (let limit = 1; limit <= NEWS_FIRST.length; limit += 1)
      expect(headlines(await listed(stories, { topic, limit }, NOW))).toEqual(NEWS_FIRST.slice(0, limit));
  });

  it('brings services where there is nothing else', async () => {
    const store = testStore();
    await add(store, 'سعر الصرف اليوم', { kind: 'service', hours: 1 });
    expect(headlines(await listed(store.stories, { topic, limit: 5 }, NOW))).toEqual(['سعر الصرف اليوم']);
  });
});

test('prices and currencies are told with the daily services, by their time', async () => {
  const { stories } = await mixed('prices');
  const all = headlines(await listed(stories, { topic: 'prices', limit: 50 }, NOW));
  expect(all).toEqual([
    'سعر الصرف اليوم',
    'زلزال يضرب الساحل',
    'تقرير عن الميناء',
    'تغطية مباشرة من الساحل',
    'رأي في الجسر',
    'كيف بُني الجسر؟',
    'صور من الجسر',
    'خبر بلا تاريخ',
  ]);
  for (let limit = 1; limit <= all.length; limit += 1)
    expect(headlines(await listed(stories, { topic: 'prices', limit }, NOW))).toEqual(all.slice(0, limit));
});

test('what is written about a topic comes by itself when that is asked for, services last', async () => {
  const { stories } = await mixed();
  expect(headlines(await listedViews(stories, { topic: 'iran', limit: 50 }))).toEqual([
    'رأي في الجسر',
    'كيف بُني الجسر؟',
    'صور من الجسر',
    'سعر الصرف اليوم',
  ]);
  expect(await listedViews(stories, { topic: 'top', limit: 50 })).toEqual([]);
});

describe('the top stories that are asked for', () => {
  const stories = Array.from({ length: 14 }, (_, index) =>
    storyOf({
      id: index + 1,
      topics: [index < 9 ? 'iran' : 'egypt'],
      publishedAt: NOW - (index + 1) * HOUR,
    }),
  );
  const asked = async (limit: number): Promise<readonly number[]> => {
    const store = { latest: async () => [], recent: async () => stories };
    return (await listed(store, { topic: 'top', limit }, NOW)).map(({ id }) => id);
  };

  it('begin as a digest would, and go on with others, so that no page repeats another', async () => {
    const all = await asked(50);
    expect(new Set(all).size).toBe(14);
    expect(all).toHaveLength(14);
    for (const limit of [5, 10]) expect(await asked(limit)).toEqual(all.slice(0, limit));
    expect(all.slice(0, 5).filter((id) => id >= 10).length).toBeGreaterThan(0);
  });
});
