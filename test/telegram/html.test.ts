import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  escapeHtml,
  link,
  neutralise,
  oneLine,
  outside,
  outsideName,
  plainText,
  rtl,
  safeUrl,
  weigh,
} from '../../src/telegram/html.ts';
import { judge } from '../support/tdlib.ts';

/** What a reader sees of a neutralised text. */
const seen = (text: string): string => text.replaceAll('\u2060', '');

const LURES = [
  '@mujaz',
  'قال @someone_else اليوم',
  '/start',
  'اضغط /stop الآن',
  '(/help)',
  '#وسم',
  '#tag',
  '$USD',
  'example.com',
  'موقع example.com/path?x=1',
  'http://example.com',
  'https://xn--mgbh0fb.example',
  'موقع.شبكة',
  'a.b@example.org',
  'tg://resolve?domain=x',
  't.me/joinchat/xyz',
  '4111 1111 1111 1111',
  '4111111111111111',
  '4111-1111-1111-1111',
  '5555555555554444.',
  '1.1.1.1',
  'ftp://a.b.c',
  '＠name',
  '＃وسم',
  'ton://x',
  'www.example.net.',
  'x.y.z.com',
  'foo@bar',
  '.com',
  'قناة@name',
  'a/b/c.html',
  '192.168.0.1:8080/x',
  'mailto:a@b.com',
  '@a@b.com',
  '.....@....com',
  'http://localhost:80',
  'user:pass@host.com',
  '4111 1111 1111 1111 4111 1111 1111 1111',
  '٤١١١١١١١١١١١١١١١',
  'tonsite://x.ton',
];

describe('outside words', () => {
  test.each(LURES)('turn into nothing Telegram would make of %s, and read the same', (lure) => {
    const { text, ours, found } = judge(outside(lure, 500));
    expect({ ours, found }).toEqual({ ours: [], found: [] });
    expect(seen(text)).toBe(lure);
  });

  test('left as they are would have become links and pings', () => {
    expect(judge('@mujaz /start #وسم example.com 4111 1111 1111 1111').found).toHaveLength(5);
  });

  test('of any kind are accepted, read as they went in, and become no entity', () => {
    const lure = fc.oneof(
      fc.constantFrom(
        ...LURES,
        '<',
        '>',
        '&',
        '&amp;',
        '<b>',
        '</b>',
        '<a href="',
        '"',
        "'",
        '&#60;',
        '\u2068',
        '\u202e',
        '\u0000',
        '\n',
        ' ',
      ),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom(
          '@',
          '/',
          '#',
          '$',
          '.',
          ':',
          '-',
          ' ',
          '1',
          '4',
          'a',
          'ب',
          'com',
          'http',
          '_',
          '?',
        ),
      }),
    );
    fc.assert(
      fc.property(fc.array(lure, { maxLength: 8 }), (pieces) => {
        const words = pieces.join('');
        const { text, ours, found } = judge(`خبر ${outside(words, 400)} خبر`);
        expect({ ours, found }).toEqual({ ours: [], found: [] });
        expect(seen(text)).toBe(`خبر ${oneLine(words, 400)} خبر`);
      }),
      { numRuns: 3000 },
    );
  });

  test('are cut between words, with an ellipsis, never inside a character', () => {
    expect(oneLine('كلمة أولى، وكلمة ثانية', 12)).toBe('كلمة أولى…');
    expect(oneLine('😀'.repeat(30), 12)).toBe(`${'😀'.repeat(5)}…`);
    expect(oneLine('  سطر\n\nوسطر\u202e  ', 40)).toBe('سطر وسطر');
  });

  test('neutralising a million signs takes no longer than reading them', () => {
    for (const text of ['@'.repeat(1e6), '1 '.repeat(5e5), './'.repeat(5e5), '1-'.repeat(5e5)])
      expect(seen(neutralise(text))).toBe(text);
  });
});

describe('names', () => {
  test.each([
    ['RT', '\u2068RT\u2069'],
    ['CNN بالعربية', '\u2068CNN\u2069 بالعربية'],
    ['فرانس 24', 'فرانس 24'],
    ['عربي21', 'عربي21'],
    ['قناة 2M', 'قناة \u20682M\u2069'],
    ['قناة BBC News عربي', 'قناة \u2068BBC News\u2069 عربي'],
    ['سكاي نيوز عربية', 'سكاي نيوز عربية'],
    ['A & B', '\u2068A &amp; B\u2069'],
  ])('%s has its foreign run isolated', (name, html) => {
    expect(outsideName(name)).toBe(html);
  });
});

describe('links', () => {
  test.each([
    ['https://example.org/a?b=1&c=2', 'https://example.org/a?b=1&c=2'],
    ['javascript:alert(1)', undefined],
    ['tg://resolve?domain=x', undefined],
    ['data:text/html,x', undefined],
    ['//example.org', undefined],
    ['https://user:pass@example.org/', undefined],
    ['https://:pass@example.org/', undefined],
    ['https://user@example.org/', undefined],
    ['http:example.org', 'http://example.org/'],
    ['ftp://example.org/', undefined],
    [' \u0001https://exam\tple.org/ ', 'https://example.org/'],
    ['https://аррӏе.com/', 'https://xn--80ak6aa92e.com/'],
    [`https://example.org/${'a'.repeat(2100)}`, undefined],
    [undefined, undefined],
  ])('%s is linked only when it is an address of the web', (url, kept) => {
    expect(safeUrl(url)).toBe(kept);
  });

  test('no address breaks out of its attribute', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string(), (url, tail) => {
        const { text, ours } = judge(link('اسم', `${url}${tail}`));
        expect(text).toBe('اسم');
        expect(ours.every((kind) => kind === 'textEntityTypeTextUrl')).toBe(true);
      }),
    );
  });
});

describe('lines', () => {
  test('that start with a letter of another script or with a sign read right to left all the same', () => {
    expect(rtl('<b>RT</b> تنشر')).toBe('\u200f<b>RT</b> تنشر');
    expect(rtl('<b>خبر</b> RT')).toBe('<b>خبر</b> RT');
    expect(rtl('«خبر»')).toBe('\u200f«خبر»');
  });
});

describe('weight', () => {
  test('is what Telegram counts', () => {
    const html = `<b>${escapeHtml('a<b>&"')}</b> <a href="https://example.org/?a=1&amp;b=2">رابط</a> <tg-time unix="1">وقت</tg-time>`;
    const { text, ours } = judge(html);
    expect(weigh(html)).toEqual({
      units: text.length,
      entities: ours.length,
      bytes: Buffer.byteLength(html),
    });
    expect(plainText(html)).toBe(text);
  });
});
