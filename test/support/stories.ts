/** Stories for tests, made with only what a test cares about. */
import type { Story } from '../../src/stories/story.ts';

const TIME = Date.UTC(2026, 10, 23, 6);

/** A story of one article by a publisher of its own, an hour or three old on 23 November 2026 at 09:00 UTC. */
export function storyOf(about: Partial<Story> & { readonly id: number; readonly publisher?: string }): Story {
  const { publisher = `منبر المدينة ${about.id}`, ...story } = about;
  const publishedAt = 'publishedAt' in about ? about.publishedAt : TIME + about.id;
  return {
    headline: `حدث ${about.id}`,
    headlineArticleId: about.id,
    sentences: [{ text: `وقع الحدث ${about.id} صباحًا.`, articleId: about.id }],
    before: [],
    differences: [],
    topics: [],
    sideTopics: [],
    firstSeenAt: TIME,
    updatedAt: TIME,
    kind: 'news',
    voices: 1,
    origin: undefined,
    sample: false,
    articles: [
      {
        id: about.id,
        title: `حدث ${about.id}`,
        url: `https://example.org/${about.id}`,
        publisher,
        house: undefined,
        sourceId: undefined,
        author: undefined,
        published: undefined,
        publishedAt,
        firstSeenAt: TIME,
        kind: 'news',
        sample: false,
      },
    ],
    ...story,
    publishedAt,
  };
}
