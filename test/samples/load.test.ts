import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSamples } from '../../samples/load.ts';
import { writeBrief } from '../../src/briefs/brief.ts';
import { READERS_BUDGET } from '../../src/briefs/summarize.ts';
import type { NewArticle } from '../../src/news/article.ts';
import { createPageReader } from '../../src/news/page.ts';
import { createMemoryIndex, joinInMemory } from '../../src/stories/memory-index.ts';
import { storyOrigin } from '../../src/stories/origins.ts';
import { matchTopics } from '../../src/topics/match.ts';

const NOW = Date.UTC(2026, 10, 23, 9, 30);
const HOUR_MS = 3600_000;
const reader = createPageReader({ deadlineMs: 20_000 });
const reading = { readPage: async (html: string, url: string | undefined) => reader.read(html, url) };
let samples: readonly NewArticle[];

beforeAll(async () => {
  samples = await loadSamples(reading, NOW);
});
afterAll(async () => {
  await reader.close();
});

/** What stands around the articles and must not come with them. */
const FURNITURE =
  /اقرأ أيض|شاهد أيضًا|كلمات (?:دلالية|مفتاحية)|فيسبوك|واتساب|عاجل(?!ة)|ad_1|المصدر:|حجم الخط|ذات صلة|الأكثر مشاهدة|التعليقات|اشترك|حقوق|@|pic\.|السنابل|\{\{|<|نُشر:/;

describe('the samples', () => {
  test('are some twenty articles of three outlets, all marked', () => {
    expect(samples.length).toBeGreaterThanOrEqual(20);
    expect(new Set(samples.map(({ publisher }) => publisher))).toEqual(
      new Set(['صحيفة المرفأ', 'وكالة السنابل', 'قناة الأفق']),
    );
    expect(samples.every(({ sample, sourceId }) => sample && sourceId === undefined)).toBe(true);
    expect(new Set(samples.map(({ key }) => key)).size).toBe(samples.length);
  });

  test('come out of their furniture whole and clean', () => {
    for (const { key, title, text } of samples) {
      expect(`${title}\n${text}`, key).not.toMatch(FURNITURE);
      expect(text.split('\n').length, key).toBeGreaterThanOrEqual(4);
      expect(text, key).toMatch(/[.»]$/);
    }
  });

  test('were published in the last day and a half, on the weekday they say', () => {
    for (const { key, publishedAt } of samples) {
      expect(publishedAt, key).toBeLessThan(NOW);
      expect(publishedAt, key).toBeGreaterThan(NOW - 36 * HOUR_MS);
    }
    const preview = samples.find(({ key }) => key.includes('water-preview'));
    const opening = samples.find(({ key }) => key.includes('water-opens'));
    // NOW is a Monday in Riyadh: the preview says Monday a day ahead, the report on the day itself.
    expect(preview?.text).toContain('الاثنين');
    expect(opening?.text).toContain('الاثنين');
  });

  test('bring news of their own for who moves the clock on, and not before', async () => {
    const tomorrow = NOW + 24 * HOUR_MS;
    const later = await loadSamples(reading, tomorrow, NOW);
    const today = new Set(samples.map(({ key }) => key));
    const fresh = later.filter(({ key }) => !today.has(key));
    expect(fresh.length).toBeGreaterThanOrEqual(4);
    for (const { key, title, text, publishedAt } of fresh) {
      expect(`${title}\n${text}`, key).not.toMatch(FURNITURE);
      expect(text.split('\n').length, key).toBeGreaterThanOrEqual(3);
      expect(publishedAt, key).toBeGreaterThan(NOW);
      expect(publishedAt, key).toBeLessThan(tomorrow);
    }
    // A day later they are as old as they are.
    const after = await loadSamples(reading, tomorrow + 24 * HOUR_MS, NOW);
    const times = (of: readonly NewArticle[]) =>
      of.filter(({ key }) => !today.has(key)).map(({ publishedAt }) => publishedAt);
    expect(times(after)).toEqual(times(later));
  });

  test('keep their keys for ever, and their revisions for a day', async () => {
    const sameDay = await loadSamples(reading, NOW + 8 * HOUR_MS);
    const nextDay = await loadSamples(reading, NOW + 24 * HOUR_MS);
    const marks = (articles: readonly NewArticle[], of: 'key' | 'revision') =>
      articles.map((each) => each[of]);
    expect(marks(nextDay, 'key')).toEqual(marks(samples, 'key'));
    expect(marks(sameDay, 'revision')).toEqual(marks(samples, 'revision'));
    expect(nextDay.some(({ revision }, i) => revision === samples[i]?.revision)).toBe(false);
  });

  test('tell some events in the words of several outlets, and of iran several stories', async () => {
    const index = createMemoryIndex();
    const stories = new Map<number, string[]>();
    const inOrder = [...samples].sort((a, b) => (a.publishedAt ?? 0) - (b.publishedAt ?? 0));
    for (const [i, sample] of inOrder.entries()) {
      const article = { ...sample, id: i + 1, firstSeenAt: NOW };
      const story = await joinInMemory(article, index, { opens: article.id, now: NOW });
      stories.set(story, [...(stories.get(story) ?? []), sample.key.replace(/^sample:\w+-|\.\w+$/g, '')]);
    }
    const told = [...stories.values()].filter((keys) => keys.length > 1).map((keys) => keys.join(' '));
    expect(told.sort()).toEqual([
      'festival-opens festival-short',
      'final-preview final-result final-goals',
      'flood-first flood-rises flood-eight flood-hospital',
      'shipping-profit shipping-stock',
      'telescope-image telescope-first',
      'water-preview water-opens water-network',
    ]);
    const ofIran = samples.filter((sample) => matchTopics(sample).main.includes('iran'));
    expect(ofIran.length).toBeGreaterThanOrEqual(5);
  });

  test('hold a toll that outlets tell differently, and news that two have from one agency', () => {
    const told = (name: string) =>
      samples
        .filter(({ key }) => key.includes(name))
        .map((sample, at) => ({ ...sample, id: at + 1, firstSeenAt: NOW }));
    const flood = writeBrief(told('flood'), READERS_BUDGET);
    const contradictions = flood?.differences.filter(({ kind }) => kind === 'contradiction');
    expect(contradictions?.map(({ versions }) => versions.map(({ text }) => text))).toEqual([['7', '8']]);
    expect(storyOrigin(told('festival'))).toBe('المرجان');
  });

  test('are listed in samples.json, each with its outlet and age', async () => {
    const rows: unknown = JSON.parse(
      await readFile(new URL('../../samples/samples.json', import.meta.url), 'utf8'),
    );
    expect(rows).toContainEqual({ file: 'almarfa-water-preview.html', outlet: 'صحيفة المرفأ', hoursAgo: 22 });
  });
});
