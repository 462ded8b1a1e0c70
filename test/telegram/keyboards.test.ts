import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  button,
  groupKeyboard,
  groupName,
  groupsKeyboard,
  groupTopics,
  inlineKeyboard,
  menuKeys,
  popularKeyboard,
  readTap,
  type Tap,
} from '../../src/telegram/keyboards.ts';
import { textsOf } from '../../src/telegram/languages.ts';
import { catalogue } from '../../src/topics/catalogue.ts';

const arabic = textsOf('ar');
const english = textsOf('en');

const dataOf = (tap: Tap): string | undefined => {
  const [made] = button('x', tap);
  return made !== undefined && 'data' in made ? made.data : undefined;
};

describe('buttons', () => {
  test('of every topic fit Telegram’s 64 bytes and mean the same when they come back', () => {
    const taps: Tap[] = catalogue.flatMap(({ slug }): Tap[] => [
      { kind: 'topic', slug, page: 10 },
      { kind: 'popular', slug },
      { kind: 'follow', slug },
      { kind: 'leave', slug },
      { kind: 'grouped', group: 11, slug },
    ]);
    for (const tap of [...taps, { kind: 'groups' }, { kind: 'latest' }, { kind: 'settings' }] as const) {
      const data = dataOf(tap);
      expect(Buffer.byteLength(data ?? 'x'.repeat(65))).toBeLessThanOrEqual(64);
      expect(readTap(data ?? '')).toEqual(tap);
    }
  });

  test('whose words do not fit are left out', () => {
    expect(dataOf({ kind: 'search', words: 'سد النهضة' })).toBe('q:سد النهضة');
    expect(button('x', { kind: 'search', words: 'كلمة '.repeat(20) })).toEqual([]);
  });

  test('that carry anything else mean nothing, or one of ours', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z]:[a-z0-9:]{0,20}$/u)), (data) => {
        const tap = readTap(data);
        if (tap !== undefined && tap.kind !== 'search' && tap.kind !== 'leave')
          expect(dataOf(tap)).toBeDefined();
      }),
    );
    for (const data of ['t:iran:0', 't:iran:x', 'p:', 'x:12345:iran', 'g:-1', 'g:99', 'f:constructor', 'q:'])
      expect(readTap(data)).toBeUndefined();
  });

  test('are sent with each row turned round, and empty rows left out', () => {
    const one = { text: '1', data: 'groups' };
    const two = { text: '2', url: 'https://example.org' };
    expect(inlineKeyboard([[one, two], [], [one]], 'rtl')).toEqual([
      [
        { text: '2', url: 'https://example.org' },
        { text: '1', callback_data: 'groups' },
      ],
      [{ text: '1', callback_data: 'groups' }],
    ]);
  });

  test('stand in English as they are read, from left to right', () => {
    const row = ['1', '2', '3'].map((text) => ({ text, data: 'groups' }));
    const [laid] = inlineKeyboard([row], english.direction);
    expect(laid?.map(({ text }) => text)).toEqual(['1', '2', '3']);
    const [first] = menuKeys(english);
    expect(first?.map(({ text }) => text)).toEqual(['Latest news', 'My topics']);
  });

  test('of topics and groups have names in English, which fit their rows with a tick and a count', () => {
    const groups = groupsKeyboard(
      catalogue.map(({ slug }) => slug),
      english,
    ).flat();
    const topics = groups.flatMap((_, group) => groupKeyboard(group, groupTopics(group), english).flat());
    for (const { text } of [...groups, ...topics]) {
      expect(text).not.toMatch(/[\p{Script=Arabic}\u200f]/u);
      expect([text, [...new Intl.Segmenter('en').segment(text)].length <= 22]).toEqual([text, true]);
    }
    expect(topics.length).toBe(catalogue.length + groups.length);
  });

  test('of the groups lead to every topic of the catalogue once', () => {
    const groups = groupsKeyboard([], arabic).flat();
    const names = groups.flatMap((_, group) =>
      groupKeyboard(group, [], arabic)
        .flat()
        .map(({ text }) => text.replace(/^\P{L}+/u, '')),
    );
    expect(names.filter((name) => name !== 'رجوع')).toEqual(catalogue.map(({ name }) => name));
    expect(groupName(0)).toBe(catalogue[0]?.group);
    expect(groupName(99)).toBe('');
  });

  test('run from right to left though a flag, whose letters do not, stands first', () => {
    const flags = popularKeyboard(['saudi'], arabic)
      .flat()
      .filter(({ text }) => /\p{RI}/u.test(text));
    expect(flags.length).toBeGreaterThan(3);
    for (const { text } of flags) expect(text).toMatch(/^(?:✅ )?\u200f\p{RI}/u);
  });

  test('never number more than a hundred, and tick what is followed', () => {
    expect(popularKeyboard(['top'], arabic).flat().length).toBeLessThan(20);
    expect(popularKeyboard(['top'], arabic)[0]?.[0]?.text).toBe('✅ \u200f⭐ أهم الأخبار');
  });
});
