import { describe, expect, test } from 'vitest';
import { plainText } from '../../src/telegram/html.ts';
import { words } from '../../src/telegram/messages.ts';
import { digestPeriod, hashtag, renderDigest } from '../../src/telegram/render.ts';
import { catalogue } from '../../src/topics/catalogue.ts';
import { judgeLinks } from '../support/tdlib.ts';
import { bridge, chat, digest } from './shown.ts';
import { NOON, story } from './stories.ts';

describe('a digest', () => {
  const three = digest({
    items: [
      { story: bridge, topic: 'egypt' },
      { story: story({ id: 3, headline: 'قمة في طهران' }), topic: 'iran' },
      { story: story({ id: 2, headline: 'معرض كتاب على النيل' }), topic: 'egypt' },
    ],
  });

  test('opens with its name and day, then the count, and ends with the next one', () => {
    const [part] = renderDigest(three);
    const lines = plainText(part?.html ?? '').split('\n');
    expect(lines.slice(0, 4)).toEqual(['نشرة الصباح · الثلاثاء 1 يوليو', '3 أخبار', '', 'مصر']);
    expect(lines.at(-1)).toBe('النشرة التالية: الثلاثاء 7:30 م بتوقيت القاهرة');
    expect(part?.storyIds).toEqual([1, 2, 3]);
    expect(part?.topics).toEqual(['egypt', 'egypt', 'iran']);
    expect(part?.buttons).toEqual([
      [
        { text: 'الخبر 1', data: 'st:1:d:20250701:0700:1' },
        { text: 'الخبر 2', data: 'st:2:d:20250701:0700:1' },
        { text: 'الخبر 3', data: 'st:3:d:20250701:0700:1' },
      ],
      [{ text: 'إعدادات النشرة', data: 'settings' }],
    ]);
  });

  test('has headings only for two topics or more', () => {
    const one = digest({ items: three.items.filter((item) => item.topic === 'egypt') });
    expect(plainText(renderDigest(one)[0]?.html ?? '')).not.toContain('\nمصر\n');
    expect(plainText(renderDigest(three)[0]?.html ?? '').match(/^(?:مصر|إيران)$/gmu)).toEqual([
      'مصر',
      'إيران',
    ]);
  });

  test('tells again what may not have arrived as bare linked headlines, also alone', () => {
    const [part, ...more] = renderDigest(
      digest({
        reminders: [
          { story: bridge, digest: { localDate: '2025-06-30', localTime: '19:30' } },
          { story: story({ id: 9 }), digest: { localDate: '2025-06-30', localTime: '19:30' } },
        ],
      }),
    );
    expect(more).toEqual([]);
    expect(part?.html).toBe(
      [
        '<b>نشرة الصباح</b> · الثلاثاء 1 يوليو',
        '',
        '<b>ربما لم تصلك في نشرة الاثنين:</b>',
        '<a href="https://example.org/1">افتتاح جسر جديد فوق نهر الوادي</a>',
        '<a href="https://example.org/1">افتتاح جسر جديد فوق نهر الوادي</a>',
        '',
        'النشرة التالية: الثلاثاء 7:30 م بتوقيت القاهرة',
      ].join('\n'),
    );
    expect(part?.storyIds).toEqual([]);
    expect(part?.reminderIds).toEqual([1, 9]);
  });

  test('asked for before its time says that it is a preview, and promises nothing', () => {
    const html = renderDigest(three, { preview: true })[0]?.html ?? '';
    expect(plainText(html)).toMatch(/^معاينة نشرة الصباح · /u);
    expect(html).not.toContain('النشرة التالية');
  });

  test('previewed has a header of at most 35 characters in every zone and on every day', () => {
    for (const localDate of ['2026-01-23', '2026-11-25', '2026-12-30'])
      for (const localTime of ['07:00', '13:00', '19:30']) {
        const moment = { at: Date.parse(`${localDate}T05:00:00Z`), localDate, localTime };
        const html = renderDigest({ ...three, zone: 'Asia/Beirut', moment }, { preview: true })[0]?.html;
        expect((plainText(html ?? '').split('\n')[0] ?? '').length).toBeLessThanOrEqual(35);
      }
    const moment = { at: NOON, localDate: '2026-01-23', localTime: '07:00' };
    const html = renderDigest({ ...three, zone: 'Asia/Beirut', moment }, { preview: true })[0]?.html;
    expect(plainText(html ?? '')).toMatch(/^معاينة · 23 كانون الثاني\n/u);
  });

  test('of long ago is named by its day', () => {
    const old = (localDate: string): string =>
      renderDigest(digest({ reminders: [{ story: bridge, digest: { localDate, localTime: '19:30' } }] }))[0]
        ?.html ?? '';
    expect(old('2025-06-26')).toContain('<b>ربما لم تصلك في نشرة الخميس:</b>');
    expect(old('2025-06-24')).toContain('<b>ربما لم تصلك في نشرة الثلاثاء 24 يونيو:</b>');
  });

  test('in a channel carries no button that one reader would press for all', () => {
    const parts = renderDigest({ ...three, chat: { ...chat, kind: 'channel' } });
    expect(parts[0]?.buttons).toEqual([]);
  });

  test.each([
    ['Asia/Beirut', '2025-12-31', 'نشرة الصباح · 31 كانون الأول'],
    ['Asia/Beirut', '2026-01-23', 'نشرة الصباح · 23 كانون الثاني'],
    ['Asia/Baghdad', '2025-07-01', 'نشرة الصباح · الثلاثاء 1 تموز'],
    ['Africa/Tunis', '2025-07-01', 'نشرة الصباح · الثلاثاء 1 جويلية'],
    ['Africa/Casablanca', '2025-07-01', 'نشرة الصباح · الثلاثاء 1 يوليوز'],
  ])(
    'in %s names the months as they do there, in a header of at most 35 characters',
    (zone, localDate, header) => {
      const at = Date.parse(`${localDate}T05:00:00Z`);
      const html =
        renderDigest({ ...three, zone, moment: { at, localDate, localTime: '07:00' } })[0]?.html ?? '';
      const first = plainText(html).split('\n')[0] ?? '';
      expect(first).toBe(header);
      expect(first.length).toBeLessThanOrEqual(35);
    },
  );

  test.each([
    ['00:00', 'نشرة الليل'],
    ['05:00', 'نشرة الصباح'],
    ['12:00', 'نشرة الظهيرة'],
    ['19:30', 'نشرة المساء'],
    ['23:00', 'نشرة الليل'],
  ])('of %s is called %s', (time, name) => {
    expect(words.digests[digestPeriod(time)]).toBe(name);
  });
});

describe('a hashtag', () => {
  test.each(catalogue.map(({ name }) => [name]))('of «%s» is one that Telegram finds whole', (name) => {
    const tag = hashtag(name) ?? '';
    expect(judgeLinks(tag).map(({ type, length }) => [type, length])).toEqual([['hashtag', tag.length]]);
  });

  test('has low lines for all that parts words, and is none of numbers alone', () => {
    expect(hashtag('سوريا ولبنان')).toBe('#سوريا_ولبنان');
    expect(hashtag('«سدّ النهضة» – إثيوبيا!')).toBe('#سد_النهضة_إثيوبيا');
    expect(hashtag('2026')).toBeUndefined();
    expect(hashtag('🇪🇬')).toBeUndefined();
  });

  test('of a chat’s own words holds none that it takes out', () => {
    expect(hashtag('سد النهضة -إثيوبيا -السودان')).toBe('#سد_النهضة');
    expect(hashtag('النووي-الإيراني')).toBe('#النووي_الإيراني');
  });
});
