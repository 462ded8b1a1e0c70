import { describe, expect, test } from 'vitest';
import type { Story } from '../../src/stories/story.ts';
import { plainText } from '../../src/telegram/html.ts';
import { renderStoryPage } from '../../src/telegram/story-page.ts';
import { expectTaken, view } from './shown.ts';
import { article, NOON, story } from './stories.ts';

describe('a story’s own page', () => {
  const outlets = (count: number): Story =>
    story({
      voices: count,
      articles: Array.from({ length: count }, (_, index) =>
        article({
          id: index + 1,
          publisher: `منبر المدينة ${index + 1}`,
          sourceId: `s${index}`,
          url: `https://example.org/${index + 1}`,
        }),
      ),
    });

  test.each([30, 55])('names all of %i outlets with their links', (count) => {
    const html = renderStoryPage(outlets(count), view);
    expectTaken(html);
    expect(html).toContain(`<b>${count} مصدرًا:</b>`);
    expect(html.match(/<a href=/gu)).toHaveLength(count);
  });

  test('of 200 outlets names as many as a message holds, and counts the others', () => {
    const html = renderStoryPage(outlets(200), view);
    expectTaken(html);
    const named = html.match(/<a href=/gu)?.length ?? 0;
    expect(named).toBeGreaterThan(15);
    expect(plainText(html)).toContain(`وغيرها: ${200 - named} مصدر`);
  });

  test('links each further article of an outlet by its clock', () => {
    const twice = story({
      articles: [
        article({ publishedAt: NOON - 7_200_000 }),
        article({ id: 2, url: 'https://example.org/2', publishedAt: NOON - 3_600_000 }),
        article({ id: 3, url: 'https://example.org/3', publishedAt: NOON - 90_000_000 }),
      ],
    });
    expect(renderStoryPage(twice, { ...view, digits: 'arab' })).toContain(
      ' · <tg-time unix="1751364000">الثلاثاء ١٣:٠٠</tg-time>، <a href="https://example.org/2">١٤:٠٠</a>، <a href="https://example.org/3">الاثنين ١٤:٠٠</a>',
    );
  });
});
