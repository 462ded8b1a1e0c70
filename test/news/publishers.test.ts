import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isOfAState, publisherOf, spellingsOf } from '../../src/news/publishers.ts';

describe('the outlet', () => {
  test.each([
    ['CNN Arabic', 'CNN بالعربية'],
    ['cnn  arabic', 'CNN بالعربية'],
    ['عربي 21', 'عربي21'],
    ['RT Arabic - آخر الأخبار', 'RT'],
    ['قناة RT', 'RT'],
    ['وكالة الأناضول', 'الأناضول'],
    ['بى بى سى', 'BBC عربي'],
    ['سكاي نيوز عربية | عاجل', 'سكاي نيوز عربية'],
    ['جريدة الشرق الاوسط', 'الشرق الأوسط'],
    ['skynewsarabia', 'سكاي نيوز عربية'],
    ['www.arabi21.com', 'عربي21'],
  ])('stated as %s is %s', (stated, name) => {
    expect(publisherOf({ url: undefined, stated })?.name).toBe(name);
  });

  test.each([
    ['https://www.bbc.com/arabic/articles/x', 'BBC عربي'],
    ['https://arabic.rt.com/rss/', 'RT'],
    ['https://www.dw.com/ar/x', 'DW عربية'],
    ['https://economy.aawsat.com/x', 'الشرق الأوسط'],
  ])('at %s is %s', (url, name) => {
    expect(publisherOf({ url, stated: undefined })?.name).toBe(name);
  });

  test.each([
    [undefined, undefined],
    ['https://www.bbc.com/sport/x', undefined],
    ['https://notcnn.example/', 'صحيفة لا وجود لها'],
    ['no url', ''],
    ['https://xaawsat.com/', undefined],
  ])('at %s, stated as %s, is unknown', (url, stated) => {
    expect(publisherOf({ url, stated })).toBeUndefined();
  });

  test('at an address comes before the one the text credits', () => {
    expect(publisherOf({ url: 'https://arabi21.com/a', stated: 'رويترز' })?.name).toBe('عربي21');
  });

  test('shares a house with those of one owner', () => {
    const house = (stated: string) => publisherOf({ url: undefined, stated })?.house;
    expect(house('العربية')).toBe(house('الحدث'));
    expect(house('RT')).toBe(house('سبوتنيك'));
    expect(house('الشرق الأوسط')).toBe(house('إندبندنت عربية'));
    expect(house('عربي21')).toBeUndefined();
  });
});

test('an outlet knows its spellings, an unknown one only its name', () => {
  expect(spellingsOf('RT')).toContain('روسيا اليوم');
  expect(spellingsOf('صحيفة المرفأ')).toEqual(['صحيفة المرفأ']);
});

test('what a government owns or runs is marked, by any spelling; what a law keeps apart from it is not', () => {
  for (const name of ['واس', 'وكالة الأنباء السعودية', 'RT Arabic', 'الأناضول', 'سانا', 'الأهرام', 'البيان'])
    expect([name, isOfAState(name)]).toEqual([name, true]);
  for (const name of ['BBC عربي', 'رويترز', 'العربية', 'صحيفة المرفأ', 'constructor', ''])
    expect([name, isOfAState(name)]).toEqual([name, false]);
});

test('the owners that the default sources state are those known here', () => {
  const rows = JSON.parse(readFileSync(new URL('../../sources.json', import.meta.url), 'utf8')) as {
    publisher: string;
    house?: string;
  }[];
  for (const { publisher, house } of rows)
    expect([publisher, publisherOf({ url: undefined, stated: publisher })?.house]).toEqual([
      publisher,
      house,
    ]);
});
