import { expect, test } from 'vitest';
import { createMemoryIndex } from '../../src/stories/memory-index.ts';
import { joinTerms } from '../../src/stories/reads.ts';
import { article, NOW } from './articles.ts';

const DAY_MS = 24 * 3_600_000;
const EVER = { from: 0, to: Number.MAX_SAFE_INTEGER, least: 0, limit: 50 };

const QUAKE = { title: 'زلزال يضرب سردينيا', text: 'ضرب زلزال عنيف جزيرة سردينيا الإيطالية ليلا.', day: 3 };
const AFTERSHOCK = {
  title: 'هزة ارتدادية في سردينيا',
  text: 'شعر سكان سردينيا بهزة ارتدادية صباحا.',
  day: 4,
};
const BREAD = { title: 'سعر الخبز', text: 'حددت الوزارة سعر رغيف الخبز البلدي.', day: 3 };

test('the articles that share the most come first, and those that share nothing not at all', async () => {
  const index = createMemoryIndex();
  index.add(article(1, BREAD), 1);
  index.add(article(2, AFTERSHOCK), 2);
  index.add(article(3, QUAKE), 3);
  const found = await index.candidates(joinTerms(QUAKE), EVER);
  expect(found.map(({ storyId }) => storyId)).toEqual([3, 2]);
  expect(await index.candidates(joinTerms(QUAKE), { ...EVER, limit: 1 })).toHaveLength(1);
});

test('only articles of the window are found; one without a date stands where it was first seen', async () => {
  const index = createMemoryIndex();
  index.add(article(1, QUAKE), 1);
  index.add(article(2, { title: QUAKE.title, text: QUAKE.text }), 2);
  const around = (time: number) => ({ from: time - DAY_MS, to: time + DAY_MS, least: 0, limit: 50 });
  const stories = async (time: number) =>
    (await index.candidates(joinTerms(QUAKE), around(time))).map(({ storyId }) => storyId);
  expect(await stories(Date.UTC(2026, 2, 3, 9))).toEqual([1]);
  expect(await stories(NOW)).toEqual([2]);
});

test('frequencies count articles and each term once per article', async () => {
  const index = createMemoryIndex();
  for (const [id, given] of [QUAKE, AFTERSHOCK, BREAD].entries()) index.add(article(id, given), id);
  const shared = joinTerms(QUAKE).filter((term) => joinTerms(AFTERSHOCK).includes(term));
  const { articles, of } = await index.frequencies([...shared, 'nowhere']);
  expect(articles).toBe(3);
  expect(shared.length).toBeGreaterThan(1);
  expect(shared.map((term) => of.get(term))).toEqual(shared.map(() => 2));
  expect(of.get('nowhere')).toBe(0);
});
