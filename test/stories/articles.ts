import type { Article } from '../../src/news/article.ts';
import { createMemoryIndex, joinInMemory } from '../../src/stories/memory-index.ts';

export const NOW = Date.UTC(2026, 2, 10, 12);

export type Given = {
  readonly title?: string;
  readonly text: string;
  /** Which day of March 2026; undated when missing. */
  readonly day?: number;
  readonly publisher?: string;
  readonly kind?: Article['kind'];
};

export function article(id: number, given: Given): Article {
  return {
    id,
    key: `k${id}`,
    revision: 'r',
    title: given.title,
    text: given.text,
    url: undefined,
    author: undefined,
    statedSource: undefined,
    published: undefined,
    publishedAt: given.day === undefined ? undefined : Date.UTC(2026, 2, given.day, 9),
    firstSeenAt: NOW,
    kind: given.kind ?? 'news',
    image: undefined,
    sourceId: undefined,
    publisher: given.publisher,
    house: undefined,
    sample: false,
  };
}

/** Articles read as one stream: for each the number of the first article of its story, from 0. */
export async function storiesOf(given: readonly Given[]): Promise<number[]> {
  const index = createMemoryIndex();
  const stories: number[] = [];
  for (const [at, one] of given.entries()) {
    stories.push(await joinInMemory(article(at, one), index, { opens: at, now: NOW }));
  }
  return stories.map((story) => index.storyOf(story));
}
