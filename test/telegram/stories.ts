/** Made-up stories for tests of what readers see. */
import type { Story, StoryArticle } from '../../src/stories/story.ts';

/** Tuesday 1 July 2025, 12:00 in UTC. */
export const NOON = Date.UTC(2025, 6, 1, 12);

export function article(given: Partial<StoryArticle> = {}): StoryArticle {
  return {
    id: 1,
    title: 'افتتاح جسر جديد فوق نهر الوادي',
    url: 'https://example.org/1',
    publisher: 'صحيفة الضفاف',
    house: undefined,
    sourceId: 'difaf',
    author: undefined,
    published: undefined,
    publishedAt: NOON - 3_600_000,
    firstSeenAt: NOON - 3_000_000,
    kind: 'news',
    sample: false,
    ...given,
  };
}

export function story(given: Partial<Story> = {}): Story {
  return {
    id: 1,
    headline: 'افتتاح جسر جديد فوق نهر الوادي',
    headlineArticleId: 1,
    sentences: [
      {
        text: 'افتتح وزير النقل ظهر الثلاثاء جسرا جديدا يربط ضفتي الوادي بعد أعمال دامت عامين.',
        articleId: 1,
      },
    ],
    before: [],
    differences: [],
    topics: ['egypt'],
    sideTopics: [],
    publishedAt: NOON - 3_600_000,
    firstSeenAt: NOON - 3_000_000,
    updatedAt: NOON - 3_000_000,
    kind: 'news',
    voices: 1,
    origin: undefined,
    sample: false,
    articles: [article()],
    ...given,
  };
}
