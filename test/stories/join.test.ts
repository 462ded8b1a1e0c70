import { describe, expect, test } from 'vitest';
import type { Article } from '../../src/news/article.ts';
import { chooseStory, joinTerms } from '../../src/stories/join.ts';
import { createMemoryIndex } from '../../src/stories/memory-index.ts';

const NOW = Date.UTC(2026, 2, 10, 12);

function article(id: number, title: string | undefined, text: string, publishedAt?: number): Article {
  return {
    id,
    key: `k${id}`,
    revision: 'r',
    title,
    text,
    url: undefined,
    author: undefined,
    statedSource: undefined,
    published: undefined,
    publishedAt,
    firstSeenAt: NOW,
    kind: 'news',
    image: undefined,
    sourceId: undefined,
    publisher: undefined,
    house: undefined,
    sample: false,
  };
}

describe('joining', () => {
  test('the joining terms of hostile texts are few and found quickly', () => {
    expect(joinTerms({ title: undefined, text: '' })).toEqual([]);
    expect(joinTerms({ title: undefined, text: 'كلمة '.repeat(200_000) })).toHaveLength(1);
    expect(joinTerms({ title: 'أ'.repeat(100_000), text: 'ا'.repeat(1_000_000) }).length).toBeLessThan(3);
  });

  test('an article with nothing before it opens a story', async () => {
    const index = createMemoryIndex();
    expect(await chooseStory(article(1, 'زلزال', 'ضرب زلزال جزيرة سردونيا.'), index, NOW)).toBeUndefined();
  });
});
