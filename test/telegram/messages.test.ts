import { describe, expect, test } from 'vitest';
import { rtlLines } from '../../src/telegram/html.ts';
import { labels, menu, messages } from '../../src/telegram/messages.ts';
import { messages as english } from '../../src/telegram/messages-en.ts';
import { judge } from '../support/tdlib.ts';

/** Every sentence that needs no words of its own, by name. */
const sentences = Object.entries(messages).filter(
  (entry): entry is [string, Extract<(typeof entry)[1], string>] => typeof entry[1] === 'string',
);

describe('what the bot says', () => {
  test.each(sentences)('%s is taken by Telegram, and finds only our commands in it', (_, text) => {
    const { ours, found } = judge(rtlLines(text));
    expect(ours.every((kind) => kind === 'textEntityTypeBold' || kind === 'textEntityTypeItalic')).toBe(true);
    expect(found.every((kind) => kind === 'textEntityTypeBotCommand')).toBe(true);
  });

  test.each(sentences)(
    '%s has Western digits, and no Latin letters but in commands, zones and names',
    (_, text) => {
      expect(text).not.toMatch(/[٠-٩۰-۹]/u);
      expect(text.replace(/\u2068[^\u2069]*\u2069|<\/?[a-z]+>/gu, '')).not.toMatch(/[A-Za-z]/u);
    },
  );

  test('every command in /help can be tapped, and is in the menu', () => {
    const named = [...messages.help.matchAll(/\/([a-z]+)(?![a-z>])/gu)].map((match) => match[1] ?? '');
    expect(judge(messages.help).found).toHaveLength(named.length);
    expect(named.filter((name) => !(name in menu))).toEqual([]);
    expect(Object.keys(menu).filter((name) => !['help', ...named].includes(name))).toEqual([]);
  });

  test('the reasons for a story leave no gap where nobody knows when it was published, and suit two as well as many', () => {
    expect(messages.whySources('وصلك لأنه من أهم الأخبار', 'مصدران', '')).toBe(
      'وصلك لأنه من أهم الأخبار، ونشره مصدران.',
    );
    expect(english.whySources('It came', '2 sources', '')).not.toMatch(/ [.\u2068]*\u2069?\./u);
    expect(messages.whyOther('بلا تاريخ نشر', 'خبران', 'هزة')).toBe('بلا تاريخ نشر: خبران، مثل «هزة»');
  });

  test('what is done to an outlet or a topic is told alike of names of either gender', () => {
    for (const said of [messages.lessUndone, messages.sourceHid, messages.sourceShown])
      expect(said('قناة الأفق')).toMatch(/(?:من|المصدر) «قناة الأفق»/u);
  });

  test('the policy on words stands in /help', () => {
    expect(messages.help).toContain(
      'الجمل كما نشرتها مصادرها، وما فيها من أوصاف يعود إليها؛ عناويننا لا تتبنّى وصفًا.',
    );
  });

  test('menu descriptions are within Telegram’s 256 characters, labels short', () => {
    for (const description of Object.values(menu)) expect(description.length).toBeLessThanOrEqual(60);
    for (const label of Object.values(labels))
      if (typeof label === 'string') expect(label.length).toBeLessThanOrEqual(16);
  });
});
