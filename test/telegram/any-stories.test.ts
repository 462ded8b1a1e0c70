import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Difference, Story, StoryArticle } from '../../src/stories/story.ts';
import { renderBreaking, renderDenial, renderUpdate } from '../../src/telegram/notices.ts';
import { renderDigest } from '../../src/telegram/render.ts';
import { renderPage } from '../../src/telegram/story-block.ts';
import { renderStoryPage } from '../../src/telegram/story-page.ts';
import { chat, digest, expectTaken, view } from './shown.ts';
import { article, NOON, story } from './stories.ts';

/** Stories as an enemy would write them. */
const nasty = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.constantFrom(
    '<b>',
    '</blockquote>',
    '&',
    '"><a href="x">',
    '@admin',
    '/stop',
    '#وسم',
    'example.com',
    '\u202eرسالة',
    '\n\n',
    '4111 1111 1111 1111',
  ),
  fc.constantFrom('كلمة ', 'RT ', '@', '&', '.a', '漢', '😀').map((word) => word.repeat(900)),
);
const texts = fc.array(nasty, { maxLength: 4 }).map((pieces) => pieces.join(' '));
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });
const articles: fc.Arbitrary<StoryArticle> = fc.record({
  id: fc.integer({ min: 1, max: 9 }),
  title: maybe(texts),
  url: maybe(
    fc.oneof(
      fc.webUrl(),
      texts,
      fc.constant(`https://example.org/${'x'.repeat(1400)}`),
      fc.constant(`https://example.org/?${'&'.repeat(280)}`),
    ),
  ),
  publisher: maybe(texts),
  house: maybe(texts),
  sourceId: maybe(fc.string()),
  author: maybe(texts),
  published: fc.constant(undefined),
  publishedAt: maybe(fc.integer({ min: 946_684_800_000, max: NOON })),
  firstSeenAt: fc.constant(NOON),
  kind: fc.constantFrom('news', 'opinion', 'soft'),
  sample: fc.boolean(),
});
const differences: fc.Arbitrary<Difference> = fc.record({
  kind: fc.constantFrom('contradiction', 'course'),
  subject: fc.constantFrom('killed', 'wounded', 'money', 'count', 'name', 'claimant'),
  bearer: maybe(texts),
  versions: fc.array(fc.record({ text: texts, articleId: fc.integer({ min: 1, max: 9 }) }), { maxLength: 9 }),
});
const stories: fc.Arbitrary<Story> = fc.record({
  id: fc.integer({ min: 1 }),
  headline: texts,
  headlineArticleId: fc.integer({ min: 1, max: 9 }),
  sentences: fc.array(fc.record({ text: texts, articleId: fc.integer({ min: 1, max: 9 }) }), {
    maxLength: 12,
  }),
  before: fc.array(fc.record({ text: texts, articleId: fc.integer({ min: 1, max: 9 }) }), { maxLength: 4 }),
  differences: fc.array(differences, { maxLength: 5 }),
  topics: fc.constant(['iran']),
  sideTopics: fc.constant([]),
  publishedAt: maybe(fc.integer({ min: 946_684_800_000, max: NOON })),
  firstSeenAt: fc.constant(NOON),
  updatedAt: fc.constant(NOON),
  kind: fc.constantFrom('news', 'opinion', 'soft'),
  voices: fc.constant(1),
  origin: maybe(texts),
  sample: fc.boolean(),
  articles: fc.array(articles, { maxLength: 12 }),
});
describe('whatever the stories hold', () => {
  test('a story’s own page and what is sent at once are taken too', () => {
    fc.assert(
      fc.property(stories, (one) => {
        expectTaken(renderStoryPage(one, view));
        const notice = { chat, zone: view.zone, now: NOON, username: 'mujaz_bot' };
        const [sentence] = one.sentences;
        const news = { differences: one.differences.slice(0, 2), ...(sentence && { sentence }) };
        for (const { html, buttons } of [
          renderBreaking(one, notice),
          renderUpdate(one, news, notice),
          renderDenial(one, { told: one.headline, by: one.articles[0]?.publisher }, notice),
        ]) {
          expectTaken(html);
          for (const button of buttons.flat())
            if ('data' in button) expect(Buffer.byteLength(button.data)).toBeLessThanOrEqual(64);
        }
      }),
      { numRuns: 100 },
    );
  });

  test.each(['@', '&', '.a', '漢', '😀', '٣', 'a b ', 'aب', '/x '])(
    'a story all of «%s» fits one message',
    (piece) => {
      const text = piece.repeat(3000);
      const worst = story({
        headline: text,
        sentences: [1, 2, 3, 4, 5, 6].map((articleId) => ({ text: `${articleId}${text}`, articleId })),
        articles: [1, 2, 3, 4, 5, 6, 7, 8].map((id) =>
          article({
            id,
            publisher: `${id}${text}`,
            author: text,
            house: `${id}`,
            url: `https://example.org/?${'&'.repeat(290)}${id}`,
            kind: 'opinion',
          }),
        ),
        kind: 'opinion',
        sample: true,
      });
      for (const detail of ['short', 'full'] as const) {
        expectTaken(renderPage({ title: 't', stories: [worst], from: 1, view: { ...view, detail } }));
      }
    },
  );

  test('Telegram takes every message, and finds in it only what we put there', () => {
    fc.assert(
      fc.property(fc.array(stories, { minLength: 1, maxLength: 8 }), fc.nat(3), (all, reminded) => {
        const parts = renderDigest(
          digest({
            items: all
              .slice(reminded)
              .map((one, index) => ({ story: one, topic: index % 2 ? 'iran' : 'gaza' })),
            reminders: all
              .slice(0, reminded)
              .map((one) => ({ story: one, digest: { localDate: '2025-06-30', localTime: '19:30' } })),
          }),
        );
        for (const part of parts) expectTaken(part.html);
        expect(new Set(parts.flatMap((part) => part.storyIds))).toEqual(
          new Set(all.slice(reminded).map((one) => one.id)),
        );
        expect(parts.flatMap((part) => part.reminderIds)).toEqual(
          all.slice(0, reminded).map((one) => one.id),
        );
        const page = { title: '<b>إيران</b>', stories: all.slice(0, 5), from: 1 };
        expectTaken(renderPage({ ...page, view: { ...view, detail: 'full' } }));
      }),
      { numRuns: 300 },
    );
  });
});
