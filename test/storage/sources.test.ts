import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { FeedEntry } from '../../src/news/feed.ts';
import type { Source } from '../../src/news/source.ts';
import { openStore } from '../../src/storage/store.ts';
import { temporaryFolder } from '../support/temporary.ts';

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

test('the table follows the file: order, leavers, a new address starts afresh, state of the others stays', async () => {
  const db = openStore(join(temporaryFolder(), 'mujaz.db'));
  onTestFinished(() => db.close());
  const { sources } = db;
  await sources.sync([source('a'), source('b'), source('c')], NOW);
  const visit = {
    disabled: undefined,
    etag: '"x"',
    lastModified: undefined,
    nextDueAt: NOW + 5,
    failures: 2,
    lastSuccessAt: NOW,
    lastError: 'timed out',
    movedTo: undefined,
    movedSeen: 0,
    unread: {
      entries: [{ key: 'k', entry: { ...NO_ENTRY, title: 'خبر الجسر', categories: ['محليات'] } }],
      askAt: NOW + 9,
      brokenOff: false,
    },
  };
  await sources.settle('a', visit);
  await sources.settle('b', visit);
  await sources.sync(
    [source('b', { url: 'https://new.example/' }), source('a', { publisher: 'ألف' })],
    NOW + 1,
  );
  const [b, a, ...more] = await sources.list();
  expect(more).toEqual([]);
  expect(a).toEqual({ ...source('a', { publisher: 'ألف' }), ...visit });
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
