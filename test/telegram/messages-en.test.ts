import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../../src/subscriptions/chat.ts';
import { plainText } from '../../src/telegram/html.ts';
import { languages, textsOf } from '../../src/telegram/languages.ts';
import { layOut } from '../support/bidi.ts';
import { judge } from '../support/tdlib.ts';

const arabic = textsOf('ar');
const english = textsOf('en');

const ARABIC = /\p{Script=Arabic}/u;

/** The line without its runs, in which names, examples and what the caller gave stand. */
function withoutRuns(text: string): string {
  const less = text.replace(/\u2068[^\u2068\u2069]*\u2069/gu, '');
  return less === text ? text : withoutRuns(less);
}

const source = readFileSync(new URL('../../src/telegram/messages.ts', import.meta.url), 'utf8');

/** Something for a gap of messages.ts, by its name and type there; words are Arabic, as what is told of news and places is. */
function example(name: string, type: string): unknown {
  const chosen = type.match(/ChatSettings\['(\w+)'\]/u)?.[1];
  if (chosen !== undefined) return Object.entries(defaultSettings).find(([key]) => key === chosen)?.[1];
  if (type.includes("Chat['weekend']")) return 'late';
  if (type.startsWith('readonly string[]')) return ['إيران', 'لبنان', 'غزة'];
  if (type === 'Where') return 'group';
  if (type === 'keyof typeof menu') return 'settings';
  if (type.startsWith('number') || /^(?:number|page)$/u.test(name)) return 3;
  if (type.startsWith('boolean')) return true;
  return type.startsWith("'") ? type.slice(1, type.indexOf("'", 1)) : 'إيران';
}

/** A sentence with words for each of its gaps. */
function said(name: string, sentence: unknown): string {
  if (typeof sentence === 'object') return Object.values(sentence ?? {}).join('\n');
  if (typeof sentence !== 'function') return typeof sentence === 'string' ? sentence : '';
  const gaps = source.match(new RegExp(`^(?:  ${name}:|const ${name} =) \\(([^)]*)\\)`, 'mu'))?.[1] ?? '';
  const all = [...gaps.matchAll(/(\w+)\??: ((?:[^,<]|<[^>]*>)+)/gu)];
  return String(sentence(...all.map(([, gap = '', type = '']) => example(gap, type))));
}

const sentences = (['labels', 'menu', 'messages'] as const).flatMap((part) =>
  Object.entries<unknown>(english[part]).map(([name, sentence]): [string, string] => [
    `${part}.${name}`,
    said(name, sentence),
  ]),
);

/** What is given names and sentences of ours, and a language's name for itself. */
const OTHERS = ['messages.topicTitle', 'messages.scheduleSet', 'labels.language'];

describe('the English of the bot', () => {
  test.each(['labels', 'menu', 'messages'] as const)('has every name of %s, and none besides', (part) => {
    expect(Object.keys(english[part]).sort()).toEqual(Object.keys(arabic[part]).sort());
  });

  test('is spoken in a chat that chose it, and Arabic in one that chose nothing', () => {
    expect(languages.map((language) => textsOf(language).messages.thanks)).toEqual([
      arabic.messages.thanks,
      english.messages.thanks,
    ]);
    expect(textsOf(undefined).messages.thanks).toBe(arabic.messages.thanks);
  });

  test.each(sentences.filter(([name]) => !OTHERS.includes(name)))(
    '%s holds no Arabic but names and examples, each a run of its own, and has no gap',
    (_, text) => {
      expect(withoutRuns(text)).not.toMatch(ARABIC);
      expect(withoutRuns(text)).not.toMatch(/undefined|NaN|\[object|«|»|،|؟|\u200f/u);
      expect(text.split('\u2068')).toHaveLength(text.split('\u2069').length);
    },
  );

  test.each(sentences.filter(([name]) => name.startsWith('messages.') && !OTHERS.includes(name)))(
    '%s is laid out left to right in every line',
    (_, text) => {
      for (const line of plainText(english.lines(text)).split('\n'))
        expect([line, layOut(line).base]).toEqual([line, 'ltr']);
    },
  );

  test.each(sentences.filter(([name]) => name.startsWith('messages.')))(
    '%s is taken by Telegram',
    (_, text) => {
      expect(judge(text).found.filter((kind) => kind !== 'textEntityTypeBotCommand')).toEqual([]);
    },
  );

  test('its labels are short, and its help names the same commands', () => {
    for (const label of Object.values(english.labels))
      if (typeof label === 'string') expect(label.length).toBeLessThanOrEqual(18);
    const commands = (help: string) =>
      new Set([...help.matchAll(/\/([a-z]+)(?![a-z>])/gu)].map(([, name]) => name));
    expect(commands(english.messages.help)).toEqual(commands(arabic.messages.help));
  });
});
