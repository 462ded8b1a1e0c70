import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import type { NewArticle } from '../../src/news/article.ts';
import { linesOf } from '../../src/news/clean.ts';
import { openStore } from '../../src/storage/store.ts';
import { newArticle } from '../support/articles.ts';
import { madeArticle } from '../support/made-news.ts';
import { temporaryFolder } from '../support/temporary.ts';

const NOW = Date.UTC(2025, 5, 30, 12);
const BANNER = 'السنبلة — نافذة تطل منها على الدنيا';

const told = (n: number) => {
  const { title, lines } = madeArticle(n);
  return { title, lines: linesOf([BANNER, ...lines].join('\n')) };
};

function open(path: string) {
  const store = openStore(path);
  onTestFinished(() => store.close());
  return store.furniture;
}

/** What goes of the first line of another article of the outlet. */
async function bannerIs(furniture: ReturnType<typeof open>, outlet: string) {
  const repeated = await furniture.learn(outlet, [], NOW);
  const { title, lines } = told(400);
  return repeated(lines, title)[0] === undefined ? 'kept' : 'gone';
}

test('what was learned an article at a time survives a restart, and belongs to its outlet alone', async () => {
  const path = join(temporaryFolder(), 'mujaz.db');
  for (let n = 0; n < 8; n++) {
    const store = openStore(path);
    await store.furniture.learn('السنبلة', [told(n)], NOW + n);
    store.close();
  }
  const furniture = open(path);
  expect(await bannerIs(furniture, 'السنبلة')).toBe('gone');
  expect(await bannerIs(furniture, 'البيدر')).toBe('kept');
});

test('one article told again and again under other addresses teaches nothing, across restarts too', async () => {
  const path = join(temporaryFolder(), 'mujaz.db');
  for (let n = 0; n < 8; n++) {
    const store = openStore(path);
    await store.furniture.learn('السنبلة', [told(3)], NOW + n);
    store.close();
  }
  expect(await bannerIs(open(path), 'السنبلة')).toBe('kept');
});

test('asking without articles stores nothing', async () => {
  const path = join(temporaryFolder(), 'mujaz.db');
  await open(path).learn('السنبلة', [], NOW);
  const raw = new Sqlite(path, { readonly: true });
  expect(raw.prepare('SELECT count(*) AS rows FROM furniture_outlets').get()).toEqual({ rows: 0 });
  raw.close();
});

test('the stored counts are those that are remembered, within their bounds, after many batches', async () => {
  const path = join(temporaryFolder(), 'mujaz.db');
  const furniture = open(path);
  const odd = (n: number) => `سطر ${n.toString(36)}ق لا يعود أبدا${n % 7}م.`;
  for (let batch = 0; batch < 12; batch++) {
    const articles = Array.from({ length: 10 }, (_, at) => {
      const { title, lines } = madeArticle(batch * 10 + at);
      const lonely = Array.from({ length: 50 }, (_, index) => odd((batch * 10 + at) * 50 + index));
      return { title, lines: linesOf([BANNER, ...lines, ...lonely].join('\n')) };
    });
    await furniture.learn('السنبلة', articles, NOW + batch);
  }
  const raw = new Sqlite(path, { readonly: true });
  const { rows } = raw.prepare<[], { rows: number }>('SELECT count(*) AS rows FROM furniture_runs').get() ?? {
    rows: 0,
  };
  raw.close();
  expect(rows).toBeGreaterThan(1_000);
  expect(rows).toBeLessThanOrEqual(4_000);
  expect(await bannerIs(furniture, 'السنبلة')).toBe('gone');
});

test('recent articles of the outlet or its host lose what is known by now, and no others do', async () => {
  const store = openStore(join(temporaryFolder(), 'mujaz.db'));
  onTestFinished(() => store.close());
  const { title, lines } = madeArticle(50);
  const clean = lines.join('\n');
  const text = `${BANNER}\n${clean}`;
  const kept = async (about: Partial<NewArticle>, at: number) => {
    await store.articles.add([newArticle({ title, text, ...about })], at);
  };
  await kept({ key: 'own', url: 'https://sunbula.example/1' }, NOW);
  await kept({ key: 'another host', url: 'https://baydar.example/?at=://sunbula.example/' }, NOW);
  await kept({ key: 'another outlet', publisher: 'البيدر', url: 'https://sunbula.example/2' }, NOW);
  await kept({ key: 'old', url: 'https://sunbula.example/3' }, NOW - 8 * 24 * 3_600_000);
  await kept({ key: 'nothing else', url: 'https://sunbula.example/4', text: BANNER }, NOW);
  for (let n = 0; n < 8; n++) await store.furniture.learn('sunbula.example', [told(n)], NOW);
  expect(await store.furniture.cleanAgain(NOW)).toBe(true);
  expect(await store.furniture.cleanAgain(NOW)).toBe(false);
  const articles = await store.stories.pending(10);
  expect(Object.fromEntries(articles.map((article) => [article.key, article.text]))).toEqual({
    own: clean,
    'another host': text,
    'another outlet': text,
    old: text,
    'nothing else': BANNER,
  });
});
