/** What the tests of messages show, and the judge of what Telegram takes. */
import { expect } from 'vitest';
import type { Digest } from '../../src/digests/digest.ts';
import { type Chat, defaultSettings, wholeWeek } from '../../src/subscriptions/chat.ts';
import { plainText, weigh } from '../../src/telegram/html.ts';
import type { StoryView } from '../../src/telegram/story-block.ts';
import { judge } from '../support/tdlib.ts';
import { article, NOON, story } from './stories.ts';

/** A chat in Cairo that chose nothing else. */
export const chat: Chat = {
  id: 1,
  telegramId: 5,
  threadId: 0,
  kind: 'private',
  title: undefined,
  zone: 'Africa/Cairo',
  times: ['07:00', '19:30'],
  days: wholeWeek,
  weekend: 'same',
  quiet: undefined,
  restingUntil: undefined,
  timesBeforeRamadan: undefined,
  settings: defaultSettings,
  topics: [],
  muted: [],
  names: new Map(),
  paused: undefined,
  since: 0,
  nextDigestAt: undefined,
};

/** A morning's digest in Cairo. */
export function digest(given: Partial<Digest> = {}): Digest {
  return {
    chat,
    zone: 'Africa/Cairo',
    moment: { at: Date.UTC(2025, 6, 1, 4), localDate: '2025-07-01', localTime: '07:00' },
    items: [],
    reminders: [],
    next: { at: Date.UTC(2025, 6, 1, 16, 30), localDate: '2025-07-01', localTime: '19:30' },
    ...given,
  };
}

/** How stories are shown there. */
export const view: StoryView = { zone: 'Africa/Cairo', now: NOON, digits: 'latn', detail: 'short' };

/** A story of two outlets. */
export const bridge = story({
  sentences: [
    { text: 'افتتح وزير النقل ظهر الثلاثاء جسرا جديدا يربط ضفتي الوادي.', articleId: 1 },
    { text: 'بلغت كلفة المشروع 40 مليون دينار.', articleId: 2 },
  ],
  voices: 2,
  articles: [
    article({ id: 2, publisher: 'RT', url: 'https://example.org/rt', publishedAt: NOON - 7_200_000 }),
    article({ id: 1 }),
  ],
});

const OURS = ['Bold', 'Italic', 'TextUrl', 'BlockQuote', 'ExpandableBlockQuote', 'DateTime'].map(
  (kind) => `textEntityType${kind}`,
);

/** That Telegram takes the message, and finds nothing in it but what we put there. */
export function expectTaken(html: string): void {
  const { text, ours, found } = judge(html);
  expect(found).toEqual([]);
  expect(ours.filter((kind) => !OURS.includes(kind))).toEqual([]);
  expect(ours.length).toBeLessThan(100);
  expect(text.length).toBeLessThanOrEqual(4096);
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(32_768);
  expect(text.replaceAll('\u200f', '')).toBe(plainText(html).replaceAll('\u200f', ''));
  expect(weigh(html).units).toBe(text.length);
}
