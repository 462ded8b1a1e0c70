/** Articles for tests, made with only what a test cares about. */
import type { NewArticle } from '../../src/news/article.ts';

let made = 0;

export function newArticle(about: Partial<NewArticle> = {}): NewArticle {
  made++;
  return {
    key: `article-${made}`,
    revision: '1',
    sourceId: undefined,
    publisher: undefined,
    house: undefined,
    title: `عنوان المادة رقم ${made}`,
    text: `نص المادة رقم ${made}.`,
    author: undefined,
    statedSource: undefined,
    published: undefined,
    publishedAt: undefined,
    kind: 'news',
    url: undefined,
    image: undefined,
    sample: false,
    ...about,
  };
}
