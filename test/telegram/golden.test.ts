/** A message of each kind, word for word and entity for entity, and each of its lines as a screen lays it out. */
import { describe, expect, test } from 'vitest';
import { plainText, quoted, rtlLines } from '../../src/telegram/html.ts';
import { textsOf } from '../../src/telegram/languages.ts';
import { layOut } from '../support/bidi.ts';
import { judgeHtml, judgeLinks, tdlibMissing } from '../support/tdlib.ts';
import { goldenMessages } from './golden-messages.ts';

const all = Object.entries(goldenMessages);

/** As Telegram's own parser reads it. */
function parsed(html: string) {
  const judged = judgeHtml(html);
  if (judged.kind === 'refused') throw new Error(judged.reason);
  return judged;
}

describe.skipIf(tdlibMissing() !== undefined)('a message of each kind', () => {
  test.each(all)('%s is what it was, in words and entities', async (name, html) => {
    const { text, entities } = parsed(html);
    const list = entities.map(
      ({ type, offset, length, url }) =>
        `${type}: ${text.slice(offset, offset + length).replaceAll('\n', ' ⏎ ')}${url === undefined ? '' : ` → ${url}`}`,
    );
    await expect(`${html}\n<!--\n${list.join('\n')}\n-->\n`).toMatchFileSnapshot(
      `../fixtures/golden/${name}.html`,
    );
  });

  test.each(all)('%s reads right to left in every line, and in each in its order', (name, html) => {
    const { text } = parsed(html);
    for (const line of text.split('\n')) {
      if (line === '') continue;
      const { base, faults, balanced } = layOut(line);
      const english = name === 'latest-english' && line === 'Latest news';
      // What a channel's owner writes under its digests is theirs.
      const footer = name === 'digest-channel' && line.includes('wadi_news');
      if (!footer)
        expect({ line, base, faults }).toEqual({ line, base: english ? 'ltr' : 'rtl', faults: [] });
      expect({ line, balanced }).toEqual({ line, balanced: true });
    }
  });

  test.each(all)('%s holds no links but ours', (name, html) => {
    const found = judgeLinks(parsed(html).text).map(({ type }) => type);
    expect(found.filter((type) => type !== 'hashtag')).toEqual(
      name === 'digest-channel' ? ['mention', 'url'] : [],
    );
    expect(found.filter((type) => type === 'hashtag')).toHaveLength(name === 'digest-channel' ? 2 : 0);
  });
});

/** Choices that sentences are said of. */
const CHOICES = [
  'private',
  'group',
  'channel',
  'flash',
  'short',
  'full',
  'late',
  'none',
  'off',
  'two',
  'all',
];
const OTHERS = ['latn', 'arab', 'never', 'night', 'always'];

/** Every sentence of the bot's, said of a topic with a Latin name, of several, of a number, and of each choice. */
function said(sentence: unknown): readonly string[] {
  if (typeof sentence === 'string') return [sentence];
  if (typeof sentence !== 'function') return Object.values(sentence ?? {}).flatMap(said);
  const name = quoted('ملف CNN');
  const names = ['إيران', 'لبنان'];
  const call = (words: readonly unknown[]): readonly string[] => {
    try {
      const text: unknown = sentence(...words);
      return typeof text === 'string' && !/undefined|\[object/u.test(text) ? [text] : [];
    } catch {
      return [];
    }
  };
  const plain = [
    [name, name, name],
    [name, '3 أخبار', name],
    [names, name, name],
    [names, names],
    [3, 3, 3],
  ].flatMap(call);
  if (plain.length > 0) return plain;
  return [...CHOICES, ...OTHERS].flatMap((one) =>
    [[one], [name, one], [one, names], [{}, one]].flatMap(call),
  );
}

describe('each line of what the bot says', () => {
  test.each(Object.entries(textsOf('ar').messages))(
    '«%s» reads right to left, in its order',
    (_, sentence) => {
      const all = said(sentence);
      expect(all.length).toBeGreaterThan(0);
      for (const line of all.flatMap((text) => plainText(rtlLines(text)).split('\n'))) {
        if (line === '') continue;
        const { base, faults, balanced } = layOut(line);
        expect({ line, base, faults, balanced }).toEqual({ line, base: 'rtl', faults: [], balanced: true });
      }
    },
  );
});

describe('the judge of layout', () => {
  test('finds a line that begins left to right, and a Latin name that draws its clock along', () => {
    expect(layOut('CNN: افتتاح الجسر').base).toBe('ltr');
    expect(layOut('\u200fCNN: افتتاح الجسر')).toMatchObject({ base: 'rtl', faults: [] });
    expect(layOut('الحصيلة (RT، 17:48)').faults).toEqual(['RT → 17:48']);
    expect(layOut('الحصيلة (\u2068RT\u2069، 17:48)').faults).toEqual([]);
    expect(layOut('الحصيلة (\u2068RT، 17:48)').balanced).toBe(false);
    expect(layOut('النتيجة 3-1').visual).toBe('1-3 ةجيتنلا');
    expect(layOut('النتيجة \u20683-1\u2069').visual).toBe('3-1 ةجيتنلا');
  });
});
