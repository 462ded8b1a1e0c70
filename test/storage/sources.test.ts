import { expect, test } from 'vitest';
import type { FeedEntry } from '../../src/news/feed.ts';
import { type Source, type SourceVisit, UNVISITED } from '../../src/news/source.ts';
import { testStore } from '../support/outbox.ts';

const NOW = Date.UTC(2026, 10, 23, 9);

const NO_ENTRY: FeedEntry = {
  id: undefined,
  url: undefined,
  title: undefined,
  summary: undefined,
  content: undefined,
  author: undefined,
  published: undefined,
  updated: undefined,
  categories: [],
  image: undefined,
};

function source(id: string, about: Partial<Source> = {}): Source {
  return {
    id,
    kind: 'feed',
    url: `https://${id}.example/rss`,
    publisher: id,
    house: undefined,
    fullText: false,
    ...about,
  };
}

/** What a visit left behind. */
const VISIT: SourceVisit = {
  ...UNVISITED,
  etag: '"x"',
  nextDueAt: NOW + 5,
  failures: 2,
  lastSuccessAt: NOW,
  lastError: 'timed out',
  unread: {
    entries: [{ key: 'k', entry: { ...NO_ENTRY, title: 'خبر الجسر', categories: ['محليات'] } }],
    askAt: NOW + 9,
    brokenOff: false,
  },
};

test('the table follows the file: order, leavers, a new address starts afresh, state of the others stays', async () => {
  const { sources } = testStore();
  await sources.sync([source('a'), source('b'), source('c')], NOW);
  await sources.settle('a', VISIT);
  await sources.settle('b', VISIT);
  await sources.sync(
    [source('b', { url: 'https://new.example/' }), source('a', { publisher: 'ألف' })],
    NOW + 1,
  );
  const [b, a, ...more] = await sources.list();
  expect(more).toEqual([]);
  expect(a).toEqual({ ...source('a', { publisher: 'ألف' }), ...VISIT });
  expect(b).toMatchObject({
    id: 'b',
    etag: undefined,
    failures: 0,
    nextDueAt: NOW + 1,
    lastError: undefined,
    unread: undefined,
  });
  expect((await sources.due(NOW + 1)).map(({ id }) => id)).toEqual(['b']);
  expect((await sources.due(NOW + 5)).map(({ id }) => id)).toEqual(['b', 'a']);
  expect(await sources.setDisabled('b', 'by hand')).toBe(true);
  expect(await sources.setDisabled('c', 'by hand')).toBe(false);
  expect((await sources.due(NOW + 5)).map(({ id }) => id)).toEqual(['a']);
});

test('what was planned before a clock was set back by far is due; a wait that a server may ask for is kept', async () => {
  const { sources } = testStore();
  await sources.sync([source('far'), source('asked')], NOW);
  const DAY = 24 * 3_600_000;
  for (const [id, nextDueAt] of [
    ['far', NOW + 300 * DAY],
    ['asked', NOW + 7 * DAY],
  ] as const)
    await sources.settle(id, { ...VISIT, nextDueAt });
  expect((await sources.due(NOW)).map(({ id }) => id)).toEqual(['far']);
});
